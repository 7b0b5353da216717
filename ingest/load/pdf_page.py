"""One page of a PDF: its characters with their places, whether they can be read, and its lines."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.load.charset import familiarity
from ingest.load.layout import Glyph, Layout, lay_out
from ingest.load.pdf_second import SecondReader, may_lose_text
from ingest.load.pdf_tables import find_tables
from ingest.loaded import PageSource
from knowledge.page_lines import ReadLine

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_BREAKS = frozenset({0x0A, 0x0D, 0x02, 0xFFFE})
_UNMAPPED_SHARE = 0.2
_UNFAMILIAR = 0.3
_FEWEST_TO_JUDGE = 40
_FEW_CHARACTERS = 30
_PICTURE_SHARE = 0.4
"""A page with few characters and pictures over this share of it is a scan with a stamp or page number on it."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: its lines joined, its footnotes apart."""

    text: str
    source: PageSource
    confidence: float | None = None
    lines: tuple[ReadLine, ...] = ()
    footnotes: tuple[str, ...] = ()


def read_page(document: PdfDocument, number: int, second: SecondReader) -> PageText:
    """Page `number`, counted from 0; a page that is broken costs only itself."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
    except PdfiumError:
        return PageText("", PageSource.DAMAGED)
    try:
        textpage = page.get_textpage()
        glyphs, unmapped = _glyphs(page, textpage)
        if may_lose_text(page) and len("".join((text := second.read(number)).split())) > len(glyphs):
            rubbish = _is_rubbish("".join(text.split()), 0)
            return PageText("", PageSource.UNMAPPED) if rubbish else PageText(text, PageSource.TEXT)
        source = _judge(page, glyphs, unmapped)
        if source is not PageSource.TEXT:
            return PageText("", source)
        laid = lay_out(glyphs, find_tables(page))
        return _page_text(laid, source)
    except PdfiumError:
        return PageText("", PageSource.DAMAGED)
    finally:
        page.close()


def _page_text(laid: Layout, source: PageSource) -> PageText:
    text = "\n".join(laid.lines).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return PageText(text, source, footnotes=tuple(laid.footnotes))


def _judge(page: PdfPage, glyphs: Sequence[Glyph], unmapped: int) -> PageSource:
    """Whether the characters are the page's text, or the page is a picture, or its fonts are without a map."""
    shown = "".join(glyph.text for glyph in glyphs if not glyph.text.isspace())
    count = len(shown) + unmapped
    if count >= _FEW_CHARACTERS:
        return PageSource.UNMAPPED if _is_rubbish(shown, unmapped) else PageSource.TEXT
    if _pictured(page) > _PICTURE_SHARE:
        return PageSource.SCANNED
    if unmapped > len(shown):
        return PageSource.UNMAPPED
    return PageSource.TEXT if shown else PageSource.SCANNED if _pictured(page) > 0.05 else PageSource.BLANK


def _is_rubbish(shown: str, unmapped: int) -> bool:
    """Whether characters are not what the page shows: their font has no map to Unicode, or a wrong one."""
    count = len(shown) + unmapped
    unread = unmapped + sum("\ue000" <= one <= "\uf8ff" or one < " " or one == "\ufffd" for one in shown)
    garbled = count >= _FEWEST_TO_JUDGE and familiarity(shown) < _UNFAMILIAR
    return unread > _UNMAPPED_SHARE * count or garbled


def _pictured(page: PdfPage) -> float:
    """The share of the page that its pictures take up together, however many it is cut into."""
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    area = 0.0
    for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            left, bottom, right, top = image.get_bounds()
        except PdfiumError:
            continue
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return float(area / max(1.0, width * height))


def _glyphs(page: PdfPage, textpage: PdfTextPage) -> tuple[list[Glyph], int]:
    """The characters on the page, upright whatever way they are turned, and how many have no character to them."""
    import pypdfium2.raw as pdfium

    handle, box = textpage.raw, pdfium.FS_RECTF()
    place = ctypes.byref(box)
    count = textpage.count_chars()
    turn = _turn([pdfium.FPDFText_GetCharAngle(handle, i) for i in range(0, count, max(1, count // 60))])
    left, bottom, right, top = page.get_cropbox()
    glyphs, unmapped, space = [], 0, False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code in _BREAKS or (code == 0x20 and pdfium.FPDFText_IsGenerated(handle, index) == 1):
            space = code == 0x20
            continue
        if code == 0 or (code > 127 and pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1):
            unmapped += 1
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, place)
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            continue  # off the page: nobody sees it
        glyphs.append(Glyph(chr(code), *_turned(turn, box.left, box.bottom, box.right, box.top), space))
        space = False
    return _upright(glyphs), unmapped


def _turn(angles: Sequence[float]) -> int:
    """How far most characters are turned, in quarters."""
    quarters = Counter(round(angle / 1.5708) % 4 for angle in angles if angle >= 0)
    return quarters.most_common(1)[0][0] if quarters else 0


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    if turn == 3:
        return bottom, -right, top, -left
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 1:
        return -top, left, -bottom, right
    return left, bottom, right, top


def _upright(glyphs: list[Glyph]) -> list[Glyph]:
    """Vertical writing laid on its side, its columns as lines; anything else as it is."""
    down = across = 0
    for before, after in zip(glyphs, glyphs[1:], strict=False):
        size = max(before.top - before.bottom, 1.0)
        same_column = abs(after.left + after.right - before.left - before.right) < size
        same_line = abs(after.top + after.bottom - before.top - before.bottom) < size
        down += same_column and not same_line and 0 < before.bottom - after.bottom < 1.8 * size
        across += same_line and not same_column
    if down < 12 or down <= 3 * across:
        return glyphs
    return [Glyph(g.text, -g.top, g.left, -g.bottom, g.right, g.space) for g in glyphs]
