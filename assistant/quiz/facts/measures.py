"""Measures that an article of an official document sets under its heading."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import MeasureFact
from assistant.quiz.grammar import measures
from assistant.quiz.grammar.marks import TRAILING, bare_entry
from assistant.quiz.passage import Passage
from assistant.quiz.reading import ReadArticle

FEWEST, MOST = 3, 6
SHORTEST, LONGEST, LONG = 8, 60, 36
Point = tuple[int, str]


def find(read: ReadArticle) -> Iterator[MeasureFact]:
    """The measures of an article, if all that it says below its heading are measures."""
    heading = bare_entry(read.found.article.heading)
    if read.found.version.type.is_statute or not heading or measures.LEANS.search(heading):
        return
    points: list[Point] = []
    for unit in measures.UNIT.finditer(read.text):
        text = unit[0].strip()
        if bare_entry(text) == heading or measures.BESIDE.search(text) or not text.strip("()[]（）"):
            continue
        points += _parted(unit.start() + unit[0].index(text), text)
    if FEWEST <= len(points) <= MOST and all(_fit(text) for _, text in points):
        start, (last, text) = points[0][0], points[-1]
        passage = Passage(((read.text.find(heading), heading),), read.sentence_at(start))
        yield MeasureFact(start, last + len(text), passage, heading, tuple(text for _, text in points))


def _parted(start: int, unit: str) -> Iterator[Point]:
    """A long unit cut where its next clause begins a measure of its own."""
    held: list[Point] = []
    for piece in measures.PIECE.finditer(unit):
        begins = len(unit) > LONG and measures.BEGINS.match(piece[0]) and len(piece[0]) >= SHORTEST
        if held and not (begins and _balanced(held[-1][1])):
            held[-1] = (held[-1][0], held[-1][1] + piece[0])
        else:
            held.append((start + piece.start(), piece[0]))
    for place, text in held:
        yield place, text.rstrip(TRAILING)


def _fit(text: str) -> bool:
    begins = measures.BEGINS.match(text) and not measures.LEANS.search(text)
    return bool(begins) and SHORTEST <= len(text) <= LONGEST and _balanced(text)


def _balanced(text: str) -> bool:
    opened = sum(text.count(mark) for mark in measures.OPENS)
    return opened == sum(text.count(mark) for mark in measures.CLOSES)
