"""OFD files (GB/T 33190): the text layer of each page, in its places.

A small reader of our own: the libraries to be had draw OFD or turn it into PDF, and none is well kept.
Pictures are read by OCR: a page that is nothing else whole, others as on the pages of a PDF. Signatures and seals
are not read.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.load.archive import PACKED_FAULTS, check_archive
from ingest.load.figures import figures_among, only_figures, said_by
from ingest.load.layout import Glyph, Layout, lay_out
from ingest.load.limits import MAX_PAGES, check_text
from ingest.load.ocr import Recognised, Recogniser
from ingest.load.ofd_images import A4_SHEET, PlacedImage, draw_sheet, opens
from ingest.load.opening import as_dots
from ingest.load.pictures import keep_copy, worth
from ingest.load.ruling import MOST_RULES, Rule, rule_between, tables_between
from ingest.loaded import Footnote, LoadedText, Page, PageSource, Reason, Rejected
from knowledge.page_lines import Box

if TYPE_CHECKING:
    import numpy as np

Element = Any  # lxml has no types
_POINTS = 72 / 25.4
_LONGEST = 2000.0
"""Millimetres of a page's side."""
_STEP = re.compile(r"([MLBQAC])((?:\s+-?[\d.]+)*)")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is on a page: characters, rules of tables, pictures; `box` is the page's place and size in millimetres."""

    box: tuple[float, float, float, float] = A4_SHEET
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    images: tuple[PlacedImage, ...] = ()
    figures: tuple[Box, ...] = ()
    source: PageSource = PageSource.TEXT


def load_ofd(content: bytes, name: str, ocr: Recogniser | None = None) -> LoadedText:
    """The text page by page; without OCR a page that is a picture alone is noted as scanned."""
    from lxml import etree  # type: ignore[import-untyped]

    check_archive(content, "OFD.xml")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            package = _Package(archive)
            sheets = list(_sheets(package))
            pages = _read(package, sheets, ocr, hashlib.sha256(content).hexdigest())
    except (etree.LxmlError, *PACKED_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    starts, position = [], 0
    for laid, _ in pages:
        starts.append(position)
        position += len("\n".join(laid.lines)) + 1
    whole = "\n".join("\n".join(laid.lines) for laid, _ in pages)
    if not whole.strip() and any(page.source is PageSource.SCANNED for _, page in pages):
        raise Rejected(Reason.NEEDS_OCR if ocr is None else Reason.NO_TEXT, f"{len(pages)}")
    return LoadedText(
        check_text(whole),
        name,
        "ofd",
        page_starts=tuple(starts),
        pages=tuple(page for _, page in pages),
        footnotes=tuple(Footnote(note, n) for n, (laid, _) in enumerate(pages, 1) for note in laid.footnotes),
    )


def _read(package: _Package, sheets: list[_Sheet], ocr: Recogniser | None, digest: str) -> list[tuple[Layout, Page]]:
    """The pages as they are laid out, their pictures read by recognition if there is one."""
    waiting = [n for n, sheet in enumerate(sheets) if sheet.source is PageSource.SCANNED or sheet.figures]

    def draw(number: int) -> np.ndarray[Any, Any]:
        sheet = sheets[number]
        dots = as_dots(draw_sheet(sheet.box, sheet.images, package.content))
        return only_figures(dots, sheet.figures) if sheet.figures else dots

    found = ocr.read(digest, waiting, draw) if ocr and waiting else {}
    pages = []
    for number, sheet in enumerate(sheets):
        lost = sum(not opens(image, package.content) for image in sheet.images) if number in found else 0
        laid, page = _laid(sheet, found.get(number), lost)
        keep_copy(ocr, digest, number, page, partial(draw_sheet, sheet.box, sheet.images, package.content))
        pages.append((laid, page))
    return pages


def _laid(sheet: _Sheet, read: Recognised | None, lost: int) -> tuple[Layout, Page]:
    """One page, with what recognition read on it; `lost` of its pictures could not be opened."""
    if sheet.source is not PageSource.TEXT:
        source = worth(read) if read else sheet.source
        if read is None or source is not PageSource.OCR:
            return Layout(), Page(PageSource.SCANNED if lost else source)
        page = Page(source, read.confidence, read.lines, lost)
        return Layout(read.text.split("\n"), list(read.footnotes)), page
    tables = tables_between(sheet.rules) if len(sheet.rules) <= MOST_RULES else ()
    if not sheet.figures or read is None:
        return lay_out(sheet.glyphs, tables), Page(PageSource.TEXT, unread=len(sheet.figures))
    _, top, wide, high = sheet.box
    said = said_by(sheet.figures, read.lines, wide / high)
    blocks = [(-(top + share * high) * _POINTS, lines) for share, lines in said.blocks]
    return lay_out(sheet.glyphs, tables, blocks), Page(PageSource.TEXT, said.confidence, said.lines, said.unread + lost)


class _Package:
    """The files in an OFD, found by the paths that they name each other by."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def read(self, place: str) -> Element:
        """The XML at a place, its names without their namespaces."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(self.content(place), parser=parser)
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
        return root

    def content(self, place: str) -> bytes:
        """The bytes at a place.

        Raises:
            KeyError: there are none.
        """
        return self._archive.read(self._names[place.strip("/").lower()])

    @staticmethod
    def beside(place: str, link: str) -> str:
        """The path that a link in the file at `place` leads to."""
        return link if link.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(place), link))


def _sheets(package: _Package) -> Iterator[_Sheet]:
    count = 0
    for root in package.read("OFD.xml").iter("DocRoot"):
        place = (root.text or "").strip()
        document = package.read(place)
        templates = {
            page.get("ID"): package.beside(place, page.get("BaseLoc")) for page in document.iter("TemplatePage")
        }
        held = dict(_resources(package, place, document))
        box = next((_box(area) for area in document.iter("PageArea")), None) or A4_SHEET
        for page in (page for pages in document.iter("Pages") for page in pages.iter("Page")):
            count += 1
            if count > MAX_PAGES:
                raise Rejected(Reason.TOO_LARGE, f"> {MAX_PAGES:,}")
            try:
                yield _sheet(package, package.beside(place, page.get("BaseLoc")), templates, held, box)
            except KeyError:
                yield _Sheet(source=PageSource.DAMAGED)


def _resources(package: _Package, place: str, root: Element) -> Iterator[tuple[str, str]]:
    """The pictures that a document or a page names, by their number: where they lie."""
    for link in root.iter("PublicRes", "DocumentRes", "PageRes"):
        listed = package.beside(place, (link.text or "").strip())
        try:
            resource = package.read(listed)
        except KeyError:
            continue
        folder = package.beside(listed, resource.get("BaseLoc") or ".")
        for media in resource.iter("MultiMedia"):
            lies_at = next((file.text or "" for file in media.iter("MediaFile")), "").strip()
            if lies_at and (media.get("Type") or "Image") == "Image":
                yield media.get("ID") or "", package.beside(f"{folder}/x", lies_at)


def _box(area: Element) -> tuple[float, float, float, float] | None:
    sides = next((_numbers(box.text) for box in area.iter("PhysicalBox")), [])
    if len(sides) != 4 or not (1 < sides[2] < _LONGEST and 1 < sides[3] < _LONGEST):
        return None
    return sides[0], sides[1], sides[2], sides[3]


def _sheet(
    package: _Package,
    place: str,
    templates: dict[str, str],
    held: dict[str, str],
    box: tuple[float, float, float, float],
) -> _Sheet:
    content = package.read(place)
    held = {**held, **dict(_resources(package, place, content))}
    box = next((own for area in content.iter("Area") if (own := _box(area))), box)
    layers = [
        package.read(templates[t.get("TemplateID")])
        for t in content.iter("Template")
        if t.get("TemplateID") in templates
    ]
    glyphs = [glyph for layer in (content, *layers) for text in layer.iter("TextObject") for glyph in _glyphs(text)]
    rules = [rule for layer in (content, *layers) for path in layer.iter("PathObject") for rule in _rules(path)]
    images = [_image(one, held) for layer in (*layers, content) for one in layer.iter("ImageObject")]
    sheet = _Sheet(box, tuple(glyphs), tuple(rules), tuple(images))
    if not glyphs:
        return replace(sheet, source=PageSource.SCANNED if images else PageSource.BLANK)
    left, top, wide, high = box
    characters = [
        (((g.left + g.right) / 2 / _POINTS - left) / wide, (-(g.top + g.bottom) / 2 / _POINTS - top) / high)
        for g in glyphs
        if g.text.strip()
    ]
    places = (image.place(box) for image in images)
    return replace(sheet, figures=figures_among(filter(None, places), characters, (wide / 10, high / 10)))


def _image(drawn: Element, held: dict[str, str]) -> PlacedImage:
    boundary = (*_numbers(drawn.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
    matrix = _numbers(drawn.get("CTM"))
    if len(matrix) != 6:
        matrix = [boundary[2], 0.0, 0.0, boundary[3], 0.0, 0.0]
    return PlacedImage(held.get(drawn.get("ResourceID") or "", ""), boundary, tuple(matrix))


def _glyphs(text: Element) -> Iterator[Glyph]:
    """The characters of a text object; y turned upwards, in points."""
    left, top, *_ = _numbers(text.get("Boundary"))
    a, _b, _c, d, e, f = _numbers(text.get("CTM")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    size = float(text.get("Size") or 4) * (abs(d) or 1.0)
    for code in text.iter("TextCode"):
        words = code.text or ""
        x, y = float(code.get("X") or 0) * a + e + left, float(code.get("Y") or 0) * d + f + top
        across, down = _steps(code.get("DeltaX"), len(words)), _steps(code.get("DeltaY"), len(words))
        for index, character in enumerate(words):
            width = size * (0.5 if character.isascii() else 1.0)
            if index < len(across):
                width = max(width, min(size, across[index] * a))
            base = -y * _POINTS
            yield Glyph(
                character,
                x * _POINTS,
                base - 0.15 * size * _POINTS,
                (x + width) * _POINTS,
                base + 0.85 * size * _POINTS,
            )
            x += across[index] * a if index < len(across) else (0.0 if down else width)
            y += down[index] * d if index < len(down) else 0.0


def _rules(path: Element) -> Iterator[Rule]:
    left, top, *_ = _numbers(path.get("Boundary"))
    a, _b, _c, d, e, f = _numbers(path.get("CTM")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    first = last = None
    for drawn in path.iter("AbbreviatedData"):
        for match in _STEP.finditer(drawn.text or ""):
            numbers = _numbers(match[2])
            point = last
            if match[1] in "ML" and len(numbers) >= 2:
                point = ((numbers[0] * a + e + left) * _POINTS, -(numbers[1] * d + f + top) * _POINTS)
            if match[1] == "M":
                first = point
            elif match[1] == "L" and last and point:
                yield from rule_between(last, point)
            elif match[1] == "C" and last and first:
                yield from rule_between(last, first)
            last = point


def _numbers(written: str | None) -> list[float]:
    return [float(number) for number in (written or "").split()]


def _steps(written: str | None, count: int) -> list[float]:
    """The distances from each character to the next: g 5 4.2 stands for five times 4.2."""
    steps: list[float] = []
    parts = iter((written or "").split())
    for part in parts:
        if part == "g":
            times, step = int(next(parts, "0")), float(next(parts, "0"))
            steps += [step] * min(times, count)
        else:
            steps.append(float(part))
    return steps
