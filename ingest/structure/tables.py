"""Tables in a text: each row an article of its own, its cells under the heads of their columns.

A loader writes a row as a line with tabs between its cells. Lines in a row that have as many cells, below a
line of heads, are a table; it is taken out of the running text, whose offsets stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.clean.lines import fold
from ingest.grammar.heads import is_head, is_registration
from ingest.grammar.marks import read_mark
from ingest.metadata.responsibilities import read_responsibilities
from ingest.structure.leaves import page_of
from knowledge.model import Article

LONGEST_CAPTION = 60
_LINE = re.compile(r"[^\n]*\n?")
_TITLE = re.compile(r"^(?!附)[^。；;，,]{2,40}(?:表|清单|目录|一览|名录|名单|台账)(?:[（(][^）)]*[）)])?$")
"""A line that is a table's title and nothing else goes with it, but for the title of an annex."""
_BETWEEN = re.compile(r"^[\s\d—\-–~·第页共/，,]*$")
"""Lines that may stand between the two halves of a table that a page end cuts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `start` is the offset of its line in the loaded text."""

    cells: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: what stands above it, the heads of its columns, its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def set_tables_apart(text: str, *, offset: int = 0, fewest_columns: int = 2) -> tuple[str, list[FoundTable]]:
    """The text with its tables blanked out, and the tables; `offset` is where the text begins in the file."""
    if "\t" not in text:
        return text, []
    tables, blanked, position = [], [], 0
    for rows, above in _blocks(text, fewest_columns):
        titled = [above] if above.start >= 0 and _TITLE.search(above.cells[0]) and not read_mark(above.cells[0]) else []
        table = _read(rows, above.cells[0], offset)
        if table is None:
            continue
        tables.append(table)
        for row in [*titled, *rows]:
            end = text.find("\n", row.start)
            end = len(text) if end < 0 else end
            blanked += [text[position : row.start], " " * (end - row.start)]
            position = end
    return "".join([*blanked, text[position:]]), tables


def row_articles(tables: Sequence[FoundTable], page_starts: Sequence[int] = ()) -> list[Article]:
    """An article for each row of each table."""
    articles = []
    for number, table in enumerate(tables, 1):
        for count, row in enumerate(table.rows, 1):
            text = "\n".join(
                f"{head}：{cell}" if head else cell for head, cell in zip(table.heads, row.cells, strict=True) if cell
            )
            articles.append(
                Article(
                    f"表{number}第{count}行",
                    text,
                    heading=table.caption,
                    headings=(table.caption,) if table.caption else (),
                    page=page_of(row.start, page_starts),
                    responsibilities=read_responsibilities(text),
                )
            )
    return articles


def _blocks(text: str, fewest: int) -> Iterator[tuple[list[Row], Row]]:
    """Runs of lines with as many cells, each with the line above it."""
    rows: list[Row] = []
    caption = before = Row(("",), 0)
    broken = False
    for match in _LINE.finditer(text):
        line = match[0].rstrip("\n")
        cells = tuple(fold(cell) for cell in line.split("\t"))
        if len(cells) >= fewest:
            if rows and len(rows[0].cells) != len(cells):
                yield rows, caption
                rows = []
            if rows and broken and _goes_on(rows[-1], cells):
                joined = (fold(f"{one}{other}") for one, other in zip(rows[-1].cells, cells, strict=True))
                rows[-1:] = [Row(tuple(joined), rows[-1].start), Row((), match.start())]
            else:
                caption = caption if rows else before
                rows.append(Row(cells, match.start()))
            broken = False
        elif rows and not _BETWEEN.match(line):
            yield rows, caption
            rows, broken = [], False
        else:
            broken = bool(rows) and (broken or bool(line.strip()) or "\n" in match[0])
        if line.strip() and len(cells) < fewest and not _BETWEEN.match(line):
            annexed = before.cells[0].startswith("附")
            before = Row((fold(line),), -1 if annexed else match.start())
    if rows:
        yield rows, caption


def _goes_on(row: Row, cells: tuple[str, ...]) -> bool:
    """Whether the first row of a page is the rest of the row that the page before ended with."""
    return bool(row.cells) and not cells[0] and bool(row.cells[0]) and any(cells)


def _read(found: list[Row], above: str, offset: int) -> FoundTable | None:
    rows = [row for row in found if row.cells]
    caption = above if len(above) <= LONGEST_CAPTION and not re.search(r"[。；;]$", above) else ""
    if rows and sum(map(bool, rows[0].cells)) == 1 and len(rows) > 2:
        caption, rows = next(filter(None, rows[0].cells)), rows[1:]
    if len(rows) < 2 or not is_head(list(rows[0].cells)) or is_registration([list(row.cells) for row in rows]):
        return None
    heads, rows = _heads(rows)
    kept = [Row(row.cells, row.start + offset) for row in rows if any(row.cells) and row.cells != heads]
    repeated = {found[0].cells}
    kept = [row for row in kept if row.cells not in repeated]
    return FoundTable(caption, heads, tuple(kept)) if kept else None


def _heads(rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """The heads of the columns and the rows below; heads in two lines joined, the upper one first."""
    first, second = rows[0].cells, rows[1].cells
    shared = sum(bool(one) and one == other for one, other in zip(first, second, strict=True))
    if all(first) or not shared or not is_head(list(second)):
        return first, rows[1:]
    heads, last = [], ""
    for one, other in zip(first, second, strict=True):
        last = one or last
        heads.append(other if not last or other == last else f"{last} {other}".strip())
    return tuple(heads), rows[2:]
