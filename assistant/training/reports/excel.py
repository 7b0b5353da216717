"""Reports as an Excel workbook, a page a table; text that looks like a formula stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from assistant.training.reports.sheets import Sheet

FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_workbook(sheets: Sequence[Sheet], out: BinaryIO) -> None:
    """Writes the tables."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for number, sheet in enumerate(sheets, 1):
        page = book.create_sheet(FORBIDDEN.sub(" ", sheet.title)[:28] or str(number))
        for column in range(1, len(sheet.heads) + 1):
            page.column_dimensions[get_column_letter(column)].width = 28 if column - 1 in sheet.wide else 13
        page.freeze_panes = "A4"
        title = WriteOnlyCell(page, CONTROL.sub("", sheet.title))
        title.font = Font(bold=True, size=14)
        page.append([title])
        page.append([sheet.subtitle])
        heads = [WriteOnlyCell(page, head) for head in sheet.heads]
        for head in heads:
            head.font = Font(bold=True)
        page.append(heads)
        for row in sheet.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(page, CONTROL.sub("", value) if isinstance(value, str) else value)
                if isinstance(value, str):
                    cell.data_type = "s"
                cells.append(cell)
            page.append(cells)
    book.save(out)
