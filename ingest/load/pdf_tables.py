"""Ruled tables of a PDF page: the lines that are drawn on it, and the cells between them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.load.layout import Cell
from ingest.load.pdf_objects import page_point
from ingest.load.ruling import MOST_RULES, Rule, rule_between, tables_between

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage


def find_tables(page: PdfPage) -> list[list[Cell]]:
    """The tables of a page with two rows and two columns or more; [] where few lines are drawn."""
    return tables_between(_rules(page))


def _rules(page: PdfPage) -> list[Rule]:
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        rules.extend(_of_path(drawn))
        if len(rules) > MOST_RULES:
            return []  # a drawing
    return rules


def _of_path(drawn: PdfObject) -> Iterator[Rule]:
    """The upright and level segments of a path, in the page's own measure."""
    import pypdfium2.raw as pdfium

    matrix, on_page = drawn.get_matrix(), page_point(drawn)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(min(2000, max(0, pdfium.FPDFPath_CountSegments(drawn.raw)))):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = on_page(*matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif last is not None:
            yield from rule_between(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from rule_between(point, first)
        last = point
