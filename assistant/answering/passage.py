"""Chooses, inside an article, the clause that answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.lexical.tokens import tokens

LONGEST_QUOTE = 200
WHOLE = 260
_CLAUSE = re.compile(r"[^。！？；;\n]+[。！？；;]?[”’）)\]]?")


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


def best_passage(text: str, wanted: Mapping[str, float], longest: int = LONGEST_QUOTE) -> Span:
    """The clause with the most of what is looked for, with its neighbours while the quotation stays short."""
    spans = clauses(text) or [(0, len(text))]
    shares = [_share(text[start:end], wanted) for start, end in spans]
    best = max(range(len(spans)), key=lambda at: (shares[at], -at))
    overlap = shares[best]
    first = last = best
    while True:
        options = [at for at in (last + 1, first - 1) if 0 <= at < len(spans)]
        options = [at for at in options if _length(spans, min(first, at), max(last, at)) <= longest]
        if not options:
            break
        step = max(options, key=lambda at: (shares[at], at > last))
        first, last = min(first, step), max(last, step)
    return Span(spans[first][0], spans[last][1], overlap)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph (款) of an article."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _length(spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    return spans[last][1] - spans[first][0]


def _share(text: str, wanted: Mapping[str, float]) -> float:
    total = sum(wanted.values())
    return sum(wanted[token] for token in set(tokens(text)) & wanted.keys()) / total if total else 0.0
