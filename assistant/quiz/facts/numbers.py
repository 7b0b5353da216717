"""Deadlines, durations, quantities and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.quiz.facts.fact import NumberFact
from assistant.quiz.grammar import numbers
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle
from knowledge.reference.numerals import to_int

PERCENT = "%"
FRACTION = "/"
TIMES = numbers.TIMES


def find(read: ReadArticle) -> Iterator[NumberFact]:
    """The numbers of an article that an item may ask for."""
    text = read.text
    ranges = [match.span() for match in numbers.RANGE.finditer(text)]
    dates = [match.span() for match in numbers.DATE.finditer(text)]
    for match in numbers.SLOT.finditer(text):
        if _inside(match.start(), dates) or not _askable(text, match):
            continue
        read_value = _value(match)
        if read_value is None:
            continue
        value, unit, amount, start = read_value
        ranged = _inside(match.start(), ranges)
        timed = unit in numbers.TIME_UNITS
        yield NumberFact(start, start + len(value), passage_at(read, start), value, unit, amount, timed, ranged)


def _askable(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if before.endswith(numbers.BEFORE_NO_SLOT) or numbers.AFTER_NO_SLOT.match(after):
        return False
    if match["unit"] == TIMES and not (numbers.TIMES_LIMITED.search(before) or numbers.TIMES_LIMIT_AFTER.match(after)):
        return False
    return not numbers.TRIVIAL.match(text[match.start() :])


def _value(match: re.Match[str]) -> tuple[str, str, float, int] | None:
    if match["percent"]:
        amount = to_int(match["percent_value"])
        return None if amount is None else (match[0], PERCENT, float(amount), match.start())
    if match["arabic"]:
        return match[0], PERCENT, float(match["arabic"]), match.start()
    if match["fraction"]:
        return match[0], FRACTION, 0.0, match.start()
    amount = to_int(match["value"])
    return None if not amount else (match["value"], match["unit"], float(amount), match.start())


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
