"""Numbered items inside an article, and how many of them a question counts."""

from __future__ import annotations

import re

from knowledge.reference.numerals import to_int

_ITEM = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d+[.、．]|[（(]\d+[）)]|[一二三四五六七八九十]是)")
_COUNT = re.compile(r"([0-9一二两三四五六七八九十]+)(?:大)?[个条项种类点步]")
FEWEST = 2


def item_lines(text: str) -> tuple[int, int] | None:
    """The stretch of a text that holds its items, with the line that leads to them; None if it has none."""
    lines = list(re.finditer(r"[^\n]+", text))
    numbered = [at for at, line in enumerate(lines) if _ITEM.match(line[0])]
    if len(numbered) < FEWEST:
        return None
    first = max(0, numbered[0] - 1)
    last = next((at for at in range(numbered[0], len(lines)) if at not in numbered), len(lines)) - 1
    return lines[first].start(), lines[last].end()


def count_asked(question: str) -> int | None:
    """How many a question says there are: 五项原则, 9个重点领域."""
    match = _COUNT.search(question)
    return to_int(match[1]) if match else None
