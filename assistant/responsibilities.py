"""Who leads, who takes part and by when, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from knowledge.model import CataloguedArticle


def responsibility_rows(articles: Iterable[CataloguedArticle]) -> list[dict[str, Any]]:
    """One row a responsibility, in the order of the text."""
    return [
        {
            "document_id": found.version.document_id,
            "title": found.version.title,
            "article": found.article.label,
            "heading": found.article.heading,
            "leads": list(duty.leads),
            "participants": list(duty.participants),
            "deadline": duty.deadline,
            "due": duty.due.isoformat() if duty.due else None,
            "task": duty.task,
        }
        for found in articles
        for duty in found.article.responsibilities
    ]


def write_workbook(path: Path | IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes an Excel workbook of one sheet; a cell that looks like a formula stays text."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in ([heads], rows):
        for values in row:
            sheet.append([str(value) for value in values])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"
    workbook.save(path)
