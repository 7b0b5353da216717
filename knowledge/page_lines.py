"""Lines that text recognition read on a page, with their places: kept in a file for each original.

A recognition that was stopped goes on where it was, and a citation can show where on the picture a line stands.
The pictures in a file without pages are kept like pages, each with a copy of it where a line of it is doubtful.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Box = tuple[float, float, float, float]
A4 = 0.707
_MOST_TILTED = 0.7
"""The share of a box's height that its line's fall can be: the rest are its characters."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read: its box as shares of the page's width and height, from the top left.

    `turn` is by how many quarters to the left the page is to be turned so that the line stands upright; `slope` how
    far it then falls, in heights of the page, over the page's width.
    """

    text: str
    confidence: float
    box: Box
    turn: int = 0
    slope: float = 0.0

    @property
    def level(self) -> Box:
        """Where it stands once the page is turned upright and laid straight."""
        left, top, right, bottom = turned(self.box, self.turn)
        half = (bottom - top - self._fall()) / 2
        middle = (top + bottom) / 2 - self.slope * ((left + right) / 2 - 0.5)
        return left, middle - half, right, middle + half

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Its four corners on the page as it lies: where it begins above, ends above, ends below, begins below."""
        left, top, right, bottom = turned(self.box, self.turn)
        fall = self._fall()
        down, up = (fall, 0.0) if self.slope > 0 else (0.0, fall)
        upright = ((left, top + up), (right, top + down), (right, bottom - up), (left, bottom - down))
        one, two, three, four = (_point_turned(point, -self.turn) for point in upright)
        return one, two, three, four

    def _fall(self) -> float:
        left, top, right, bottom = turned(self.box, self.turn)
        return min(abs(self.slope) * (right - left), _MOST_TILTED * (bottom - top))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The lines of a page, and its width over its height."""

    lines: tuple[ReadLine, ...]
    shape: float = A4


def turned(box: Box, quarters: int) -> Box:
    """A box on a page that is turned by so many quarters to the left."""
    (x1, y1), (x2, y2) = (_point_turned(point, quarters) for point in ((box[0], box[1]), (box[2], box[3])))
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def kept_pages(folder: Path, digest: str) -> dict[int, ReadPage]:
    """The pages read of a file so far, counted from 0; a line cut short by a kill is left out."""
    try:
        written = (folder / f"{digest}.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pages = {}
    for row in written:
        try:
            page = json.loads(row)
            lines = tuple(_line(line) for line in page["lines"])
            pages[int(page["page"])] = ReadPage(lines, float(page.get("shape", A4)))
        except (ValueError, LookupError, TypeError):
            continue
    return pages


def keep_lines(folder: Path, digest: str, page: int, lines: Sequence[ReadLine], shape: float = A4) -> None:
    """Adds one page's lines to what is kept of a file."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[one.text, round(one.confidence, 4), *one.box, one.turn, round(one.slope, 6)] for one in lines]
    row = {"page": page, "shape": round(shape, 4), "lines": rows}
    with (folder / f"{digest}.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def picture_place(folder: Path, digest: str, page: int) -> Path:
    """Where the copy of a picture lies, counted from 0, of a file whose pages are not drawn."""
    return folder / f"{digest}-{page}.jpg"


def forget_pages(folder: Path, digest: str) -> None:
    """Deletes what is kept of a file."""
    for kept in (folder / f"{digest}.jsonl", *folder.glob(f"{digest}-*.jpg")):
        kept.unlink(missing_ok=True)


def _point_turned(point: Point, quarters: int) -> Point:
    x, y = point
    for _ in range(quarters % 4):
        x, y = y, 1 - x
    return x, y


def _line(row: Sequence[object]) -> ReadLine:
    text, confidence, *places = row
    left, top, right, bottom, turn, slope, *_ = *(float(str(place)) for place in places), 0.0, 0.0
    return ReadLine(str(text), float(str(confidence)), (left, top, right, bottom), int(turn), slope)
