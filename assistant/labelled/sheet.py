"""Labels as people give them, by names: looked up in the catalogue, one by one or from an Excel sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.documents import find_articles, find_documents
from assistant.labelled.grammar import ALIASES, ARTICLE, DOCUMENT, FAULT, FAULTS, QUESTION
from assistant.labelled.store import LONGEST, Label
from knowledge.catalogue.reading import Catalogue
from knowledge.reference.labels import label_key

HEAD_ROWS = 5
NEEDED = (QUESTION, DOCUMENT, ARTICLE)


class Fault(StrEnum):
    """Why a row is no label."""

    NO_QUESTION = "no_question"
    TOO_LONG = "too_long"
    NO_DOCUMENT = "no_document"
    SEVERAL_DOCUMENTS = "several_documents"
    NO_ARTICLE = "no_article"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its label, or what is wrong with it beside the document and article that it names."""

    page: str
    number: int
    label: Label | None
    fault: Fault | None
    document: str
    article: str

    @property
    def place(self) -> str:
        """Where it stands, as Excel writes it."""
        return f"{self.page}!{self.number}"


def look_up(catalogue: Catalogue, question: str, document: str, article: str) -> Label | Fault:
    """The label that the names mean: a document by id, number or title, an article by its label."""
    question = question.strip()
    if not question:
        return Fault.NO_QUESTION
    if len(question) > LONGEST:
        return Fault.TOO_LONG
    versions = find_documents(catalogue, document) if document.strip() else []
    documents = {version.document_id for version in versions}
    if not documents:
        return Fault.NO_DOCUMENT
    found = find_articles(catalogue, versions, article)
    holding = {one.version.document_id for one in found}
    if not holding:
        return Fault.NO_ARTICLE
    if len(holding) > 1:
        return Fault.SEVERAL_DOCUMENTS
    label = found[0].article.label
    return Label(question, holding.pop(), label_key(label), label)


def read_sheet(path: Path, catalogue: Catalogue) -> list[Row]:
    """Every row under a head with the three columns, on every page of a workbook.

    Raises:
        ValueError: no page has such a head; the message names the columns.
    """
    from openpyxl import load_workbook

    rows, heads = [], 0
    for page in load_workbook(path, data_only=True).worksheets:
        columns: dict[str, int] = {}
        for number, values in enumerate(page.iter_rows(values_only=True), 1):
            if not columns:
                columns = _columns(values) if number <= HEAD_ROWS else {}
                heads += bool(columns)
                continue
            cells = [str(values[columns[name]] or "").strip() for name in NEEDED]
            if any(cells):
                rows.append(_row(page.title, number, look_up(catalogue, *cells), *cells[1:]))
    if not heads:
        raise ValueError(f"{path}: no sheet has a head row with the columns {', '.join(NEEDED)}; add one")
    return rows


def write_faults(path: Path, rows: Sequence[Row], out: Path) -> int:
    """A copy of the workbook with a column that says what is wrong, row by row; the number of such rows."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    wrong = [row for row in rows if row.fault]
    for page in book.worksheets:
        column = page.max_column + 1
        for number in range(1, min(HEAD_ROWS, page.max_row) + 1):
            if _columns([cell.value for cell in page[number]]):
                page.cell(number, column).value = FAULT
                break
        for row in wrong:
            if row.page == page.title and row.fault:
                page.cell(row.number, column).value = FAULTS[row.fault]
    book.save(out)
    return len(wrong)


def labels_of(rows: Iterable[Row]) -> Iterator[Label]:
    """The labels of the rows that are right."""
    return (row.label for row in rows if row.label)


def _row(page: str, number: int, found: Label | Fault, document: str, article: str) -> Row:
    label, fault = (None, found) if isinstance(found, Fault) else (found, None)
    return Row(page, number, label, fault, document, article)


def _columns(values: Iterable[object]) -> dict[str, int]:
    """Where each needed column stands; nothing unless all are there."""
    names = [str(value or "").strip() for value in values]
    places = {ALIASES.get(name, name): place for place, name in enumerate(names)}
    return {name: places[name] for name in NEEDED} if set(NEEDED) <= places.keys() else {}
