"""Reads a roster from Excel or CSV (UTF-8 or GBK), row by row; what can't be taken is named with its row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from assistant.training import grammar
from assistant.training.tables import CODE, NAME

HEAD_ROWS = 5
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST = {
    "staff_number": 64, "name": 100, "unit": CODE, "department": NAME, "post": NAME, "rank": NAME, "category": NAME,
    "email": NAME,
}  # fmt: skip


class Fault(StrEnum):
    """Why a row is not taken."""

    NO_NUMBER = "no_number"
    NO_NAME = "no_name"
    NO_UNIT = "no_unit"
    REPEATED = "repeated"
    BAD_DATE = "bad_date"
    BAD_EMAIL = "bad_email"
    BAD_STANDING = "bad_standing"
    TOO_LONG = "too_long"


class NotARoster(Exception):  # noqa: N818 - says what is the matter
    """The file has no sheet with the columns of a roster."""

    def __init__(self, path: Path) -> None:
        needed = ", ".join(grammar.REQUIRED)
        super().__init__(f"{path.name} is no roster: one of its first {HEAD_ROWS} rows must name the columns {needed}")


class Unreadable(NotARoster):
    """The file is no workbook at all, or a broken one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (the head counts), what it says, what is wrong with it."""

    number: int
    values: dict[str, object]
    faults: tuple[tuple[Fault, str], ...] = ()


def read_roster(path: Path) -> Iterator[Row]:
    """The rows of the first sheet that is a roster; empty ones are passed over.

    Raises:
        NotARoster: there is none.
        Unreadable: it says .xlsx and is no workbook.
    """
    columns: list[str] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(_lines(path), 1):
        if not columns:
            columns = _columns(cells)
            if not columns and number >= HEAD_ROWS:
                break
            continue
        told = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        if any(_text(cell) for cell in told.values()):
            yield _row(number, told, seen)
    if not columns:
        raise NotARoster(path)


def count_rows(path: Path) -> int:
    """About how many rows a file has, its heads among them; 0 where the file doesn't say."""
    if path.suffix.lower() == ".csv":
        with path.open("rb") as stream:
            return sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b""))
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        return max((page.max_row or 0 for page in book.worksheets), default=0)
    finally:
        book.close()


def remark(row: Row) -> str:
    """What is wrong with a row, as the error column says it."""
    return "；".join(grammar.FAULTS[fault.value].format(detail=detail) for fault, detail in row.faults)


def write_faults(rows: list[Row], out: Path) -> None:
    """The rows that were not taken, with the column that says why: to be mended and imported again."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    page = book.create_sheet(grammar.TITLE)
    names = {field: column for column, field in grammar.COLUMNS.items()}
    page.append([*grammar.COLUMNS, grammar.FAULT])
    for row in rows:
        texts = [_shown(row.values.get(field)) for field in names] + [remark(row)]
        cells = [WriteOnlyCell(page, text) for text in texts]
        for cell in cells:
            cell.data_type = "s"  # never a formula, whatever it looks like
        page.append(cells)
    book.save(out)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return sorted(grammar.SERVING)[-1] if value else sorted(grammar.GONE)[-1]
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _lines(path: Path) -> Iterator[tuple[object, ...]]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig" if _is_utf8(path) else "gb18030", newline="") as stream:
            yield from (tuple(line) for line in csv.reader(stream))
        return
    try:
        yield from _workbook_lines(path)
    except (BadZipFile, KeyError, ValueError, ParseError) as error:
        raise Unreadable(path) from error


def _workbook_lines(path: Path) -> Iterator[tuple[object, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for page in book.worksheets:
            head = page.iter_rows(max_row=HEAD_ROWS, values_only=True)
            if any(_columns(cells) for cells in head):
                yield from page.iter_rows(values_only=True)
                return
    finally:
        book.close()


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            for part in iter(lambda: stream.read(1 << 20), b""):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _columns(cells: tuple[object, ...]) -> list[str]:
    names = [_text(cell).rstrip("*").strip() for cell in cells]
    names = [grammar.ALIASES.get(name, name) for name in names]
    found = [grammar.COLUMNS.get(name, "") for name in names]
    return found if {grammar.COLUMNS[name] for name in grammar.REQUIRED} <= set(found) else []


def _row(number: int, told: dict[str, object], seen: dict[str, int]) -> Row:
    values: dict[str, object] = {name: _text(cell) for name, cell in told.items()}
    faults: list[tuple[Fault, str]] = []
    for name, fault in (("staff_number", Fault.NO_NUMBER), ("name", Fault.NO_NAME), ("unit", Fault.NO_UNIT)):
        if not values[name]:
            faults.append((fault, ""))
    staff_number = str(values["staff_number"])
    if staff_number and seen.setdefault(staff_number, number) != number:
        faults.append((Fault.REPEATED, str(seen[staff_number])))
    values["unit"] = "/".join(part for part in re.split(grammar.PATH_MARKS, str(values["unit"])) if part)
    faults += [(Fault.TOO_LONG, str(values[name])[:20]) for name, most in LONGEST.items()
               if len(str(values.get(name, ""))) > most]  # fmt: skip
    if (email := str(values.get("email", ""))) and not EMAIL.fullmatch(email):
        faults.append((Fault.BAD_EMAIL, email))
    if "appointed_on" in told:
        values["appointed_on"] = _day(told["appointed_on"], faults)
    if "active" in told:
        standing = str(values["active"])
        if standing not in grammar.SERVING | grammar.GONE:
            faults.append((Fault.BAD_STANDING, standing))
        values["active"] = standing not in grammar.GONE
    return Row(number, values, tuple(faults))


def _day(cell: object, faults: list[tuple[Fault, str]]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    whole, month = re.match(grammar.DATE_MARKS, text), re.fullmatch(grammar.MONTH_MARKS, text)
    try:
        if whole:
            return date(int(whole[1]), int(whole[2]), int(whole[3]))
        if month:
            return date(int(month[1]), int(month[2]), 1)
    except ValueError:
        pass
    if text:
        faults.append((Fault.BAD_DATE, text))
    return None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).replace("\u3000", " ").replace("\xa0", " ").split())
