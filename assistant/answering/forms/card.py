"""A document by number, title or date: its card, each line cited."""

from __future__ import annotations

import re

from assistant.answering.forms.context import Context
from assistant.answering.grammar.questions import GROUNDS_ASKED, IN_FORCE_ASKED, SAYS_GROUNDS, SAYS_IN_FORCE
from assistant.answering.passage import clauses
from assistant.answering.places import place_text
from assistant.answering.writer import Writer
from knowledge.model import ArticleKind, CataloguedArticle, DateName, Relation, Version
from knowledge.reference.titles import title_key

MOST = 4
AT_EITHER_END = 4


def answer_card(context: Context) -> Writer | None:
    """The cards of the documents named, at most four; None if none is named."""
    versions = [context.snapshot.versions[id_] for id_ in sorted(context.asked.scope)]
    if not versions or len(versions) > MOST or not _known(context, versions):
        return None
    writer = Writer(context.words)
    for version in versions:
        _write(writer, context, version)
    return writer


def _known(context: Context, versions: list[Version]) -> bool:
    """Whether the documents have what is asked of them: a number, a day of repeal."""
    facets = context.asked.facets
    return ("docnumber" not in facets or any(version.number for version in versions)) and (
        "repeal" not in facets or any(DateName.REPEALED in version.dates for version in versions)
    )


def _write(writer: Writer, context: Context, version: Version) -> None:
    words, articles = context.words, context.catalogue.articles_of(version)
    shown = _opening(articles)
    if shown is None:
        return
    if GROUNDS_ASKED.search(context.asked.text):
        _quote(writer, _grounds(articles), SAYS_GROUNDS)
    if IN_FORCE_ASKED.search(context.asked.text):
        _quote(writer, articles[-AT_EITHER_END:], SAYS_IN_FORCE)
    citation = writer.cite(shown, *clauses(shown.article.text)[0])
    values = {
        "title": version.title,
        "number": version.number or words("card-none"),
        "issuer": version.issuer or words("card-none"),
        "type": words(f"rank-{version.type.value.replace('_', '-')}"),
        "status": words(f"status-{version.status_on(context.draft.question.as_of).value.replace('_', '-')}"),
        "dates": words("list-mark").join(
            words("card-date", name=words(f"date-{name.value.replace('_', '-')}"), day=str(day))
            for name, day in version.dates.items()
        )
        or words("card-none"),
    }
    writer.say("card", n=citation.n, **values)
    implemented = [
        (words("card-numbered", title=r.title, number=r.number) if r.number else words("cite-document", title=r.title))
        for r in context.catalogue.references_of(version)
        if r.relation is Relation.IMPLEMENTS
    ]
    if implemented:
        writer.say("card-implements", documents=words("list-mark").join(dict.fromkeys(implemented)), n=citation.n)
    pointing = context.catalogue.referring_to([title_key(version.title)], version.number)
    by = [other.title for other, relation in pointing if relation is Relation.IMPLEMENTS and other.id != version.id]
    if by:
        titles = words("list-mark").join(words("cite-document", title=title) for title in dict.fromkeys(by))
        writer.say("card-implemented-by", documents=titles, n=citation.n)


def _opening(articles: list[CataloguedArticle]) -> CataloguedArticle | None:
    kinds = [ArticleKind.NOTICE, ArticleKind.PREAMBLE, ArticleKind.ARTICLE]
    order = {kind: place for place, kind in enumerate(kinds)}
    return min(articles, key=lambda one: order.get(one.article.kind, len(kinds)), default=None)


def _grounds(articles: list[CataloguedArticle]) -> list[CataloguedArticle]:
    return [one for one in articles if one.article.kind is ArticleKind.PREAMBLE] or articles[:AT_EITHER_END]


def _quote(writer: Writer, articles: list[CataloguedArticle], pattern: re.Pattern[str]) -> None:
    for one in articles:
        for start, end in clauses(one.article.text):
            if pattern.search(one.article.text[start:end]):
                citation = writer.cite(one, start, end)
                place = place_text(one, writer.words)
                writer.say("answer-quote", place=place, quote=citation.quote, n=citation.n)
                return
