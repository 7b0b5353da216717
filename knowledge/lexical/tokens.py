"""What the lexical index takes for a word: character bigrams of Chinese, whole runs of anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from operator import add

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+|[a-z0-9]+")


def folded(text: str) -> str:
    """A text as its tokens see it: full-width and half-width forms are one (NFKC), small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """Tokens in order: bigrams of every Chinese run (a lone character by itself), Latin words, numbers.

    Width and case are folded first, so that full-width and half-width forms are one.
    """
    found: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run[0] <= "z" or len(run) == 1:
            found.append(run)
        else:
            found += map(add, run, run[1:])
    return found


def held(text: str, among: Collection[str]) -> list[str]:
    """Those of some tokens that a text has; a pair of characters need only stand in it, so most texts are not cut."""
    return held_folded(folded(text), among)


def held_folded(read: str, among: Collection[str]) -> list[str]:
    """The same of a text that is folded already."""
    there = [token for token in among if token in read]
    if all(len(token) == 2 and token[0] > "z" for token in there):
        return there
    every = set(tokens(read))
    return [token for token in there if token in every]
