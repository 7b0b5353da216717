"""Chooses, inside an article, the clause that answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexical.tokens import tokens

LONGEST_QUOTE = 160
_CLAUSE = re.compile(r"[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text and the share of the question's tokens it holds."""

    start: int
    end: int
    overlap: float


def clauses(text: str) -> list[tuple[int, int]]:
    """Start and end of every clause (to a full stop, semicolon or line end), white space at its ends left out."""
    spans = []
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        start = match.start() + len(clause) - len(clause.lstrip())
        end = match.end() - (len(clause) - len(clause.rstrip()))
        if end > start:
            spans.append((start, end))
    return spans


def best_passage(text: str, question: str) -> Span:
    """The clause with the most of the question in it, with its neighbours while the quotation stays short."""
    wanted = set(tokens(question))
    spans = clauses(text) or [(0, len(text))]
    shares = [_share(text[start:end], wanted) for start, end in spans]
    best = max(range(len(spans)), key=lambda at: (shares[at], -at))
    first = last = best
    while True:
        options = [at for at in (last + 1, first - 1) if 0 <= at < len(spans)]
        options = [at for at in options if _length(spans, min(first, at), max(last, at)) <= LONGEST_QUOTE]
        if not options:
            break
        step = max(options, key=lambda at: (shares[at], at > last))
        first, last = min(first, step), max(last, step)
    start, end = spans[first][0], spans[last][1]
    return Span(start, end, _share(text[start:end], wanted))


def _length(spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    return spans[last][1] - spans[first][0]


def _share(text: str, wanted: set[str]) -> float:
    return len(wanted & set(tokens(text))) / len(wanted) if wanted else 0.0
