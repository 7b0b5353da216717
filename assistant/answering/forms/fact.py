"""A fact: the clause that says it, from one article or a few."""

from __future__ import annotations

from assistant.answering.evidence import Evidence
from assistant.answering.forms.context import Context
from assistant.answering.forms.references import add_references
from assistant.answering.places import duty_text, place_text
from assistant.answering.writer import Writer
from knowledge.lexical.tokens import tokens

MOST, MOST_IN_SCOPE = 3, 2
NEAR = 0.7
ALIKE = 0.75


def answer_fact(context: Context) -> Writer | None:
    """The clauses that answer, the asker's region first, near-duplicates of other places grouped."""
    chosen = _chosen(context)
    if not chosen:
        return None
    writer = Writer(context.words)
    for group in _grouped(chosen):
        _write(writer, group)
    add_references(writer, context)
    return writer


def _chosen(context: Context) -> list[Evidence]:
    most = MOST_IN_SCOPE if context.asked.sides else MOST
    best = context.evidence[0].weight if context.evidence else 0.0
    near = [one for one in context.evidence[:most] if one.weight >= NEAR * best]
    region = context.draft.question.region
    return sorted(near, key=lambda one: bool(region) and one.found.version.region != region)


def _grouped(chosen: list[Evidence]) -> list[list[Evidence]]:
    groups: list[list[Evidence]] = []
    for one in chosen:
        for group in groups:
            if _alike(group[0], one):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _alike(one: Evidence, other: Evidence) -> bool:
    if one.found.version.document_id == other.found.version.document_id:
        return False
    left, right = set(tokens(_quote(one))), set(tokens(_quote(other)))
    return bool(left | right) and len(left & right) / len(left | right) >= ALIKE


def _quote(one: Evidence) -> str:
    return one.found.article.text[one.span.start : one.span.end]


def _write(writer: Writer, group: list[Evidence]) -> None:
    first, *others = group
    citation = writer.cite(first.found, first.span.start, first.span.end)
    place = place_text(first.found, writer.words)
    writer.say("answer-quote", place=place, quote=citation.quote, n=citation.n)
    if duties := duty_text(first.found, writer.words, first.span.start, first.span.end):
        writer.say("answer-responsible", place=place, duties=duties, n=citation.n)
    for other in others:
        alike = writer.cite(other.found, other.span.start, other.span.end)
        writer.say("answer-alike", place=place_text(other.found, writer.words), n=alike.n)
