"""A document by number, title or date: its card, each line cited."""

from __future__ import annotations

import re

from assistant.answering.forms.context import Context
from assistant.answering.grammar.questions import (
    AMENDMENT_ASKED,
    GROUNDS_ASKED,
    IN_FORCE_ASKED,
    IN_FORCE_WHEN,
    ISSUE_WHEN,
    REPEAL_ASKED,
    SAYS_GROUNDS,
    SAYS_IN_FORCE,
    YEAR_ASKED,
)
from assistant.answering.passage import clauses
from assistant.answering.places import place_text
from assistant.answering.writer import Writer
from knowledge.model import ArticleKind, CataloguedArticle, DateName, Relation, Version
from knowledge.reference.numbers import document_number_key, find_document_numbers
from knowledge.reference.titles import title_key

MOST, MOST_DATED = 4, 12
AT_EITHER_END = 4
_DATES_ASKED = (
    (REPEAL_ASKED, (DateName.REPEALED,)),
    (AMENDMENT_ASKED, (DateName.AMENDED,)),
    (IN_FORCE_WHEN, (DateName.IN_FORCE,)),
    (ISSUE_WHEN, (DateName.PUBLISHED, DateName.SIGNED, DateName.DRAWN_UP, DateName.ADOPTED)),
)
"""What a question asks the day of, and the dates that would tell; the first that it asks for counts."""


def answer_card(context: Context) -> Writer | None:
    """The cards of the documents named, at most four, or of those of the year asked about; None if there is none."""
    if context.asked.unknown and not context.asked.scope:
        return _pointing(context)
    versions = [context.snapshot.versions[id_] for id_ in sorted(context.asked.scope)]
    most = MOST if versions else MOST_DATED
    versions = versions or _dated(context)
    if not versions or len(versions) > most or not _known(context, versions):
        return None
    writer = Writer(context.words)
    for version in versions:
        _write(writer, context, version)
    return writer


def lacks(context: Context) -> bool:
    """Whether a question asks of the documents named what none of their cards has: a number, a day of repeal."""
    versions = [context.snapshot.versions[id_] for id_ in sorted(context.asked.scope)]
    return 0 < len(versions) <= MOST and not _known(context, versions)


def _known(context: Context, versions: list[Version]) -> bool:
    """Whether the documents have what is asked of them: a number, a day of repeal or of coming into force."""
    facets, text = context.asked.facets, context.asked.text
    if "span" in facets or ("docnumber" in facets and not context.asked.yes_no and not any(v.number for v in versions)):
        return False
    for asked, names in _DATES_ASKED:
        if asked.search(text) and not any(name in version.dates for version in versions for name in names):
            return names == (DateName.IN_FORCE,) and _told(context, versions)
    return True


def _told(context: Context, versions: list[Version]) -> bool:
    """Whether the text itself says from when it is in force."""
    return any(
        SAYS_IN_FORCE.search(one.article.text) for version in versions for one in context.catalogue.articles_of(version)
    )


def _dated(context: Context) -> list[Version]:
    """The documents that are no statutes of the year, and month, that a question names."""
    match = YEAR_ASKED.search(context.asked.text)
    if not match:
        return []
    year, month = int(match["year"]), int(match["month"] or 0)
    usable = (v for v in context.snapshot.versions.values() if v.answers_on(context.draft.question.as_of))
    return [
        version
        for version in sorted(usable, key=lambda version: version.title)
        if not version.type.is_statute
        and any(day.year == year and month in (0, day.month) for day in version.dates.values())
    ]


def _pointing(context: Context) -> Writer | None:
    """The documents here that point at one that is not here: what implements or cites it."""
    writer = Writer(context.words)
    for name in context.asked.unknown:
        number, title = ("", name.strip("\u300a\u300b")) if name.startswith("\u300a") else (name, "")
        pointing = context.catalogue.referring_to([title_key(title)] if title else [], document_number_key(number))
        for version, _ in pointing:
            if version.answers_on(context.draft.question.as_of):
                found = _says(context.catalogue.articles_of(version), number, title)
                if found:
                    citation = writer.cite(*found)
                    place = place_text(citation.found, context.words)
                    writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
    if not writer.citations:
        return None
    writer.lines[:0] = [context.words("not-found-document", name=name) for name in context.asked.unknown]
    writer.lines.insert(len(context.asked.unknown), context.words("card-pointing"))
    writer.partial = True
    return writer


def _says(articles: list[CataloguedArticle], number: str, title: str) -> tuple[CataloguedArticle, int, int] | None:
    wanted = document_number_key(number) if number else title
    for one in articles:
        for start, end in clauses(one.article.text):
            clause = one.article.text[start:end]
            keys = {document_number_key(clause[n.start : n.end]) for n in find_document_numbers(clause)}
            if wanted in keys if number else wanted in clause:
                return one, start, end
    return None


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
    pointing = context.catalogue.referring_to([title_key(version.title)], document_number_key(version.number))
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
                writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
                return
