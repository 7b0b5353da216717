"""Tables as lines of text, for the formats that have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_CELL_CHARACTERS = 1_000
_LAYOUT_LINES = 6


def table_lines(rows: Iterable[Sequence[Sequence[str]]]) -> list[str]:
    """A line a row with a tab between cells, empty ones too, where each cell is the lines in it.

    A table of one column, or with a cell that is a text of its own, is layout: its lines stay lines.
    """
    table = [list(cells) for cells in rows]
    width = max(map(len, table), default=0)
    if width < 2 or any(_is_text(cell) for cells in table for cell in cells):
        return [line for cells in table for cell in cells for line in cell if line.strip()]
    lines = []
    for cells in table:
        words = [" ".join(line.strip().replace("\t", " ") for line in cell if line.strip()) for cell in cells]
        if any(words):
            lines.append("\t".join(words + [""] * (width - len(words))))
    return lines


def _is_text(cell: Sequence[str]) -> bool:
    """Whether a cell holds a text with paragraphs of its own rather than an entry."""
    filled = [line for line in cell if line.strip()]
    return sum(map(len, filled)) > _CELL_CHARACTERS and len(filled) > _LAYOUT_LINES
