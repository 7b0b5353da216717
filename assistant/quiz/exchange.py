"""The bank in and out of files of any format, and the articles that items are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile

from assistant.quiz.bank.store import Bank
from assistant.quiz.formats.gift import read_gift, write_gift
from assistant.quiz.formats.json_lines import read_lines, write_lines
from assistant.quiz.formats.pasted import read_pasted
from assistant.quiz.formats.qti import read_package, write_package
from assistant.quiz.formats.reading import Outcome, Row, settle
from assistant.quiz.formats.xlsx import read_workbook, write_workbook
from assistant.quiz.grammar.sheet import STANDINGS
from assistant.quiz.model import Item
from knowledge.catalogue.reading import Catalogue
from knowledge.model import CataloguedArticle, Version


class Format(StrEnum):
    """The formats of the bank's files."""

    XLSX = "xlsx"
    GIFT = "gift"
    QTI = "qti"
    JSON = "json"
    TEXT = "text"


ENDINGS = {
    ".xlsx": Format.XLSX,
    ".csv": Format.XLSX,
    ".gift": Format.GIFT,
    ".zip": Format.QTI,
    ".jsonl": Format.JSON,
    ".json": Format.JSON,
    ".txt": Format.TEXT,
}


def articles_of(catalogue: Catalogue, versions: Iterable[Version] = ()) -> list[CataloguedArticle]:
    """The articles of some versions, or of all that the catalogue shows."""
    chosen = list(versions) or sorted(catalogue.versions().values(), key=lambda version: (version.title, version.id))
    return [found for version in chosen for found in catalogue.articles_of(version)]


def read_file(path: Path, kind: Format, bank: Mapping[str, Item]) -> list[Row]:
    """The rows of a file, each with what importing it would do.

    Raises:
        ValueError: it isn't a file of that format.
    """
    try:
        return settle(_rows(path, kind), bank)
    except (BadZipFile, SyntaxError, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} can't be read as {kind.value}: save it again in that format") from error


def _rows(path: Path, kind: Format) -> Iterable[Row]:
    if kind is Format.XLSX:
        return read_workbook(path)
    if kind is Format.QTI:
        return read_package(path.read_bytes())
    readers = {Format.GIFT: read_gift, Format.JSON: read_lines, Format.TEXT: read_pasted}
    return readers[kind](_text(path))


def take_in(bank: Bank, rows: Iterable[Row], *, who: str, at: datetime, note: str) -> int:
    """Puts the rows that are new or changed into the bank; how many those were."""
    wanted = [row.item for row in rows if row.item and row.outcome in (Outcome.ADDED, Outcome.UPDATED)]
    return len(bank.put(wanted, who=who, at=at, note=note))


def write_file(bank: Bank, path: Path, kind: Format) -> tuple[int, list[Item]]:
    """Writes the bank to a file; how many items were written, and those that the format can't hold.

    Raises:
        ValueError: the format is one to paste from only.
    """
    kept = bank.all()
    items = [one.item for one in kept]
    left_out: list[Item] = []
    if kind is Format.XLSX:
        write_workbook(items, path, {one.item.id: STANDINGS[one.standing] for one in kept})
    elif kind is Format.QTI:
        path.write_bytes(write_package(items))
    elif kind is Format.GIFT:
        written, left_out = write_gift(items)
        path.write_text(written, encoding="utf-8", newline="\n")
    elif kind is Format.JSON:
        path.write_text(write_lines(items), encoding="utf-8", newline="\n")
    else:
        raise ValueError(f"{path}: text can be read but not written; choose xlsx, gift, qti or json")
    return len(items) - len(left_out), left_out


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
