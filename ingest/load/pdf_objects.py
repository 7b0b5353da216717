"""Where what is drawn on a PDF page stands, also where it is drawn by a form that the page places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfObject

Point = tuple[float, float]


def page_point(drawn: PdfObject) -> Callable[[float, float], Point]:
    """From a point where an object is drawn to the one on the page: pdfium counts within the form that draws it."""
    matrices = []
    form = drawn.container
    while form is not None:
        matrices.append(form.get_matrix())
        form = form.container

    def on_page(x: float, y: float) -> Point:
        for matrix in matrices:
            x, y = matrix.on_point(x, y)
        return x, y

    return on_page


def bounds_on_page(drawn: PdfObject) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object on the page.

    Raises:
        PdfiumError: it is nowhere.
    """
    left, bottom, right, top = drawn.get_bounds()
    place = page_point(drawn)
    xs, ys = zip(*(place(x, y) for x in (left, right) for y in (bottom, top)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
