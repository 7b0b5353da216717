"""Chooses, inside an article, the clause that answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.grammar.items import is_item
from assistant.answering.grammar.questions import ASIDE_LINE, DUTY_ASIDE
from knowledge.lexical.tokens import folded, held, held_folded

LONGEST_QUOTE = 200
PREFERRED = 0.3
"""What it counts that a clause has the sort of thing asked for, against all of the question's words."""

_CLAUSE = re.compile(rf"[^。！？；;\n]+[。！？；;]?[”’）)\]]?(?:{DUTY_ASIDE})?")


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


def best_passage(
    text: str, wanted: Mapping[str, float], longest: int = LONGEST_QUOTE, prefers: Callable[[str], bool] | None = None
) -> Span:
    """The clause with the most of what is looked for, with its neighbours while the quotation stays short.

    It stops at lines that only say who answers for a task or on what an article rests.
    """
    spans = clauses(text) or [(0, len(text))]
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if ASIDE_LINE.match(match[0].lstrip())]
    aside = {
        at
        for at, (start, end) in enumerate(spans)
        if ASIDE_LINE.match(text[start:end]) or any(first <= start and end <= last for first, last in lines)
    }
    aside = set() if len(aside) == len(spans) else aside
    shares = shares_in(text, spans, wanted)
    usable = [at for at in range(len(spans)) if at not in aside]
    overlap = max(shares[at] for at in usable)
    preferred = {at for at in usable if shares[at] and prefers and prefers(text[slice(*spans[at])])}
    best = max(usable, key=lambda at: (shares[at] + PREFERRED * (at in preferred), -at))
    first = last = best
    while True:
        options = [at for at in (last + 1, first - 1) if 0 <= at < len(spans) and at not in aside]
        options = [at for at in options if _length(spans, min(first, at), max(last, at)) <= longest]
        if not options:
            break
        step = max(options, key=lambda at: (shares[at], at > last))
        first, last = min(first, step), max(last, step)
    return Span(spans[first][0], spans[last][1], overlap)


def sentence(text: str, start: int, end: int, longest: int = LONGEST_QUOTE) -> tuple[int, int]:
    """A clause with the rest of its sentence, while that stays short."""
    for first, last in clauses(text):
        if first >= end and text[end - 1] in "\uff1b;" and "\n" not in text[end:first] and last - start <= longest:
            end = last
    return start, end


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph (款) of an article; items (项) belong to the paragraph that leads to them."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        if found and is_item(match[0].lstrip()):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _length(spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    return spans[last][1] - spans[first][0]


def share_in(text: str, wanted: Mapping[str, float]) -> float:
    """What part of the weight of the tokens looked for a text holds."""
    there = held(text, wanted)
    return sum(wanted[token] for token in there) / total if there and (total := sum(wanted.values())) else 0.0


def shares_in(text: str, spans: Sequence[tuple[int, int]], wanted: Mapping[str, float]) -> list[float]:
    """The same of stretches of a text; it is folded once for all of them where that keeps every place."""
    read = folded(text)
    there = {token: wanted[token] for token in wanted if token in read}
    total = sum(wanted.values())
    if not there or not total:
        return [0.0] * len(spans)
    aligned = len(read) == len(text)
    parts = (read[start:end] if aligned else folded(text[start:end]) for start, end in spans)
    return [sum(there[token] for token in held_folded(part, there)) / total for part in parts]
