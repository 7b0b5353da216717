"""How alike two wordings are: shared pairs of characters, headers that say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_NOT_WORDS = re.compile(r"[^一-龥A-Za-z0-9]")
_HEADER_FILL = re.compile(r"[，,：:；。、的]|有?(?:下列|以下)(?:行为|情形)(?:之一)?|或者|或|和")
ENTRY_JOIN = "；"
GENITIVE = "的"
COMMA = "，"
STRETCH = 4


@lru_cache(maxsize=65_536)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, punctuation left out."""
    plain = _NOT_WORDS.sub("", text)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs over all pairs."""
    return len(one & other) / len(one | other) if one or other else 0.0


def same_header(one: str, other: str) -> bool:
    """Whether two headers say the same once filling words are dropped."""
    return _HEADER_FILL.sub("", one) == _HEADER_FILL.sub("", other)


def plain(text: str) -> str:
    """A text without punctuation and white space."""
    return _NOT_WORDS.sub("", text)


def told_apart(texts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words that all of the one kind have, and none of the other, tell two kinds of options apart."""
    return bool(_shared(texts, others) or (len(others) > 1 and _shared(others, texts)))


def _shared(texts: Sequence[str], others: Sequence[str]) -> frozenset[str]:
    """The stretches of four characters that all of the texts have and none of the others."""
    return _stretches(texts[0]).intersection(*map(_stretches, texts[1:])).difference(*map(_stretches, others))


@lru_cache(maxsize=8192)
def _stretches(text: str) -> frozenset[str]:
    return frozenset(text[place : place + STRETCH] for place in range(len(text) - STRETCH + 1))
