"""What the lexical index takes for a word: character bigrams of Chinese, whole runs of anything else."""

from __future__ import annotations

import re
import unicodedata
from operator import add

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+|[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """Tokens in order: bigrams of every Chinese run (a lone character by itself), Latin words, numbers.

    Width and case are folded first (NFKC), so that full-width and half-width forms are one.
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] <= "z" or len(run) == 1:
            found.append(run)
        else:
            found += map(add, run, run[1:])
    return found
