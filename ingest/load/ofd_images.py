"""The pictures of an OFD page drawn in their places, for recognition to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.load.ocr import DPI
from ingest.load.opening import PICTURE_FAULTS, on_white, open_picture, smaller
from ingest.loaded import Rejected
from knowledge.page_lines import Box
from knowledge.pdfium import scale_for

if TYPE_CHECKING:
    from PIL.Image import Image

A4_SHEET = (0.0, 0.0, 210.0, 297.0)
_MILLIMETRES = 25.4
_MOST_IMAGES = 200
Sheet = tuple[float, float, float, float]
"""A page's place and size in millimetres: left, top, width, height."""


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture on a page: where its file lies, the window it is seen through, how a square of one is laid into that.

    `boundary` is left, top, width and height in millimetres, `matrix` takes a point of the square to one in it.
    """

    lies_at: str
    boundary: tuple[float, ...]
    matrix: tuple[float, ...]

    def place(self, sheet: Sheet) -> Box | None:
        """What is seen of it, as shares of the page; None if nothing is."""
        a, b, c, d, e, f = self.matrix
        left, top, wide, high = self.boundary
        xs = [min(max(x, 0.0), wide) + left for x in (e, a + e, c + e, a + c + e)]
        ys = [min(max(y, 0.0), high) + top for y in (f, b + f, d + f, b + d + f)]
        box = (
            (min(xs) - sheet[0]) / sheet[2], (min(ys) - sheet[1]) / sheet[3],
            (max(xs) - sheet[0]) / sheet[2], (max(ys) - sheet[1]) / sheet[3],
        )  # fmt: skip
        return box if box[0] < box[2] and box[1] < box[3] else None


def opens(image: PlacedImage, content: Callable[[str], bytes]) -> bool:
    """Whether a picture is there and of a kind that can be drawn."""
    try:
        open_picture(content(image.lies_at))
    except (Rejected, KeyError):
        return False
    return True


def draw_sheet(sheet: Sheet, images: Sequence[PlacedImage], content: Callable[[str], bytes]) -> Image:
    """A page with its pictures and nothing else; one that can't be opened is left out."""
    from PIL import Image

    points = (sheet[2] * 72 / _MILLIMETRES, sheet[3] * 72 / _MILLIMETRES)
    scale = scale_for(points, DPI) * 72 / _MILLIMETRES
    paper = Image.new("RGB", (max(1, round(sheet[2] * scale)), max(1, round(sheet[3] * scale))), "white")
    for image in images[:_MOST_IMAGES]:
        try:
            _lay(paper, image, on_white(smaller(open_picture(content(image.lies_at)))), sheet, scale)
        except (Rejected, *PICTURE_FAULTS):
            continue
    return paper


def _lay(paper: Image, image: PlacedImage, picture: Image, sheet: Sheet, scale: float) -> None:
    """Lays a picture on the paper, turned and stretched as its matrix has it, as far as its window shows it."""
    from PIL import Image

    a, b, c, d, e, f = image.matrix
    area = a * d - b * c
    place = image.place(sheet)
    if not area or place is None:
        return
    shrink = int(max(1.0, (picture.width * picture.height / max(1.0, abs(area) * scale * scale)) ** 0.5))
    picture = picture.reduce(shrink) if shrink > 1 else picture
    left, top, right, bottom = (
        round(share * side) for share, side in zip(place, (paper.width, paper.height) * 2, strict=True)
    )
    x0, y0 = (left / scale + sheet[0] - image.boundary[0] - e), (top / scale + sheet[1] - image.boundary[1] - f)
    across, down = picture.width / area, picture.height / area
    back = (
        d * across / scale, -c * across / scale, (d * x0 - c * y0) * across,
        -b * down / scale, a * down / scale, (a * y0 - b * x0) * down,
    )  # fmt: skip
    size = (max(1, right - left), max(1, bottom - top))
    laid = picture.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor="white")
    shown = Image.new("L", picture.size, 255)
    mask = shown.transform(size, Image.Transform.AFFINE, back, Image.Resampling.NEAREST, fillcolor=0)
    paper.paste(laid, (left, top), mask)
