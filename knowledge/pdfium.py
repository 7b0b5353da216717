"""pdfium is used by one thread at a time: it keeps state that its documents share."""

from __future__ import annotations

import ctypes
from threading import RLock
from typing import TYPE_CHECKING

from knowledge.page_lines import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

ONE_AT_A_TIME = RLock()
"""Held round every use of pdfium, page by page, so that a long file doesn't keep the others waiting."""

_FINE = 100_000
"""Parts of a sheet's side, for places on it."""
MOST_DOTS = 16_000_000


def scale_for(size: tuple[float, float], dots_an_inch: float) -> float:
    """The scale at which to draw a page of this size in points: smaller for one of immense size."""
    wanted = dots_an_inch / 72
    dots = max(1.0, size[0] * size[1]) * wanted * wanted
    return wanted if dots <= MOST_DOTS else wanted * float((MOST_DOTS / dots) ** 0.5)


def on_sheet(page: PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    """A place in the page's own measure as shares of the sheet that is drawn, turned and cut as it is."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_int(), ctypes.c_int()
    ends = []
    for across, up in ((left, top), (right, bottom)):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, across, up, ctypes.byref(x), ctypes.byref(y))
        ends.append((x.value / _FINE, y.value / _FINE))
    (x1, y1), (x2, y2) = ends
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
