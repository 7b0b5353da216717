"""Excel: the sheet that trainers use, in and out, with an error column for what can't be read.

A hidden last column keeps what the visible ones can't show (the proof, option ids). It counts only while the visible
cells are as they were written; an edited row is read from what is seen.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.quiz.formats.cells import from_cells, to_cells
from assistant.quiz.formats.json_lines import from_json, to_json
from assistant.quiz.formats.reading import Outcome, Row
from assistant.quiz.grammar import sheet
from assistant.quiz.model import Item, ItemType

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROWS = 5
WIDE = {sheet.STEM: 60, sheet.EXPLANATION: 50, sheet.DOCUMENT: 28}


def write_workbook(items: Iterable[Item], path: Path, status: Mapping[str, str] | None = None) -> int:
    """Writes items to a workbook; the number of rows. Text that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page: Worksheet = book.active  # type: ignore[assignment]
    page.title = sheet.TITLE
    page.append(list(sheet.COLUMNS))
    rows = 0
    for item in items:
        for cells in _rows_of(item, (status or {}).get(item.id, "")):
            rows += 1
            for column, name in enumerate(sheet.COLUMNS, 1):
                if cells.get(name):
                    cell = page.cell(rows + 1, column)
                    cell.value = _legal(cells[name])
                    cell.data_type = "s"
    for column, name in enumerate(sheet.COLUMNS, 1):
        letter = get_column_letter(column)
        page.cell(1, column).font = Font(bold=True)
        page.column_dimensions[letter].width = WIDE.get(name, 14)
        page.column_dimensions[letter].hidden = name == sheet.RECORD
    page.freeze_panes = "A2"
    book.save(path)
    return rows


def read_workbook(path: Path) -> list[Row]:
    """Every item of a workbook's sheets, or of a CSV in UTF-8 or GBK; what can't be read is a row with its faults."""
    rows: list[Row] = []
    for name, lines in _pages(path):
        rows.extend(_read_page(name, lines))
    return _with_parts(rows)


def write_faults(path: Path, rows: Iterable[Row], out: Path) -> int:
    """A copy of a workbook with a column that says row by row what is wrong; the number of rows with a remark."""
    from openpyxl import load_workbook

    remarks = {row.place: _remark(row) for row in rows if _remark(row)}
    book = load_workbook(path)
    for page in book.worksheets:
        column = page.max_column + 1
        for number in range(1, page.max_row + 1):
            if number in _head_rows(page):
                page.cell(number, column).value = sheet.FAULT
            elif f"{page.title}!{number}" in remarks:
                page.cell(number, column).value = remarks[f"{page.title}!{number}"]
    book.save(out)
    return len(remarks)


def _remark(row: Row) -> str:
    if row.outcome is Outcome.DUPLICATE:
        return sheet.FAULTS["duplicate"] + row.same_as
    return sheet.PAIR_MARK.join(sheet.FAULTS[fault] + (f" {detail}" if detail else "") for fault, detail in row.faults)


def _head_rows(page: Worksheet) -> list[int]:
    for number, values in enumerate(page.iter_rows(max_row=HEAD_ROWS, values_only=True), 1):
        if set(sheet.REQUIRED) <= {_column(value) for value in values}:
            return [number]
    return []


def _rows_of(item: Item, status: str) -> Iterator[dict[str, str]]:
    cells = to_cells(item, status)
    record = {"seen": _digest(cells), "item": to_json(item)}
    yield cells | {sheet.RECORD: json.dumps(record, ensure_ascii=False)}
    for number, part in enumerate(item.parts, 1):
        yield to_cells(part) | {sheet.NUMBER: f"{item.id}-{number}"}


def _read_page(name: str, lines: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    columns: list[str] = []
    for number, values in enumerate(lines, 1):
        if not columns:
            found = [_column(value) for value in values]
            if set(sheet.REQUIRED) <= set(found):
                columns = found
            elif number >= HEAD_ROWS:
                return
            continue
        cells = {column: _text(value) for column, value in zip(columns, values, strict=False) if column}
        if any(cells.values()):
            yield _read_row(f"{name}!{number}", cells)


def _read_row(place: str, cells: dict[str, str]) -> Row:
    record = cells.pop(sheet.RECORD, "")
    status = cells.get(sheet.STATUS, "")
    if record:
        try:
            kept = json.loads(record)
            if kept["seen"] == _digest(cells):
                return Row(place, from_json(kept["item"]), status=status)
        except (KeyError, TypeError, ValueError):
            pass  # an edited record counts for nothing: the visible cells decide
    item, faults = from_cells(cells)
    return Row(place, item, tuple(faults), status=status)


def _with_parts(rows: list[Row]) -> list[Row]:
    """Puts the sub-questions (number X-1, X-2 …) into their cases."""
    from dataclasses import replace

    cases = {row.item.number or row.item.id: row for row in rows if row.item and row.item.type is ItemType.CASE}
    parts: dict[str, list[Item]] = {}
    kept: list[Row] = []
    for row in rows:
        owner = row.item.number.rpartition("-")[0] if row.item else ""
        if row.item and owner in cases:
            parts.setdefault(owner, []).append(replace(row.item, number=""))
        else:
            kept.append(row)
    return [
        replace(row, item=replace(row.item, parts=tuple(parts[row.item.id])))
        if row.item and not row.item.parts and row.item.id in parts
        else row
        for row in kept
    ]


def _pages(path: Path) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    if path.suffix.lower() == ".csv":
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        yield path.name, (tuple(line) for line in csv.reader(io.StringIO(text)))
        return
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    for page in book.worksheets:
        yield page.title, page.iter_rows(values_only=True)


def _column(value: object) -> str:
    name = _text(value).strip().rstrip("*")
    return sheet.ALIASES.get(name, name) if name not in sheet.COLUMNS else name


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return sheet.RIGHT if value else sheet.WRONG
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _legal(text: str) -> str:
    """A text without the control characters that Excel refuses, lines ending as it keeps them."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _digest(cells: Mapping[str, str]) -> str:
    seen = "\x1f".join(f"{name}={_legal(cells[name]).strip()}" for name in sorted(cells) if cells[name].strip())
    return hashlib.sha256(seen.encode()).hexdigest()
