"""One page of a PDF: its characters with their places, whether they can be read, and its lines."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ingest.load.charset import familiarity
from ingest.load.figures import MOST_ON_PAGE, Said, figures_among
from ingest.load.layout import Cell, Glyph, Layout, lay_out
from ingest.load.pdf_objects import bounds_on_page
from ingest.load.pdf_second import SecondReader, may_lose_text
from ingest.load.pdf_tables import find_tables
from ingest.load.pictures import is_seal
from ingest.loaded import PageSource
from knowledge.page_lines import Box, ReadLine
from knowledge.pdfium import on_sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_BREAKS = frozenset({0x0A, 0x0D, 0x02, 0xFFFE})
_UNMAPPED_SHARE = 0.2
_UNFAMILIAR = 0.3
_FEWEST_TO_JUDGE = 40
_FEW_CHARACTERS = 30
_PICTURE_SHARE = 0.4
"""A page with few characters and pictures over this share of it is a scan with a stamp or page number on it."""
_FAR = 1e6
_LARGEST_SEAL = 6.5
"""Centimetres."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: its lines joined, its footnotes apart; `figures` are the pictures on it to be read by OCR."""

    text: str
    source: PageSource
    confidence: float | None = None
    lines: tuple[ReadLine, ...] = ()
    footnotes: tuple[str, ...] = ()
    figures: tuple[Box, ...] = ()
    unread: int = 0


def read_page(
    document: PdfDocument, number: int, second: SecondReader, said: Callable[[float], Said] | None = None
) -> PageText:
    """Page `number`, counted from 0; a page that is broken costs only itself.

    `said` gives what OCR read in the pictures of a page of that shape.
    """
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
        tables = find_tables(page)
        if said:
            return _with_figures(page, glyphs, tables, said)
        page_text = _page_text(lay_out(glyphs, tables), source)
        figures = _figures(page, textpage)
        return replace(page_text, figures=figures, unread=len(figures)) if figures else page_text
    except PdfiumError:
        return PageText("", PageSource.DAMAGED)
    finally:
        page.close()


def _page_text(laid: Layout, source: PageSource) -> PageText:
    text = "\n".join(laid.lines).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return PageText(text, source, footnotes=tuple(laid.footnotes))


def _with_figures(
    page: PdfPage, glyphs: Sequence[Glyph], tables: Sequence[Sequence[Cell]], said: Callable[[float], Said]
) -> PageText:
    """A page of text with the words of its pictures among its lines."""
    width, height = page.get_size()
    found = said(width / max(1.0, height))
    left, bottom, right, top = page.get_cropbox()
    upright = page.get_rotation() == 0 and all(bottom - 1 <= one.bottom and one.top <= top + 1 for one in glyphs)
    high = [top - share * (top - bottom) if upright else -_FAR for share, _ in found.blocks]
    blocks = [(at, lines) for at, (_, lines) in zip(high, found.blocks, strict=True)]
    page_text = _page_text(lay_out(glyphs, tables, blocks), PageSource.TEXT)
    return replace(page_text, lines=found.lines, confidence=found.confidence, unread=found.unread)


def _figures(page: PdfPage, textpage: PdfTextPage) -> tuple[Box, ...]:
    """The pictures on a page of text that may hold words of their own."""
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfiumError

    images = list(islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), MOST_ON_PAGE + 1))
    if not images or len(images) > MOST_ON_PAGE:
        return ()
    places = []
    for image in images:
        with suppress(PdfiumError):
            places.append(on_sheet(page, *bounds_on_page(image)))
    width, height = (side * 2.54 / 72 for side in page.get_size())
    box, place = pdfium.FS_RECTF(), []
    for index in range(textpage.count_chars()):
        if pdfium.FPDFText_GetUnicode(textpage.raw, index) > 0x20:
            pdfium.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(box))
            left, top, right, bottom = on_sheet(page, box.left, box.bottom, box.right, box.top)
            place.append(((left + right) / 2, (top + bottom) / 2))
    figures = figures_among(places, place, (width, height))
    return tuple(figure for figure in figures if not _is_stamp(page, figure, (width, height)))


def _is_stamp(page: PdfPage, figure: Box, size: tuple[float, float]) -> bool:
    """Whether a picture is a seal by its size and by its colour."""
    wide, high = (figure[2] - figure[0]) * size[0], (figure[3] - figure[1]) * size[1]
    if max(wide, high) > _LARGEST_SEAL:
        return False
    dots = page.render(scale=1).to_numpy()[:, :, :3]
    rows = slice(int(figure[1] * dots.shape[0]), int(figure[3] * dots.shape[0]) + 1)
    columns = slice(int(figure[0] * dots.shape[1]), int(figure[2] * dots.shape[1]) + 1)
    return is_seal(dots[rows, columns])


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
            left, bottom, right, top = bounds_on_page(image)
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
