"""A fact: the clause that says it, from one article or a few."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from assistant.answering.asked import Asked, Kind
from assistant.answering.evidence import Evidence
from assistant.answering.forms.context import Context
from assistant.answering.forms.references import add_references
from assistant.answering.grammar.facets import holds
from assistant.answering.grammar.premises import differ
from assistant.answering.places import duty_text, place_text
from assistant.answering.writer import Writer
from knowledge.lexical.tokens import tokens

MOST, NEAR = 3, 0.7
HEADED = 0.9
"""How much of what is asked a heading must hold for the list under it to be the one asked for, and others not."""
ALIKE = 0.75


def answer_fact(context: Context) -> Writer | None:
    """The clauses that answer: what has the sort of thing asked for first, then the asker's region; others grouped."""
    chosen = _chosen(context)
    if not chosen:
        return None
    writer = Writer(context.words)
    chosen = _in_conflict_order(writer, chosen, context)
    for group in _grouped(chosen):
        _write(writer, group, duties=asks_duty(context.asked))
    add_references(writer, context)
    return writer


def asks_duty(asked: Asked) -> bool:
    """Whether a question asks who does something or by when."""
    return asked.kind in (Kind.RESPONSIBLE, Kind.TASKS) or not {"who", "deadline"}.isdisjoint(asked.facets)


def _chosen(context: Context) -> list[Evidence]:
    best = context.evidence[0].weight if context.evidence else 0.0
    near = [one for one in context.evidence[:MOST] if one.weight >= NEAR * best]
    if context.asked.kind is Kind.LIST and near and near[0].headed >= HEADED:
        near = [one for one in near if one.headed >= HEADED]
    region = context.draft.question.region
    near.sort(key=lambda one: bool(region) and one.found.version.region != region)
    return sorted(near, key=lambda one: not all(holds(facet, _quote(one)) for facet in context.asked.facets))


def _in_conflict_order(writer: Writer, chosen: list[Evidence], context: Context) -> list[Evidence]:
    """The clauses as they are; where documents differ in the number asked for, the higher rank and later date first."""
    asked = [facet for facet in context.asked.facets if facet in ("span", "money") or facet.startswith("#")]
    if not asked:
        return chosen
    for one, other in combinations(sorted(chosen, key=_standing), 2):
        if one.found.version.document_id != other.found.version.document_id and differ(_quote(one), _quote(other)):
            titles = {"higher": one.found.version.title, "lower": other.found.version.title}
            writer.notices.append(context.words("notice-conflict", **titles))
            return sorted(chosen, key=_standing)
    return chosen


def _standing(one: Evidence) -> tuple[int, int]:
    version = one.found.version
    latest = max((version.effective or date.min, *version.dates.values()))
    return version.type.rank, -latest.toordinal()


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


def _write(writer: Writer, group: list[Evidence], *, duties: bool) -> None:
    first, *others = group
    citation = writer.cite(first.found, first.span.start, first.span.end)
    place = place_text(first.found, writer.words)
    writer.say("answer-quote", place=place, quote=citation.said, n=citation.n)
    held = duty_text(first.found, writer.words, first.span.start, first.span.end) if duties else ""
    if held:
        writer.say("answer-responsible", place=place, duties=held, n=citation.n)
    for other in others:
        alike = writer.cite(other.found, other.span.start, other.span.end)
        writer.say("answer-alike", place=place_text(other.found, writer.words), n=alike.n)
