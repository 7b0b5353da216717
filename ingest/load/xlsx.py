"""Excel workbooks: each sheet a table, its rows as lines with tabs; hidden sheets, rows and columns left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.load.archive import PACKED_FAULTS, check_archive
from ingest.load.limits import MAX_CELLS, check_text
from ingest.load.ocr import Recogniser
from ingest.load.pictures import Picture, Pictures
from ingest.loaded import LoadedText, Reason, Rejected

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LEAST_DOTS = (240, 100)
_UNNAMED = ("sheet", "工作表")


def load_xlsx(content: bytes, name: str, ocr: Recogniser | None = None, digest: str = "") -> LoadedText:
    """The sheets one after the other, each under its name if it was given one; after it the words of its pictures.

    `digest` is the file's that the content was made from, if it is not itself the file.
    """
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException
    from PIL.Image import DecompressionBombError

    check_archive(content, "xl/workbook.xml")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of every style and extension that it doesn't know
            workbook = load_workbook(BytesIO(content), data_only=True)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        cells = sum(sheet.max_row * sheet.max_column for sheet in sheets)
        if cells > MAX_CELLS:
            raise Rejected(Reason.TOO_LARGE, f"{cells:,} > {MAX_CELLS:,}")
        pictures = Pictures(ocr, digest or hashlib.sha256(content).hexdigest())
        text = "\n\n".join("\n".join((*_lines(sheet), *_pictures(sheet, pictures))) for sheet in sheets)
    except DecompressionBombError as error:
        raise Rejected(Reason.TOO_LARGE, str(error)[:80]) from error
    except (InvalidFileException, SyntaxError, *PACKED_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    text, read = pictures.read(text)
    return LoadedText(check_text(text), name, "xlsx", pictures=read)


def _pictures(sheet: Worksheet, pictures: Pictures) -> Iterator[str]:
    """What stands for the pictures on a sheet, from the top."""
    found = [(getattr(one.anchor, "_from", None), one) for one in getattr(sheet, "_images", ())]
    for _, one in sorted(found, key=lambda pair: (pair[0].row, pair[0].col) if pair[0] else (0, 0)):
        held = one.ref
        held.seek(0)
        yield pictures.mark(Picture(held.read(), least=_LEAST_DOTS))


def _lines(sheet: Worksheet) -> Iterator[str]:
    rows = [row for row in _rows(sheet) if any(row)]
    if not rows:
        return
    if not sheet.title.lower().startswith(_UNNAMED):
        yield sheet.title
    width = 1 + max(column for row in rows for column, cell in enumerate(row) if cell)
    used = [column for column in range(width) if any(row[column] for row in rows)]
    for row in rows:
        cells = [row[column] for column in used]
        yield "\t".join(cells) if sum(map(bool, cells)) > 1 or len(used) < 2 else "".join(cells)


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    """The cells shown, row by row: what covers several rows is repeated, what covers columns stands once."""
    from openpyxl.utils import get_column_letter

    above = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }
    columns = [
        index
        for index in range(1, sheet.max_column + 1)
        if not _is_hidden(sheet.column_dimensions, get_column_letter(index))
    ]
    for row in range(1, sheet.max_row + 1):
        if not _is_hidden(sheet.row_dimensions, row):
            yield [_words(sheet.cell(*above.get((row, column), (row, column)))) for column in columns]


def _is_hidden(dimensions: Any, key: Any) -> bool:  # noqa: ANN401 - openpyxl's, by letter or by number
    return key in dimensions and bool(dimensions[key].hidden)


def _words(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells are of two kinds
    """What a cell shows, on one line: days and shares as people write them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 2):g}%"
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())
