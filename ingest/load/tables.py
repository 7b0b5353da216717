"""Tables as lines of text, for the formats that have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_CELL_CHARACTERS = 300


def table_lines(rows: Iterable[Sequence[Sequence[str]]]) -> list[str]:
    """A line a row with a tab between cells, where each cell is the lines in it.

    A row of one cell, or with a cell as long as a text, is layout and not a table: its lines stay lines.
    """
    lines: list[str] = []
    for cells in rows:
        filled = [cell for cell in cells if any(line.strip() for line in cell)]
        if len(filled) > 1 and max(sum(map(len, cell)) for cell in filled) <= _CELL_CHARACTERS:
            lines.append("\t".join(" ".join(cell) for cell in cells).strip("\t"))
        else:
            lines.extend(line for cell in filled for line in cell)
    return lines
