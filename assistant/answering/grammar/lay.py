"""Words of everyday speech and the documents' words for them, from `lay_words.txt`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from assistant.answering.grammar.topic import boundaries


def widened(question: str) -> str:
    """The documents' words for what a question says in everyday ones; "" if it has none."""
    used = set(lay_words(question))
    return " ".join(dict.fromkeys(official for lay, official in _pairs() if not used.isdisjoint(lay)))


@lru_cache(maxsize=256)
def lay_words(question: str) -> tuple[str, ...]:
    """The everyday words of a question that the documents have other words for."""
    found = [word for lay, _ in _pairs() for word in lay if word in question]
    ends = boundaries(question) if found else frozenset()
    return tuple(word for word in found if _stands(word, question, ends))


def _stands(word: str, question: str, ends: frozenset[int]) -> bool:
    """Whether a word begins or ends where one of the question's does: no 分期 in 处分期间."""
    places = (match.start() for match in re.finditer(re.escape(word), question))
    return any(at in ends or at + len(word) in ends for at in places)


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], str], ...]:
    lines = (Path(__file__).parent / "lay_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((tuple(lay.split()), official.strip()) for lay, official in split)
