"""OFD files (GB/T 33190): the text layer of each page, in its places.

A small reader of our own: the libraries to be had draw OFD or turn it into PDF, and none is well kept.
Signatures, seals and pictures are not read.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.load.archive import PACKED_FAULTS, check_archive
from ingest.load.layout import Glyph, lay_out
from ingest.load.limits import MAX_PAGES, check_text
from ingest.load.ruling import MOST_RULES, Rule, rule_between, tables_between
from ingest.loaded import Footnote, LoadedText, Page, PageSource, Reason, Rejected

Element = Any  # lxml has no types
_POINTS = 72 / 25.4
_STEP = re.compile(r"([MLBQAC])((?:\s+-?[\d.]+)*)")


def load_ofd(content: bytes, name: str) -> LoadedText:
    """The text page by page; a page that is a picture alone is noted as scanned."""
    from lxml import etree  # type: ignore[import-untyped]

    check_archive(content, "OFD.xml")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            pages = list(_pages(_Package(archive)))
    except (etree.LxmlError, *PACKED_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    starts, position = [], 0
    for text, _, _ in pages:
        starts.append(position)
        position += len(text) + 1
    whole = "\n".join(text for text, _, _ in pages)
    if not whole.strip() and any(source is PageSource.SCANNED for _, source, _ in pages):
        raise Rejected(Reason.NEEDS_OCR, f"{len(pages)}")
    return LoadedText(
        check_text(whole),
        name,
        "ofd",
        page_starts=tuple(starts),
        pages=tuple(Page(source) for _, source, _ in pages),
        footnotes=tuple(Footnote(note, number) for number, (_, _, notes) in enumerate(pages, 1) for note in notes),
    )


class _Package:
    """The files in an OFD, found by the paths that they name each other by."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def read(self, place: str) -> Element:
        """The XML at a place, its names without their namespaces."""
        from lxml import etree

        name = self._names[place.strip("/").lower()]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(self._archive.read(name), parser=parser)
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
        return root

    @staticmethod
    def beside(place: str, link: str) -> str:
        """The path that a link in the file at `place` leads to."""
        return link if link.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(place), link))


def _pages(package: _Package) -> Iterator[tuple[str, PageSource, tuple[str, ...]]]:
    count = 0
    for root in package.read("OFD.xml").iter("DocRoot"):
        place = (root.text or "").strip()
        document = package.read(place)
        templates = {
            page.get("ID"): package.beside(place, page.get("BaseLoc")) for page in document.iter("TemplatePage")
        }
        for page in (page for pages in document.iter("Pages") for page in pages.iter("Page")):
            count += 1
            if count > MAX_PAGES:
                raise Rejected(Reason.TOO_LARGE, f"> {MAX_PAGES:,}")
            try:
                yield _page(package, package.beside(place, page.get("BaseLoc")), templates)
            except KeyError:
                yield "", PageSource.DAMAGED, ()


def _page(package: _Package, place: str, templates: dict[str, str]) -> tuple[str, PageSource, tuple[str, ...]]:
    content = package.read(place)
    sheets = [
        package.read(templates[t.get("TemplateID")])
        for t in content.iter("Template")
        if t.get("TemplateID") in templates
    ]
    glyphs = [glyph for sheet in (content, *sheets) for text in sheet.iter("TextObject") for glyph in _glyphs(text)]
    rules = [rule for sheet in (content, *sheets) for path in sheet.iter("PathObject") for rule in _rules(path)]
    if not glyphs:
        pictured = any(True for _ in content.iter("ImageObject"))
        return "", PageSource.SCANNED if pictured else PageSource.BLANK, ()
    laid = lay_out(glyphs, tables_between(rules) if len(rules) <= MOST_RULES else ())
    return "\n".join(laid.lines), PageSource.TEXT, tuple(laid.footnotes)


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
