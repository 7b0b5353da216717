"""The wording of an article that is named: verbatim, whole, or the paragraph or item named."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.grammar.items import item_at
from assistant.answering.passage import paragraphs
from assistant.answering.places import place_text, quoting
from assistant.answering.read import same_label
from assistant.answering.writer import Writer
from knowledge.model import CataloguedArticle
from knowledge.reference.article_ref import ArticleRef
from knowledge.reference.references import find_references

MOST = 6


def answer_wording(context: Context) -> Writer | None:
    """The articles named, each whole; None if the documents named have none of that label."""
    found = named_articles(context)
    if not found:
        return None
    writer = Writer(context.words)
    references = [one.ref for one in find_references(context.asked.text) if one.ref.paragraph or one.ref.item]
    for one in found[:MOST]:
        part = _part(one.article.text, references[0]) if references and len(found) == 1 else (0, len(one.article.text))
        citation = writer.cite(one, *(part or (0, len(one.article.text))))
        place = place_text(one, context.words)
        if part is None and not one.version.card:
            _say_missing(writer, one, references[0], citation.n)
        writer.say(quoting("answer-wording", one), place=place, quote=citation.said, n=citation.n)
    return writer


def _part(text: str, named: ArticleRef) -> tuple[int, int] | None:
    """The paragraph named, or the item named in it; None where there is none of that number."""
    parts = paragraphs(text)
    if named.paragraph > len(parts):
        return None
    start, end = parts[named.paragraph - 1] if named.paragraph else (0, len(text))
    return item_at(text, start, end, named.item) if named.item else (start, end)


def _say_missing(writer: Writer, one: CataloguedArticle, named: ArticleRef, n: int) -> None:
    """That the article has no such paragraph or item, and how many paragraphs it has."""
    count, place = len(paragraphs(one.article.text)), place_text(one, writer.words)
    if named.paragraph > count:
        writer.say("wording-no-paragraph", place=place, number=named.paragraph, count=count, n=n)
    else:
        writer.say("wording-no-item", place=place, number=named.item, n=n)


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
