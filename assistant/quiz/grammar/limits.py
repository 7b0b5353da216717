"""Which way a limit points, so that an altered number contradicts the article instead of following from it."""

from __future__ import annotations

from enum import StrEnum

from assistant.quiz.grammar import numbers
from assistant.quiz.grammar.marks import clause_end, clause_start
from assistant.quiz.grammar.modals import CONDITION


class Limit(StrEnum):
    """Which numbers a false statement may use: only smaller ones (UPPER limit), only larger ones (LOWER), any."""

    UPPER = "upper"
    LOWER = "lower"
    NONE = "none"


GAP = "\0"


def limit_of(gapped: str) -> Limit:
    """Which numbers make a statement false, in a text where the number is replaced by a NUL.

    Who must act within three days must act within five: only fewer days are a false duty. Who may act within three
    days may not act within five: only more days are a false permission; so too with what is forbidden for three
    years. Where the number is part of a condition (…满三年的), what follows from the rule is turned round again.
    """
    gap = gapped.find(GAP)
    before, after = gapped[:gap], _past_unit(gapped[gap + 1 :])
    clause = gapped[clause_start(gapped, gap) : gap]
    outright = bool(numbers.UPPER.search(before))
    upper = outright or bool(numbers.UPPER_AFTER.match(after))
    lower = bool(numbers.LOWER.search(before) or numbers.LOWER_AFTER.match(after))
    limit = Limit.UPPER if upper else Limit.LOWER if lower else Limit.NONE
    if CONDITION.search(gapped[gap : clause_end(gapped, gap)]):
        return {Limit.UPPER: Limit.LOWER, Limit.LOWER: Limit.UPPER}.get(limit, limit)
    permitted = numbers.PERMISSION.search(clause + after[: clause_end(after, 0)])
    forbidden = numbers.FORBIDDEN_AFTER.match(after) or numbers.FORBIDDEN.search(clause)
    if not outright and limit is not Limit.LOWER and (permitted or (limit is Limit.UPPER and forbidden)):
        return Limit.LOWER
    return limit


def _past_unit(after: str) -> str:
    for unit in sorted((*numbers.TIME_UNITS, *numbers.COUNT_UNITS, "%"), key=len, reverse=True):
        if after.startswith(unit):
            return after[len(unit) :]
    return after
