"""DOCX files: paragraphs with their automatic numbers, tables and whole files set into them, in reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.load.archive import PACKED_FAULTS, check_archive
from ingest.load.docx_chunks import chunk_lines
from ingest.load.docx_drawings import DRAWN, drawn_lines, notes_in
from ingest.load.docx_numbering import Numbering
from ingest.load.limits import check_text
from ingest.load.ocr import Recogniser
from ingest.load.pictures import Pictures
from ingest.load.tables import table_lines
from ingest.loaded import Footnote, LoadedText, Reason, Rejected

if TYPE_CHECKING:
    from docx.document import Document

Element = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BODY = "word/document.xml"
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})
_GROUPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"})
_WORDS = frozenset({f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def load_docx(content: bytes, name: str, ocr: Recogniser | None = None, digest: str = "") -> LoadedText:
    """The text a reader sees; deleted revisions, hidden words, headers, footers and comments are left out.

    `digest` is the file's that the content was made from, if it is not itself the file.
    """
    pictures = Pictures(ocr, digest or hashlib.sha256(content).hexdigest())
    lines, notes = docx_lines(content, pictures)
    text, read = pictures.read("\n".join(lines))
    footnotes = tuple(Footnote(note, None) for note in notes)
    return LoadedText(check_text(text), name, "docx", footnotes=footnotes, pictures=read)


def docx_lines(content: bytes, pictures: Pictures) -> tuple[list[str], list[str]]:
    """The lines of a document, marks among them where its pictures stand; its footnotes."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    check_archive(content, _BODY)
    try:
        document = docx.Document(BytesIO(content))
        reader = _Reader(document, pictures)
        return list(reader.lines(document.element.body)), list(reader.notes())
    except (OpcError, etree.LxmlError, *PACKED_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error


class _Reader:
    """Walks one document."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self._numbering = Numbering(document)
        self._parts = document.part.related_parts
        self._pictures = pictures
        self._noted = document.part.rels.values()
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
                yield from chunk_lines(self._parts.get(element.get(_RELATION) or ""), self._pictures)
            elif element.tag in _GROUPS:
                yield from self.lines(element)

    def notes(self) -> Iterator[str]:
        """The notes at the foot of the pages and at the end."""
        for relation in self._noted:
            if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
                for note in notes_in(relation.target_part.blob):
                    if text := " ".join(" ".join(self.lines(note)).split()):
                        yield text

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
        boxes: list[Element | list[str]] = []
        text = "".join(self._words(paragraph, boxes))
        yield from (self._numbering.label(paragraph) + text if text.strip() else text).split("\n")
        for box in boxes:
            yield from box if isinstance(box, list) else self.lines(box)

    def _words(self, element: Element, boxes: list[Element | list[str]]) -> Iterator[str]:
        """The words of a paragraph; text boxes, pictures and charts set into it are kept aside to follow it."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str) or (tag == f"{_W}r" and self._is_hidden(child)):
                continue
            if tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag in _WORDS:
                yield child.text or ""
            elif tag in DRAWN:
                boxes.append(drawn_lines(child, self._parts, self._pictures))
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
