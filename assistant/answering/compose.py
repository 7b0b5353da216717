"""Composes the extractive answer in the form that the question wants, or says that the documents do not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.asked import Asked, Kind
from assistant.answering.evidence import Evidence, topic_weights, weigh
from assistant.answering.followups import follow_ups
from assistant.answering.forms.card import answer_card, lacks
from assistant.answering.forms.channels import answer_channels
from assistant.answering.forms.comparison import answer_comparison
from assistant.answering.forms.context import Context
from assistant.answering.forms.definition import answer_definition
from assistant.answering.forms.fact import answer_fact
from assistant.answering.forms.listing import answer_list
from assistant.answering.forms.premise import unsaid, with_premise
from assistant.answering.forms.responsible import answer_responsible
from assistant.answering.forms.tasks import answer_tasks
from assistant.answering.forms.wording import answer_wording
from assistant.answering.grammar.hostile import wants_to_report
from assistant.answering.meant import meant
from assistant.answering.model import AnswerStatus, Citation, Draft, Link
from assistant.answering.notices import notices
from assistant.answering.referring import References
from assistant.answering.support import SUSPICIOUS, supported
from assistant.answering.writer import Writer
from assistant.wording.words import answer_words
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience, Version
from knowledge.search.snapshot import Snapshot

NEAREST, LINKED = 3, 8
Form = Callable[[Context], Writer | None]

# The forms tried for each kind of question, in order; those before the bar need no weighing of evidence.
EXACT: Mapping[Kind, Form] = {
    Kind.WORDING: answer_wording,
    Kind.CARD: answer_card,
    Kind.TASKS: answer_tasks,
    Kind.DEFINITION: answer_definition,
}
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
    if draft.asked.which or (among := meant(context)):
        among = _labelled(context) if draft.asked.which else among
        return _clarify(context, among)
    writer = _written(context)
    if writer is None or not writer.citations:
        return _declined(context) if draft.suspicion >= SUSPICIOUS and not draft.asked.unknown else _not_found(context)
    versions = [citation.found.version for citation in writer.citations]
    return draft.settled(
        AnswerStatus.PARTIAL if writer.partial else AnswerStatus.ANSWERED,
        writer.text,
        citations=_linked(writer, context),
        notices=(*writer.notices, *notices(versions, draft.question.as_of, context.words)),
        follow_ups=follow_ups(writer.citations, context),
    )


def _linked(writer: Writer, context: Context) -> tuple[Citation, ...]:
    """The citations, each with what its quotation refers to."""
    references = References(context.catalogue, context.snapshot, context.draft.question.as_of)
    linked = []
    for citation in writer.citations[:LINKED]:
        referred = references.within(citation.found, citation.start, citation.end)
        links = [
            Link(
                one.start,
                one.end,
                one.version.document_id,
                one.version.title,
                one.found.article.label if one.found else "",
            )
            for one in referred
        ]
        linked.append(replace(citation, refers=tuple(dict.fromkeys(links))))
    return (*linked, *writer.citations[LINKED:])


def make_context(draft: Draft, asked: Asked, catalogue: Catalogue, snapshot: Snapshot) -> Context:
    """The question with its evidence weighed."""
    wanted = topic_weights(draft)
    by_side = tuple(tuple(weigh(group, wanted, asked)) for group in draft.by_side)
    evidence: tuple[Evidence, ...] = by_side[0] if len(by_side) == 1 else tuple(weigh(draft.results, wanted, asked))
    words = answer_words(draft.question.language)
    return Context(draft, asked, evidence, by_side, wanted, catalogue, snapshot, words)


def _written(context: Context) -> Writer | None:
    asked = context.asked
    if asked.unknown and not asked.sides and asked.kind is not Kind.CARD:
        return None
    exact = EXACT.get(asked.kind)
    if exact and (writer := exact(context)):
        return writer
    if context.draft.suspicion < SUSPICIOUS and (writer := answer_channels(context)):
        return writer
    if asked.kind is Kind.WORDING or (asked.unknown and not asked.sides):
        return None
    if asked.kind is Kind.CARD and lacks(context):
        return None
    if not supported(context):
        return unsaid(context)
    writer = WEIGHED.get(asked.kind, answer_fact)(context)
    return with_premise(writer, context) if writer and asked.yes_no else writer


def _not_found(context: Context) -> Draft:
    writer = Writer(context.words)
    writer.say("not-found", documents=context.draft.documents)
    if context.asked.sides:
        names = context.words("list-mark").join(side.name for side in context.asked.sides)
        writer.say("not-found-searched", names=names)
    for name in context.asked.unknown:
        writer.say("not-found-document", name=name)
    if wants_to_report(context.draft.query):
        writer.say("channels")
    if context.evidence:
        writer.say("not-found-nearest")
    for one in context.evidence[:NEAREST]:
        writer.cite(one.found, one.span.start, one.span.end)
    if context.catalogue.audiences == {Audience.PUBLIC}:
        writer.say("not-found-ask")
    return context.draft.settled(AnswerStatus.NOT_FOUND, writer.text, citations=tuple(writer.citations))


def _declined(context: Context) -> Draft:
    """Nothing answers it, and it looks like a question for something else than what the documents say."""
    answer = context.words("declined-doubtful")
    if wants_to_report(context.draft.query):
        answer += context.words("channels")
    return context.draft.settled(AnswerStatus.DECLINED, answer, kind="declined-doubtful")


def _clarify(context: Context, among: Sequence[Version]) -> Draft:
    """Asks which document is meant; the candidates are offered as questions."""
    words, question = context.words, context.draft.query
    if not among:
        return context.draft.settled(AnswerStatus.CLARIFY, words("clarify-document"))
    titles = words("list-mark").join(words("cite-document", title=version.title) for version in among)
    offered = tuple(words("clarify-question", title=version.title, question=question) for version in among)
    return context.draft.settled(AnswerStatus.CLARIFY, words("clarify-among", titles=titles), follow_ups=offered)


def _labelled(context: Context) -> list[Version]:
    """The documents whose articles fit best."""
    return list({one.found.version.document_id: one.found.version for one in context.evidence}.values())[:NEAREST]
