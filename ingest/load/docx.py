"""DOCX files: paragraphs with their automatic numbers and tables, in reading order."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.load.docx_numbering import Numbering
from ingest.load.limits import (
    EXPANSION_MATTERS_FROM,
    MAX_EXPANDED_BYTES,
    MAX_EXPANSION,
    MAX_MEMBERS,
    check_text,
)
from ingest.load.tables import table_lines
from ingest.loaded import LoadedText, Reason, Rejected

Element = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})
_GROUPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"})
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What python-docx lets through on damaged files besides its own errors."""
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def load_docx(content: bytes, name: str) -> LoadedText:
    """The text a reader sees; deleted revisions, headers, footers and comments are left out."""
    _check_archive(content)
    return LoadedText(check_text("\n".join(_read(content))), name, "docx")


def _read(content: bytes) -> list[str]:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    try:
        document = docx.Document(BytesIO(content))
        return list(_lines(document.element.body, Numbering(document)))
    except (OpcError, etree.LxmlError, *_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error


def _check_archive(content: bytes) -> None:
    """Looks at the directory of the archive before anything in it is expanded."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, LookupError) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    expanded = sum(member.file_size for member in members)
    steepest = max(
        (m.file_size / max(1, m.compress_size) for m in members if m.file_size > EXPANSION_MATTERS_FROM),
        default=0,
    )
    if len(members) > MAX_MEMBERS or expanded > MAX_EXPANDED_BYTES or steepest > MAX_EXPANSION:
        raise Rejected(Reason.EXPANDS_TOO_FAR, f"{len(content):,} → {expanded:,}")
    if any(member.flag_bits & 1 for member in members):
        raise Rejected(Reason.ENCRYPTED)
    if _BODY not in {member.filename for member in members}:
        raise Rejected(Reason.NOT_WHAT_IT_SAYS, f"docx: {_BODY}")


def _lines(parent: Element, numbering: Numbering) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, numbering)
        elif element.tag == f"{_W}tbl":
            rows = [row for row in element.iter(f"{_W}tr") if _table_of(row) is element]
            yield from table_lines([[list(_lines(cell, numbering)) for cell in _cells(row)] for row in rows])
        elif element.tag in _GROUPS:
            yield from _lines(element, numbering)


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _cells(row: Element) -> Iterator[Element]:
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr"), None) is row:
            yield cell


def _paragraph(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    boxes: list[Element] = []
    text = "".join(_words(paragraph, boxes))
    yield from (numbering.label(paragraph) + text if text.strip() else text).split("\n")
    for box in boxes:
        yield from _lines(box, numbering)


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The words of a paragraph; text boxes anchored in it are set aside to follow it."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag == f"{_W}t":
            yield child.text or ""
        elif tag.startswith(_W) and tag[len(_W) :] in _MARKS:
            yield _MARKS[tag[len(_W) :]]
        else:
            yield from _words(child, boxes)
