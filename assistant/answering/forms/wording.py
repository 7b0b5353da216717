"""The wording of an article that is named: verbatim, whole, or the paragraph named."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.passage import paragraphs
from assistant.answering.places import place_text
from assistant.answering.read import same_label
from assistant.answering.writer import Writer
from knowledge.model import CataloguedArticle
from knowledge.reference.references import find_references

MOST = 6


def answer_wording(context: Context) -> Writer | None:
    """The articles named, each whole; None if the documents named have none of that label."""
    found = named_articles(context)
    if not found:
        return None
    writer = Writer(context.words)
    wanted = [reference.ref.paragraph for reference in find_references(context.asked.text) if reference.ref.paragraph]
    for one in found[:MOST]:
        start, end = 0, len(one.article.text)
        parts = paragraphs(one.article.text)
        if wanted and len(found) == 1 and wanted[0] <= len(parts):
            start, end = parts[wanted[0] - 1]
        citation = writer.cite(one, start, end)
        writer.say("answer-wording", place=place_text(one, context.words), quote=citation.said, n=citation.n)
    return writer


def named_articles(context: Context) -> list[CataloguedArticle]:
    """The articles whose labels a question names, whole labels before last levels."""
    versions = context.snapshot.versions
    articles = [one for id_ in sorted(context.asked.scope) for one in context.catalogue.articles_of(versions[id_])]
    for exact in (True, False):
        found = [
            one
            for one in articles
            for key in context.asked.labels
            if (same_label(key, one.article.label) if not exact else _whole(key, one.article.label))
        ]
        if found:
            return list({(one.version.id, one.ordinal): one for one in found}.values())
    return []


def _whole(key: str, label: str) -> bool:
    from knowledge.reference.labels import label_key

    return label_key(label).rstrip(".)>") == key.rstrip(".)>")
