"""A comparison: a table with a column for each place or document, every cell cited."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import Evidence, passage
from assistant.answering.forms.context import Context
from assistant.answering.grammar.facets import holds
from assistant.answering.places import duty_text, place_text
from assistant.answering.writer import Writer, cell

LONGEST_CELL = 320
NEAR = 0.7
EACH, AMONG = 3, 6


def answer_comparison(context: Context) -> Writer | None:
    """One column a side; a side that says nothing of it says so."""
    columns = [_chosen(group, context.asked.facets) for group in context.by_side]
    if sum(map(bool, columns)) < 1:
        return None
    writer, words = Writer(context.words), context.words
    names = [side.name for side in context.asked.sides[: len(columns)]]
    writer.lines += [_row(words("compare-point"), names), "|" + " --- |" * (len(names) + 1)]
    places, quotes, duties = [], [], []
    for column in columns:
        cited = [_cite(writer, context, one) for one in column]
        places.append("<br>".join(place for place, _, _ in cited) or words("compare-nothing"))
        quotes.append("<br>".join(quote for _, quote, _ in cited) or words("compare-nothing"))
        duties.append("<br>".join(duty for _, _, duty in cited if duty) or "–")
    rows = [("compare-place", places), ("compare-says", quotes)]
    if any(duty != "–" for duty in duties):
        rows.append(("compare-duties", duties))
    writer.lines += [_row(words(key), cells) for key, cells in rows]
    writer.partial = not all(columns)
    return writer


def _row(head: str, cells: list[str]) -> str:
    return f"| {head} | {' | '.join(map(cell, cells))} |"


def _chosen(group: tuple[Evidence, ...], facets: Sequence[str]) -> list[Evidence]:
    """The articles that weigh most, those whose passage has the sort of thing compared before others."""
    best = group[0].weight if group else 0.0
    near = [one for one in group[: AMONG if facets else EACH] if one.weight >= NEAR * best and one.covered > 0]
    return sorted(near, key=lambda one: not all(holds(facet, _passage(one)) for facet in facets))[:EACH]


def _passage(one: Evidence) -> str:
    return one.found.article.text[one.span.start : one.span.end]


def _cite(writer: Writer, context: Context, one: Evidence) -> tuple[str, str, str]:
    span = passage(one.found.article.text, context.wanted, context.asked.facets, LONGEST_CELL)
    citation = writer.cite(one.found, span.start, span.end)
    mark = f"[{citation.n}]"
    duties = duty_text(one.found, writer.words, span.start, span.end)
    return place_text(one.found, writer.words) + mark, citation.said + mark, duties + mark if duties else ""
