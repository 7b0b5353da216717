"""Words of everyday speech and the documents' words for them, from `lay_words.txt`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.answering.grammar.topic import boundaries

GAP = "\u2026"
OPENING = 2
"""Characters by which a word of the list is looked up."""
_BETWEEN = r"[^\uff0c\u3002\uff1f\uff01,?!]{0,3}?"
"""What may stand at the gap of an everyday word, as in 扣…车: 扣我的车, 扣了车."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """An everyday word of a question, as it stands in it, and the documents' words for it, blanks between."""

    word: str
    official: str

    def met(self, text: str) -> bool:
        """Whether a text has one of the documents' words for it."""
        return any(word in text for word in self.official.split())


@lru_cache(maxsize=256)
def everyday(question: str) -> tuple[Everyday, ...]:
    """What a question says in everyday words that the documents have others for."""
    ends: frozenset[int] = frozenset()
    found: list[Everyday] = []
    openings = {question[at : at + size] for at in range(len(question)) for size in (1, OPENING)}
    pairs = _pairs()
    for number in sorted({number for opening in openings for number in _by_opening().get(opening, ())}):
        plain, gapped, meant = pairs[number]
        places = [match for word in plain if word in question for match in re.finditer(re.escape(word), question)]
        places += [match for pattern in gapped for match in pattern.finditer(question)]
        if places:
            ends = ends or boundaries(question)
            found += [Everyday(at[0], meant) for at in places if at.start() in ends or at.end() in ends]
    return tuple(dict.fromkeys(found))


def widened(found: tuple[Everyday, ...]) -> str:
    """The documents' words for everyday ones, each line of the list once; "" for none."""
    return " ".join(dict.fromkeys(one.official for one in found))


@cache
def _by_opening() -> dict[str, tuple[int, ...]]:
    """The lines of the list by how one of their words begins, up to its gap."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(_lines()):
        for opening in {word.split(GAP)[0][:OPENING] for word in words[0].split()}:
            found[opening].append(number)
    return {opening: tuple(numbers) for opening, numbers in found.items()}


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], ...], str], ...]:
    return tuple((*_parted(lay.split()), meant.strip()) for lay, meant in _lines())


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / "lay_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((lay, meant) for lay, meant in split)


def _parted(words: list[str]) -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    gapped = (re.compile(_BETWEEN.join(map(re.escape, word.split(GAP)))) for word in words if GAP in word)
    return tuple(word for word in words if GAP not in word), tuple(gapped)
