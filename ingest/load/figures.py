"""Pictures on pages that have a text of their own: which may hold words, and their words in their places.

A picture with the page's characters on it is what they are written over: a scan whose text lies in the file, a seal, a
pattern. The others are read by OCR, all of a page at once, everything else on it blanked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.load.layout import Block
from ingest.load.ocr import laid_out
from ingest.load.pictures import is_large, is_seal, worth
from ingest.loaded import PageSource
from knowledge.page_lines import Box, Point, ReadLine, ReadPage

if TYPE_CHECKING:
    import numpy as np

MOST_ON_PAGE = 200
"""With more the page is drawn of them."""
_NEAR = 0.004
_MOST_WRITTEN_ON = 2
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Said:
    """What the pictures of a page say: lines at the height at which each stands, as a share of the page."""

    blocks: tuple[Block, ...]
    lines: tuple[ReadLine, ...]
    confidence: float | None
    unread: int


def figures_among(places: Iterable[Box], characters: Sequence[Point], size: Point) -> tuple[Box, ...]:
    """The pictures of a page that may hold words of their own, those that touch as one.

    `places` are the pictures and `characters` the middles of what is written, as shares of the page; `size` is the
    page's in centimetres.
    """
    found = []
    for left, top, right, bottom in _joined(places):
        wide, high = (right - left) * size[0], (bottom - top) * size[1]
        written_on = sum(left < x < right and top < y < bottom for x, y in characters)
        if is_large(wide, high) and written_on <= _MOST_WRITTEN_ON:
            found.append((left, top, right, bottom))
    return tuple(found)


def only_figures(dots: np.ndarray[Any, Any], figures: Sequence[Box]) -> np.ndarray[Any, Any]:
    """A drawn page with nothing on it but the figures, seals left out."""
    import numpy as np

    height, width = dots.shape[:2]
    bare = np.full_like(dots, _WHITE)
    for left, top, right, bottom in figures:
        rows = slice(int(top * height), int(bottom * height) + 1)
        columns = slice(int(left * width), int(right * width) + 1)
        if not is_seal(dots[rows, columns]):
            bare[rows, columns] = dots[rows, columns]
    return bare


def said_by(figures: Sequence[Box], read: Sequence[ReadLine], shape: float) -> Said:
    """What recognition read, figure by figure; `shape` is the page's width over its height."""
    blocks: list[Block] = []
    lines: list[ReadLine] = []
    unread = 0
    for figure in figures:
        own = tuple(line for line in read if _inside(figure, line.box))
        laid = laid_out(ReadPage(own, shape))
        found = worth(laid)
        if found is PageSource.OCR:
            blocks.append((figure[1], [line for line in laid.text.split("\n") if line.strip()]))
            blocks[-1][1].extend(laid.footnotes)
            lines += own
        unread += found is PageSource.SCANNED
    count = sum(len(line.text) for line in lines)
    confidence = sum(len(line.text) * line.confidence for line in lines) / count if count else None
    return Said(tuple(blocks), tuple(lines), confidence, unread)


def _inside(figure: Box, line: Box) -> bool:
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return figure[0] <= x <= figure[2] and figure[1] <= y <= figure[3]


def _joined(places: Iterable[Box]) -> list[Box]:
    """Pieces of a picture made one, as scanners cut a page into strips; within the page."""
    joined: list[Box] = []
    for left, top, right, bottom in places:
        whole = (max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom))
        while touching := next((one for one in joined if _touch(one, whole)), None):
            joined.remove(touching)
            whole = (
                min(whole[0], touching[0]), min(whole[1], touching[1]),
                max(whole[2], touching[2]), max(whole[3], touching[3]),
            )  # fmt: skip
        if whole[0] < whole[2] and whole[1] < whole[3]:
            joined.append(whole)
    return joined


def _touch(one: Box, other: Box) -> bool:
    """Whether two are pieces of one: they touch, and are as wide or as high as each other there."""
    as_wide = abs(one[0] - other[0]) <= _NEAR and abs(one[2] - other[2]) <= _NEAR
    as_high = abs(one[1] - other[1]) <= _NEAR and abs(one[3] - other[3]) <= _NEAR
    apart = max(one[0], other[0]) - min(one[2], other[2]), max(one[1], other[1]) - min(one[3], other[3])
    return (as_wide or as_high) and max(apart) <= _NEAR
