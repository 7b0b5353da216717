"""The clauses of an article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLAUSE_END = re.compile(r"(?<=[。；：])|\n")
SHORTEST_CLAUSE = 12


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text; one of a few characters goes on into the next."""
    begun, length = "", 0
    for part in filter(None, map(str.strip, CLAUSE_END.split(text))):
        begun = f"{begun}\n{part}" if begun else part
        length += len(part)
        if length >= SHORTEST_CLAUSE:
            yield begun
            begun, length = "", 0
    if begun:
        yield begun
