"""What is drawn in a DOCX: pictures, charts, SmartArt; and the notes that stand in parts of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.load.pictures import WHOLE, Picture, Pictures, is_large
from knowledge.page_lines import Box

Element = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PICTURE, _OLD_PICTURE = f"{_PIC}pic", f"{_VML}imagedata"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_SMART_ART = f"{_DIAGRAM}relIds"
DRAWN = frozenset({_PICTURE, _OLD_PICTURE, _CHART, _SMART_ART})
"""The elements that `drawn_lines` reads."""
_UNITS_A_CENTIMETRE = 360_000
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|)", re.I)
_CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96, "": 2.54 / 96}
_UNSAID = 5.0
"""Centimetres of a picture that doesn't say how large it is."""
_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def drawn_lines(element: Element, parts: Mapping[str, Any], pictures: Pictures) -> list[str]:
    """The lines that stand for something drawn: the mark of a picture as large as words need, the words of SmartArt."""
    if element.tag == _SMART_ART:
        part = parts.get(element.get(f"{_R}dm") or "")
        return list(_smart_art(part.blob)) if part is not None else []
    if not _holds_words(element):
        return []
    if element.tag == _CHART:
        return [pictures.mark(Picture(None))]
    link = element if element.tag == _OLD_PICTURE else next(element.iter(f"{_A}blip"), None)
    name = "" if link is None else link.get(f"{_R}embed") or link.get(f"{_R}id") or ""
    part = parts.get(name)
    content: bytes | None = part.blob if part is not None else None
    return [pictures.mark(Picture(content, _shown(element), _degrees(element)))]


def notes_in(content: bytes) -> Iterator[Element]:
    """The notes in a part that holds them, Word's own dividing lines apart."""
    for note in _parsed(content).iterchildren(f"{_W}footnote", f"{_W}endnote"):
        if note.get(f"{_W}type") not in _NOT_NOTES:
            yield note


def _parsed(content: bytes) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _smart_art(content: bytes) -> Iterator[str]:
    """The words of a diagram, a line a box."""
    for point in _parsed(content).iter(f"{_DIAGRAM}pt"):
        for paragraph in point.iter(f"{_A}p"):
            if words := "".join(text.text or "" for text in paragraph.iter(f"{_A}t")).strip():
                yield words


def _holds_words(element: Element) -> bool:
    """Whether it is shown, and is as large as words need."""
    if element.tag == _OLD_PICTURE:
        return is_large(*_old_size(element))
    frame = next(element.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
    if frame is None:
        return False
    properties = frame.find(f"{_WP}docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return False
    several = sum(1 for _ in frame.iter(_PICTURE)) > 1
    own = element.find(f"{_PIC}spPr/{_A}xfrm/{_A}ext") if several else None
    extent = own if own is not None else frame.find(f"{_WP}extent")
    if extent is None:
        return False
    wide, high = (_whole(extent.get(side)) / _UNITS_A_CENTIMETRE for side in ("cx", "cy"))
    return is_large(wide, high)


def _old_size(element: Element) -> tuple[float, float]:
    shape = element.getparent()
    style = (shape.get("style") or "") if shape is not None else ""
    sides = {match[1].lower(): float(match[2]) * _CENTIMETRES[match[3].lower()] for match in _SIDE.finditer(style)}
    return sides.get("width", _UNSAID), sides.get("height", _UNSAID)


def _shown(element: Element) -> Box:
    """The part of a picture that is not cut away."""
    cut = next(element.iter(f"{_A}srcRect"), None)
    if cut is None:
        return WHOLE
    left, top, right, bottom = (min(0.99, max(0.0, _whole(cut.get(side)) / 100_000)) for side in "ltrb")
    return left, top, max(left + 0.01, 1 - right), max(top + 0.01, 1 - bottom)


def _degrees(element: Element) -> float:
    turned = next(element.iter(f"{_A}xfrm"), None)
    return _whole(turned.get("rot")) / 60_000 if turned is not None else 0.0


def _whole(written: str | None) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,15}", written) else 0
