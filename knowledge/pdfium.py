"""pdfium is used by one thread at a time: it keeps state that its documents share."""

from __future__ import annotations

from threading import RLock

ONE_AT_A_TIME = RLock()
"""Held round every use of pdfium, page by page, so that a long file doesn't keep the others waiting."""

MOST_DOTS = 16_000_000


def scale_for(size: tuple[float, float], dots_an_inch: float) -> float:
    """The scale at which to draw a page of this size in points: smaller for one of immense size."""
    wanted = dots_an_inch / 72
    dots = max(1.0, size[0] * size[1]) * wanted * wanted
    return wanted if dots <= MOST_DOTS else wanted * float((MOST_DOTS / dots) ** 0.5)
