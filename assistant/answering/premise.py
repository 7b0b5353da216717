"""A yes/no question's premise: confirmed, corrected, or said not to be in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.answering.grammar import premises


class Premise(StrEnum):
    """What the documents make of a premise."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    UNSAID = "unsaid"
    OPEN = "open"


def judge(question: str, quotes: Sequence[str], whole: str, bodies: Sequence[tuple[str, ...]]) -> tuple[Premise, str]:
    """What quotations make of a question's premise, and the word it turns on.

    `whole` is the text of the documents asked about; `bodies` the institutions the question names and those that
    lead according to the quotations.
    """
    for term in premises.terms(question):
        if term not in whole:
            return Premise.UNSAID, term
    if len(bodies) == 2 and bodies[0] and bodies[1]:
        held = set(bodies[0]) & set(bodies[1])
        return (Premise.CONFIRMED if held else Premise.CORRECTED), bodies[0][0]
    said = [value for quote in quotes[:1] for value in premises.values(quote)]
    for number, unit, words in premises.values(question):
        same_unit = [value for value in said if value[1] == unit]
        if any(value[0] == number for value in same_unit):
            return Premise.CONFIRMED, words
        if same_unit:
            return Premise.CORRECTED, words
    return Premise.OPEN, ""
