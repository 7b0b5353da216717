"""Questions that the documents just cited answer as well: who leads, by when, what they implement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.asked import Kind
from assistant.answering.forms.context import Context
from assistant.answering.model import Citation
from knowledge.model import DateName, DocumentType, Relation

MOST = 3
LONGEST_HEADING = 24


def follow_ups(citations: Sequence[Citation], context: Context) -> tuple[str, ...]:
    """At most three questions, each about the first document or article cited; none that was just asked."""
    if not citations:
        return ()
    first = citations[0]
    found = dict.fromkeys(_of_article(first, context))
    found.update(dict.fromkeys(_of_document(first, context)))
    return tuple(list(found)[:MOST])


def _of_article(first: Citation, context: Context) -> Iterator[str]:
    words, article, title = context.words, first.found.article, first.found.version.title
    kind = context.asked.kind
    named = article.heading and article.text.startswith(article.heading) and len(article.heading) <= LONGEST_HEADING
    if named and kind not in (Kind.RESPONSIBLE, Kind.TASKS):
        if any(duty.leads for duty in article.responsibilities):
            yield words("follow-up-leads", title=title, heading=article.heading)
        if any(duty.due for duty in article.responsibilities):
            yield words("follow-up-deadline", title=title, heading=article.heading)
    whole = first.start == 0 and first.end == len(article.text)
    if kind not in (Kind.WORDING, Kind.CARD) and not whole and first.found.version.type.is_statute:
        yield words("follow-up-wording", title=title, label=article.label)


def _of_document(first: Citation, context: Context) -> Iterator[str]:
    if context.asked.kind is Kind.CARD or first.found.version.type is DocumentType.HANDBOOK:
        return
    words, version = context.words, first.found.version
    if any(one.relation is Relation.IMPLEMENTS for one in context.catalogue.references_of(version)):
        yield words("follow-up-implements", title=version.title)
    if DateName.IN_FORCE in version.dates:
        yield words("follow-up-in-force", title=version.title)
    elif version.number:
        yield words("follow-up-card", title=version.title)
