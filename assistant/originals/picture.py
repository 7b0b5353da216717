"""A page of an original as a picture, with a passage marked on it."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.page_lines import Box, Point, ReadLine
from knowledge.pdfium import ONE_AT_A_TIME, on_sheet, scale_for

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

DRAWN = frozenset({"pdf", "picture"})
"""The kinds of file whose pages can be drawn."""
Mark = tuple[Point, Point, Point, Point]
_DPI = 110
_MARK = (255, 214, 0, 90)
_LEAST_AROUND = 0.008
_FEWEST = 4
"""Fewer characters in a row are no passage."""


class NoPicture(Exception):  # noqa: N818 - says what is the matter
    """The original has no such page, or is of a kind that is not drawn."""


def page_picture(path: Path, kind: str, page: int, passage: str = "", lines: Sequence[ReadLine] = ()) -> bytes:
    """Page `page`, counted from 1, as PNG; the passage marked, by `lines` where the page was read by OCR.

    Raises:
        NoPicture: there is no such page, or the kind of file is not drawn.
    """
    if kind == "pdf":
        with ONE_AT_A_TIME:
            picture, marks = _pdf_page(path, page, passage, lines)
    elif kind == "picture":
        picture, marks = _frame(path, page), line_marks(lines, passage)
    else:
        raise NoPicture(kind)
    stream = BytesIO()
    _marked(picture, marks).save(stream, "PNG")
    return stream.getvalue()


def page_near(path: Path, kind: str, page: int, passage: str, ahead: int = 3) -> int:
    """Of a page and those after it, the one that has most of a passage: articles run over pages; else the page."""
    from pypdfium2 import PdfDocument, PdfiumError

    if kind != "pdf":
        return page
    with ONE_AT_A_TIME:
        try:
            document = PdfDocument(path)
        except PdfiumError:
            return page
        try:
            numbers = range(page, min(page + ahead, len(document)) + 1)
            return max(numbers, key=lambda number: _length(document[number - 1], passage), default=page)
        finally:
            document.close()


def _length(page: PdfPage, passage: str) -> int:
    textpage = page.get_textpage()
    try:
        return _found(_packed(textpage.get_text_range()), _packed(passage))[1]
    finally:
        textpage.close()


def line_picture(path: Path, kind: str, page: int, line: ReadLine, copy: Path | None = None) -> bytes:
    """One line of a page as PNG, upright, with a little around it; `copy` is the page where its file is not drawn.

    Raises:
        NoPicture: there is no such page, or the kind of file is not drawn.
    """
    if kind == "pdf":
        with ONE_AT_A_TIME:
            whole, _ = _pdf_page(path, page, "", ())
    elif kind == "picture":
        whole = _frame(path, page)
    elif copy is not None:
        whole = _frame(copy, 1)
    else:
        raise NoPicture(kind)
    stream = BytesIO()
    _cut(whole, line).save(stream, "PNG")
    return stream.getvalue()


def _cut(whole: Image, line: ReadLine) -> Image:
    """The picture of a line, turned and straightened, with a little around it."""
    from PIL import Image as Pictures

    width, height = whole.size
    one, two, three, four = (complex(x * width, y * height) for x, y in line.corners)
    wide, high = max(1.0, abs(two - one)), max(1.0, abs(four - one))
    around = max(_LEAST_AROUND * min(width, height), 0.6 * high)
    along, down = (two - one) / wide * around, (four - one) / high * around
    sides = (one - along - down, four - along + down, three + along + down, two + along - down)
    size = (int(wide + 2 * around) + 1, int(high + 2 * around) + 1)
    places = [side for place in sides for side in (place.real, place.imag)]
    quad, smooth = Pictures.Transform.QUAD, Pictures.Resampling.BICUBIC
    return whole.transform(size, quad, places, smooth, fillcolor="white")


def line_marks(lines: Sequence[ReadLine], passage: str) -> list[Mark]:
    """Where the lines stand that a passage runs over."""
    wanted = _packed(passage)
    found = []
    for line in lines:
        words = _packed(line.text)
        if len(words) >= _FEWEST and (
            words in wanted or wanted in words or words[:12] in wanted or words[-12:] in wanted
        ):
            found.append(line.corners)
    return found if len(wanted) >= _FEWEST else []


def _pdf_page(path: Path, number: int, passage: str, lines: Sequence[ReadLine]) -> tuple[Image, list[Mark]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        raise NoPicture(str(error)) from error
    try:
        if not 1 <= number <= len(document):
            raise NoPicture(str(number))
        page = document[number - 1]
        marks = [*line_marks(lines, passage), *map(_corners, _text_boxes(page, passage))]
        return page.render(scale=scale_for(page.get_size(), _DPI)).to_pil().convert("RGB"), marks
    except PdfiumError as error:
        raise NoPicture(str(error)) from error
    finally:
        document.close()


def _text_boxes(page: PdfPage, passage: str) -> list[Box]:
    """The boxes of the characters that a passage is made of, as far as it stands on this page, line by line."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        places = [(chr(code), i) for i in range(count) if (code := pdfium.FPDFText_GetUnicode(textpage.raw, i)) > 0x20]
        written = "".join(character for character, _ in places if not character.isspace())
        places = [place for place in places if not place[0].isspace()]
        start, length = _found(written, _packed(passage))
        boxes: list[Box] = []
        for _, index in places[start : start + length]:
            box = pdfium.FS_RECTF()
            pdfium.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(box))
            sides = on_sheet(page, box.left, box.bottom, box.right, box.top)
            if boxes and abs(boxes[-1][1] - sides[1]) < 0.006 and sides[0] >= boxes[-1][0]:
                last = boxes[-1]
                sides = (last[0], min(last[1], sides[1]), max(last[2], sides[2]), max(last[3], sides[3]))
                boxes.pop()
            boxes.append(sides)
        return boxes
    finally:
        textpage.close()


def _corners(box: Box) -> Mark:
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _found(written: str, wanted: str) -> tuple[int, int]:
    """Where the longest head of a passage, or else its tail, stands on a page; its length 0 if none does."""
    for length in sorted({len(wanted), *(len(wanted) * share // 10 for share in range(1, 10))}, reverse=True):
        if length < _FEWEST:
            break
        for part in (wanted[:length], wanted[-length:]):
            if (start := written.find(part)) >= 0:
                return start, length
    return 0, 0


def _frame(path: Path, number: int) -> Image:
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    try:
        with Pictures.open(path) as picture:
            picture.seek(number - 1)
            drawn = Pictures.new("RGB", picture.size, "white")
            drawn.paste(picture.convert("RGB"), mask=picture.getchannel("A") if "A" in picture.getbands() else None)
        drawn.thumbnail((1400, 2000))
        return drawn
    except (EOFError, OSError, UnidentifiedImageError) as error:
        raise NoPicture(str(number)) from error


def _marked(picture: Image, marks: Sequence[Mark]) -> Image:
    from PIL import Image as Pictures
    from PIL import ImageDraw

    if not marks:
        return picture
    sheet = picture.convert("RGBA")
    layer = Pictures.new("RGBA", sheet.size, (0, 0, 0, 0))
    pen: Any = ImageDraw.Draw(layer)
    width, height = sheet.size
    for mark in marks:
        pen.polygon([(x * width, y * height) for x, y in mark], fill=_MARK, outline=_MARK)
    return Pictures.alpha_composite(sheet, layer).convert("RGB")


def _packed(text: str) -> str:
    return "".join(text.split())
