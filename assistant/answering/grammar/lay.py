"""Words of everyday speech and the documents' words for them, from `lay_words.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def widened(question: str) -> str:
    """The documents' words for what a question says in everyday ones; "" if it has none."""
    return " ".join(dict.fromkeys(official for lay, official in _pairs() if any(word in question for word in lay)))


def lay_words(question: str) -> tuple[str, ...]:
    """The everyday words of a question that the documents have other words for."""
    return tuple(word for lay, _ in _pairs() for word in lay if word in question)


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], str], ...]:
    lines = (Path(__file__).parent / "lay_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((tuple(lay.split()), official.strip()) for lay, official in split)
