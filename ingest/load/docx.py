"""DOCX files: paragraphs with their automatic numbers, tables and whole files set into them, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.load.archive import PACKED_FAULTS, check_archive
from ingest.load.docx_chunks import chunk_lines
from ingest.load.docx_numbering import Numbering
from ingest.load.limits import check_text
from ingest.load.tables import table_lines
from ingest.loaded import LoadedText, Reason, Rejected

if TYPE_CHECKING:
    from docx.document import Document

Element = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BODY = "word/document.xml"
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})
_GROUPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"})
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_WIDE, _HIGH = 4 * 360_000, 2 * 360_000
"""Centimetres, in the units of a drawing: a smaller picture is a mark or a seal."""
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def load_docx(content: bytes, name: str) -> LoadedText:
    """The text a reader sees; deleted revisions, hidden words, headers, footers and comments are left out."""
    check_archive(content, _BODY)
    lines, pictures = _read(content)
    return LoadedText(check_text("\n".join(lines)), name, "docx", pictures=pictures)


def _read(content: bytes) -> tuple[list[str], int]:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    try:
        document = docx.Document(BytesIO(content))
        body = document.element.body
        return list(_Reader(document).lines(body)), sum(map(_holds_words, body.iter(_EXTENT)))
    except (OpcError, etree.LxmlError, *PACKED_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error


def _holds_words(extent: Element) -> bool:
    """Whether a drawing is as large as text needs and is a picture, not a text box or a shape."""
    wide, high = (int(extent.get(side) or 0) for side in ("cx", "cy"))
    drawn = extent.getparent()
    return wide >= _WIDE and high >= _HIGH and next(drawn.iter(_PICTURE), None) is not None


class _Reader:
    """Walks one document."""

    def __init__(self, document: Document) -> None:
        self._numbering = Numbering(document)
        self._parts = document.part.related_parts
        styles = document.styles.element.iter(f"{_W}style")
        self._hidden = frozenset(
            style.get(f"{_W}styleId") for style in styles if _is_on(style.find(f"{_W}rPr"), f"{_W}vanish")
        )

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines under an element."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from table_lines(self._rows(element))
            elif element.tag == f"{_W}altChunk":
                yield from chunk_lines(self._parts.get(element.get(_RELATION) or ""))
            elif element.tag in _GROUPS:
                yield from self.lines(element)

    def _rows(self, table: Element) -> list[list[list[str]]]:
        """The cells of a table by row: what goes on from the row above is repeated, what covers columns stands once."""
        rows: list[list[list[str]]] = []
        above: list[list[str]] = []
        for row in (row for row in table.iter(f"{_W}tr") if _home(row, "tbl") is table):
            properties = row.find(f"{_W}trPr")
            if properties is not None and properties.find(f"{_W}del") is not None:
                continue
            cells: list[list[str]] = []
            for cell in (cell for cell in row.iter(f"{_W}tc") if _home(cell, "tr") is row):
                span, goes_on = _merge(cell)
                lines = above[len(cells)] if goes_on and len(cells) < len(above) else list(self.lines(cell))
                cells += [lines, *([[]] * (span - 1))]
            rows.append(cells)
            above = cells
        return rows

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        boxes: list[Element] = []
        text = "".join(self._words(paragraph, boxes))
        yield from (self._numbering.label(paragraph) + text if text.strip() else text).split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _words(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        """The words of a paragraph; text boxes anchored in it are set aside to follow it."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str) or (tag == f"{_W}r" and self._is_hidden(child)):
                continue
            if tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_W}t":
                yield child.text or ""
            elif tag.startswith(_W) and tag[len(_W) :] in _MARKS:
                yield _MARKS[tag[len(_W) :]]
            else:
                yield from self._words(child, boxes)

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return False
        own = properties.find(f"{_W}vanish")
        if own is not None:
            return _is_on(properties, f"{_W}vanish")
        style = properties.find(f"{_W}rStyle")
        return style is not None and style.get(f"{_W}val") in self._hidden


def _is_on(properties: Element, name: str) -> bool:
    mark = properties.find(name) if properties is not None else None
    return mark is not None and (mark.get(f"{_W}val") or "1") not in ("0", "false", "off")


def _home(element: Element, name: str) -> Element:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _merge(cell: Element) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it goes on from the one above."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, False
    span, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    columns = (span.get(f"{_W}val") or "1") if span is not None else "1"
    goes_on = merge is not None and (merge.get(f"{_W}val") or "continue") == "continue"
    return min(200, int(columns)) if columns.isdecimal() else 1, goes_on
