"""Composes the extractive answer in the form that the question wants, or says that the documents do not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answering.asked import Asked, Kind
from assistant.answering.evidence import Evidence, topic_weights, weigh
from assistant.answering.forms.card import answer_card
from assistant.answering.forms.comparison import answer_comparison
from assistant.answering.forms.context import Context
from assistant.answering.forms.fact import answer_fact
from assistant.answering.forms.listing import answer_list
from assistant.answering.forms.premise import unsaid, with_premise
from assistant.answering.forms.responsible import answer_responsible
from assistant.answering.forms.tasks import answer_tasks
from assistant.answering.forms.wording import answer_wording
from assistant.answering.model import AnswerStatus, Draft
from assistant.answering.notices import notices
from assistant.answering.support import supported
from assistant.answering.writer import Writer
from assistant.wording.words import answer_words
from knowledge.catalogue.reading import Catalogue
from knowledge.search.snapshot import Snapshot

NEAREST = 3
Form = Callable[[Context], Writer | None]

# The forms tried for each kind of question, in order; those before the bar need no weighing of evidence.
EXACT: Mapping[Kind, Form] = {Kind.WORDING: answer_wording, Kind.CARD: answer_card, Kind.TASKS: answer_tasks}
WEIGHED: Mapping[Kind, Form] = {
    Kind.RESPONSIBLE: answer_responsible,
    Kind.TASKS: answer_responsible,
    Kind.LIST: answer_list,
    Kind.COMPARISON: answer_comparison,
}


def compose(draft: Draft, catalogue: Catalogue, snapshot: Snapshot) -> Draft:
    """The answer, every statement with the mark of its citation; NOT_FOUND with the nearest articles otherwise."""
    if draft.asked is None:
        raise RuntimeError("compose comes after read")
    context = make_context(draft, draft.asked, catalogue, snapshot)
    if draft.asked.which:
        return draft.settled(AnswerStatus.CLARIFY, context.words("clarify-document"))
    writer = _written(context)
    if writer is None or not writer.citations:
        return _not_found(context)
    versions = [citation.found.version for citation in writer.citations]
    return draft.settled(
        AnswerStatus.PARTIAL if writer.partial else AnswerStatus.ANSWERED,
        writer.text,
        citations=tuple(writer.citations),
        notices=notices(versions, draft.question.as_of, context.words),
    )


def make_context(draft: Draft, asked: Asked, catalogue: Catalogue, snapshot: Snapshot) -> Context:
    """The question with its evidence weighed."""
    wanted = topic_weights(draft)
    by_side = tuple(tuple(weigh(group, wanted)) for group in draft.by_side)
    evidence: tuple[Evidence, ...] = by_side[0] if len(by_side) == 1 else tuple(weigh(draft.results, wanted))
    words = answer_words(draft.question.language)
    return Context(draft, asked, evidence, by_side, wanted, catalogue, snapshot, words)


def _written(context: Context) -> Writer | None:
    asked = context.asked
    if asked.unknown and not asked.sides:
        return None
    exact = EXACT.get(asked.kind)
    if exact and (writer := exact(context)):
        return writer
    if asked.kind is Kind.WORDING:
        return None
    if not supported(context):
        return unsaid(context)
    writer = WEIGHED.get(asked.kind, answer_fact)(context)
    return with_premise(writer, context) if writer and asked.yes_no else writer


def _not_found(context: Context) -> Draft:
    writer = Writer(context.words)
    writer.say("not-found", documents=context.draft.documents)
    for name in context.asked.unknown:
        writer.say("not-found-document", name=name)
    if context.evidence:
        writer.say("not-found-nearest")
    for one in context.evidence[:NEAREST]:
        writer.cite(one.found, one.span.start, one.span.end)
    return context.draft.settled(AnswerStatus.NOT_FOUND, writer.text, citations=tuple(writer.citations))
