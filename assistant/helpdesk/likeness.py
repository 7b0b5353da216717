"""Whether two questions are the same one put in other words: near in their letters, equal in numbers and negations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from assistant.helpdesk.grammar import NEGATION, NUMBER, POLITE

NEAR = 0.8
_SIGN = re.compile(r"[\W_]+")


def plain(question: str) -> str:
    """A question without politeness, signs, spaces and capitals."""
    text = unicodedata.normalize("NFKC", question).casefold()
    return _SIGN.sub("", POLITE.sub("", text))


def same_question(one: str, other: str) -> bool:
    """Whether two plain questions ask the same."""
    if one == other:
        return True
    if NUMBER.findall(one) != NUMBER.findall(other) or len(NEGATION.findall(one)) != len(NEGATION.findall(other)):
        return False
    return dice(one, other) >= NEAR


def dice(one: str, other: str) -> float:
    """Likeness of two texts from 0 to 1 by the pairs of letters that they share."""
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, zip(text, text[1:], strict=False)))
