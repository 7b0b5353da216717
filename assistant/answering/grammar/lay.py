"""Words of everyday speech and the documents' words for them, from `lay_words.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.answering.grammar.topic import boundaries

GAP = "\u2026"
_BETWEEN = r"[^\uff0c\u3002\uff1f\uff01,?!]{0,3}?"
"""What may stand at the gap of an everyday word, as in 扣…车: 扣我的车, 扣了车."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """The everyday words of a question, as they stand in it, and the documents' words for them."""

    words: tuple[str, ...] = ()
    official: str = ""


@lru_cache(maxsize=256)
def everyday(question: str) -> Everyday:
    """What a question says in everyday words that the documents have others for."""
    ends: frozenset[int] = frozenset()
    words: list[str] = []
    official: list[str] = []
    for plain, gapped, meant in _pairs():
        places = [match for word in plain if word in question for match in re.finditer(re.escape(word), question)]
        places += [match for pattern in gapped for match in pattern.finditer(question)]
        if places:
            ends = ends or boundaries(question)
            found = [match[0] for match in places if match.start() in ends or match.end() in ends]
            words += found
            official += [meant] if found else []
    return Everyday(tuple(dict.fromkeys(words)), " ".join(dict.fromkeys(official)))


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], ...], str], ...]:
    lines = (Path(__file__).parent / "lay_words.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((*_parted(lay.split()), meant.strip()) for lay, meant in split)


def _parted(words: list[str]) -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    gapped = (re.compile(_BETWEEN.join(map(re.escape, word.split(GAP)))) for word in words if GAP in word)
    return tuple(word for word in words if GAP not in word), tuple(gapped)
