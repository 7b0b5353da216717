"""Which way a limit points, so that an altered number contradicts the article instead of following from it."""

from __future__ import annotations

from enum import StrEnum

from assistant.quiz.grammar import numbers
from assistant.quiz.grammar.marks import clause_start


class Limit(StrEnum):
    """Which numbers a false statement may use: only smaller ones (UPPER limit), only larger ones (LOWER), any."""

    UPPER = "upper"
    LOWER = "lower"
    NONE = "none"


GAP = "\0"


def limit_of(gapped: str) -> Limit:
    """The limit that a number sets in a text where the number is replaced by a NUL.

    Who must act within three days must act within five: only fewer days are a false duty. Who may act within three
    days may not act within five: only more days are a false permission.
    """
    gap = gapped.find(GAP)
    before, after = gapped[:gap], gapped[gap + 1 :]
    after = _past_unit(after)
    upper = bool(numbers.UPPER.search(before) or numbers.UPPER_AFTER.match(after))
    lower = bool(numbers.LOWER.search(before) or numbers.LOWER_AFTER.match(after))
    clause = gapped[clause_start(gapped, gap) :]
    permitted = numbers.PERMISSION.search(clause)
    if permitted and not lower and not numbers.UPPER.search(before):
        return Limit.LOWER
    if upper:
        return Limit.UPPER
    if lower:
        return Limit.LOWER
    return Limit.NONE


def _past_unit(after: str) -> str:
    for unit in sorted((*numbers.TIME_UNITS, *numbers.COUNT_UNITS, "%"), key=len, reverse=True):
        if after.startswith(unit):
            return after[len(unit) :]
    return after
