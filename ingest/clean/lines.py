"""The lines of a text with their white space folded, each knowing where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad]")
_WHITE = re.compile(r"[\s\u00a0\u3000]+")
_LEAD = re.compile(r"^[\s\u00a0\u3000]*")
_CELLS = re.compile(r"\S\s*(?:\t|\|)\s*\S")
_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-+]\s+(?=\S))")
_TABLE_RULE, _RULE = frozenset(":|-"), frozenset("-*_=")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something.

    `start` is its offset in the loaded text. `gap`: a blank line stands before it. `cut`: a page ended between
    it and the line before. `lead`: the width of the white space it opens with. `row`: it has cells.
    """

    text: str
    start: int
    gap: bool = False
    cut: bool = False
    lead: float = 0.0
    row: bool = False


def read_lines(text: str, *, offset: int = 0, markdown: bool = False) -> list[Line]:
    """The lines of a text that are not blank, white space folded; `offset` is where the text itself begins."""
    return list(_lines(text, offset, markdown))


def fold(text: str) -> str:
    """Runs of white space (NBSP and U+3000 too) as one space, none at the ends, no invisible characters."""
    return _WHITE.sub(" ", _INVISIBLE.sub("", text)).strip()


def width(text: str) -> float:
    """The width of a line in full-width characters: ASCII and NBSP count half."""
    return len(text) - 0.5 * (len(text.encode("ascii", "ignore")) + text.count("\u00a0"))


def _lines(text: str, offset: int, markdown: bool) -> Iterator[Line]:
    gap, position = False, offset
    for raw in text.split("\n"):
        folded = fold(_plain(raw) if markdown else raw)
        if folded:
            white = _LEAD.match(raw)
            space = white[0] if white else ""
            yield Line(folded, position + len(space), gap, lead=width(space), row=bool(_CELLS.search(raw)))
        gap = not folded
        position += len(raw) + 1


def _plain(line: str) -> str:
    """A line of Markdown without its block marks; "" for one that is nothing else."""
    return "" if _says_nothing(line) else _MARKUP.sub("", line)


def _says_nothing(line: str) -> bool:
    """Whether a line is a comment, the rule of a table, or a rule across the page."""
    held = line.strip()
    if held.startswith("<!--") and held.endswith("-->") and len(held) >= len("<!---->"):
        return True
    signs = frozenset("".join(held.split()))
    return ("|" in signs and signs <= _TABLE_RULE) or (len(line) >= 3 and bool(signs) and signs <= _RULE)
