"""From characters or words with their places on a page to its lines in reading order.

What stands beside each other on a line stays together; two columns are read one after the other; a table's
cells become a row with tabs; small print at the foot is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from ingest.load.tables import table_lines

_WORD_GAP, _PIECE_GAP, _CELL_GAP = 0.3, 1.5, 3.0
"""In widths of a character: from here on a space, a piece of its own, a cell."""
_INDENT_MOST = 12
_SMALL = 0.88
_NOTE = re.compile(
    r"^\s*(?:[①-⑳]|\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕(?!号)|[*＊※]|注\s*\d*\s*[:：]|\d{1,3}\s+(?=[\u4e00-\u9fff《]))"
)


class Glyph(NamedTuple):
    """A character or word in its place, y upwards; `space`: a space stands before it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    space: bool = False


class Cell(NamedTuple):
    """A table's cell in its place; `rows`, `columns`: which of the table's it covers."""

    left: float
    bottom: float
    right: float
    top: float
    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(slots=True)
class Piece:
    """Characters that stand together on a line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The size of its characters."""
        return max(1.0, self.top - self.bottom)

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines, and its footnotes."""

    lines: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)


Block = tuple[float, list[str]]
"""Lines that stay together, and the height at which they stand."""


def lay_out(
    glyphs: Sequence[Glyph], tables: Sequence[Sequence[Cell]] = (), figures: Sequence[Block] = ()
) -> Layout:
    """The lines of a page in reading order, the words of figures where they stand."""
    running, blocks = _set_tables_apart(glyphs, tables)
    pieces = _pieces(running)
    rows, notes = _footnotes(_rows(pieces))
    placed: list[Block] = [*blocks, *figures, *_placed(rows)]
    placed.sort(key=lambda block: -block[0])
    return Layout([line for _, lines in placed for line in lines], notes)


def _placed(rows: list[list[Piece]]) -> list[Block]:
    """Lines with the height at which they stand; of two columns the right takes the height of the left's end."""
    gutter = _gutter(rows)
    if gutter is None:
        margin = _margin(piece for row in rows for piece in row[:1])
        return [(row[0].middle, [_line(row, margin)]) for row in rows]
    placed: list[Block] = []
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []

    def flush() -> None:
        for column in (left, right):
            margin = _margin(piece for row in column for piece in row[:1])
            height = min((row[0].middle for row in left or right), default=0.0)
            for row in column:
                placed.append((row[0].middle if column is left else height, [_line(row, margin)]))
        left.clear()
        right.clear()

    for row in rows:
        if any(piece.left < gutter < piece.right for piece in row):
            flush()
            placed.append((row[0].middle, [_line(row, _margin(piece for r in rows for piece in r[:1]))]))
            continue
        for side, column in ((True, left), (False, right)):
            if part := [piece for piece in row if (piece.right <= gutter) is side]:
                column.append(part)
    flush()
    return placed


def _pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Characters joined to pieces, in the order in which the file has them."""
    pieces: list[Piece] = []
    for glyph in glyphs:
        last = pieces[-1] if pieces else None
        size = max(1.0, glyph.top - glyph.bottom)
        if last and _goes_on(last, glyph, size):
            gap = glyph.left - last.right
            spaced = (glyph.space and gap > 0.15 * size) or gap > _WORD_GAP * size * (1 if _narrow(last, glyph) else 2)
            last.text += " " + glyph.text if spaced and last.text[-1:] != " " else glyph.text
            last.right = max(last.right, glyph.right)
            last.top, last.bottom = max(last.top, glyph.top), min(last.bottom, glyph.bottom)
        elif glyph.text.strip():
            pieces.append(Piece(glyph.text, glyph.left, glyph.bottom, glyph.right, glyph.top))
    return [piece for piece in pieces if piece.text.strip()]


def _narrow(last: Piece, glyph: Glyph) -> bool:
    return last.text[-1:].isascii() and glyph.text.isascii()


def _goes_on(last: Piece, glyph: Glyph, size: float) -> bool:
    height = abs((glyph.top + glyph.bottom) / 2 - last.middle)
    gap = glyph.left - last.right
    return height < 0.5 * max(size, last.size) and -0.6 * size < gap < _PIECE_GAP * size


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand at the same height, from the top; each row from the left, near pieces joined."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        if rows and abs(rows[-1][0].middle - piece.middle) < 0.5 * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda one: one.left)) for row in rows]


def _joined(row: list[Piece]) -> list[Piece]:
    joined = [row[0]]
    for piece in row[1:]:
        last = joined[-1]
        gap = (piece.left - last.right) / min(piece.size, last.size)
        if gap < _PIECE_GAP:
            between = " " if gap > _WORD_GAP else ""
            joined[-1] = Piece(
                last.text + between + piece.text,
                last.left,
                min(last.bottom, piece.bottom),
                max(last.right, piece.right),
                max(last.top, piece.top),
            )
        else:
            joined.append(piece)
    return joined


def _line(row: list[Piece], margin: float) -> str:
    """A row as a line: as much white space before it as it is indented, a tab where a cell's width lies between."""
    indent = min(_INDENT_MOST, round((row[0].left - margin) / row[0].size))
    parts = ["\u3000" * max(0, indent) + row[0].text.strip(" ")]
    for before, piece in zip(row, row[1:], strict=False):
        wide = (piece.left - before.right) / min(before.size, piece.size) >= _CELL_GAP
        parts.append(("\t" if wide else "\u3000") + piece.text.strip(" "))
    return "".join(parts)


def _margin(firsts: Iterable[Piece]) -> float:
    lefts = sorted(piece.left for piece in firsts)
    return lefts[len(lefts) // 20] if lefts else 0.0


def _gutter(rows: list[list[Piece]]) -> float | None:
    """Where the white strip between two columns stands; None on a page of one column."""
    pieces = [piece for row in rows for piece in row]
    if len(rows) < 10:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(41):
        x = left + width * (0.35 + 0.3 * step / 40)
        crossing = sum(piece.left - 1 < x < piece.right + 1 for piece in pieces)
        if (
            best is None
            or crossing < best[0]
            or (crossing == best[0] and abs(x - mid(left, right)) < abs(best[1] - mid(left, right)))
        ):
            best = (crossing, x)
    crossing, x = best or (len(pieces), 0.0)
    paired = [row for row in rows if len(row) == 2 and row[0].right <= x <= row[1].left]
    if len(paired) < max(6, 0.3 * len(rows)) or crossing > 0.35 * len(rows):
        return None
    full = [
        row
        for row in paired
        if row[0].right - row[0].left > 0.75 * (x - left) and row[1].right - row[1].left > 0.6 * (right - x)
    ]
    return x if len(full) >= 0.5 * len(paired) else None


def mid(left: float, right: float) -> float:
    """Half way."""
    return (left + right) / 2


def _footnotes(rows: list[list[Piece]]) -> tuple[list[list[Piece]], list[str]]:
    """The rows without the small print at the foot, and that: from its first mark, in the lower half of the page."""
    if len(rows) < 4:
        return rows, []
    body = median(piece.size for row in rows for piece in row for _ in range(min(40, len(piece.text))))
    first = len(rows)
    while first > len(rows) // 2 and rows[first - 1][0].size < _SMALL * body:
        first -= 1
    small = rows[first:]
    opens = next((index for index, row in enumerate(small) if _NOTE.match(row[0].text)), None)
    if opens is None:
        return rows, []
    notes: list[str] = []
    kept = rows[:first] + small[:opens]
    for row in small[opens:]:
        text = "\u3000".join(piece.text for piece in row).strip()
        if _NOTE.match(text):
            notes.append(text)
        elif re.fullmatch(r"[\s\d—\-–第页共/]+", text):
            kept.append(row)
        else:
            notes[-1] += text
    return kept, notes


def _set_tables_apart(
    glyphs: Sequence[Glyph], tables: Sequence[Sequence[Cell]]
) -> tuple[list[Glyph], list[Block]]:
    """The characters outside tables, and each table as lines at the height of its top."""
    if not tables:
        return list(glyphs), []
    inside: dict[Cell, list[Glyph]] = {cell: [] for table in tables for cell in table}
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = mid(glyph.left, glyph.right), mid(glyph.bottom, glyph.top)
        home = next((c for c in inside if c.left <= x <= c.right and c.bottom <= y <= c.top), None)
        (inside[home] if home else outside).append(glyph)
    blocks = []
    for table in tables:
        top = max(cell.top for cell in table)
        blocks.append((top, table_lines(_grid(table, {cell: _cell_lines(inside[cell]) for cell in table}))))
    return outside, blocks


def _cell_lines(glyphs: list[Glyph]) -> list[str]:
    return ["\u3000".join(piece.text.strip() for piece in row) for row in _rows(_pieces(glyphs))]


def _grid(table: Sequence[Cell], words: dict[Cell, list[str]]) -> list[list[list[str]]]:
    """The cells row by row; what covers several rows is repeated in each, what covers several columns stands once."""
    rows = 1 + max(cell.rows[1] for cell in table)
    columns = 1 + max(cell.columns[1] for cell in table)
    grid: list[list[list[str]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for cell in table:
        for row in range(cell.rows[0], cell.rows[1] + 1):
            grid[row][cell.columns[0]] = words[cell]
    return grid
