"""PDF files: the text of each page, where each begins, and which pages could not be read.

pdfium reads them: it opens what opens with an empty password, mends what can be mended, and draws pages for
OCR with the same eyes.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.load.figures import only_figures, said_by
from ingest.load.limits import MAX_PAGES, MAX_STREAM_BYTES, MAX_TEXT_CHARACTERS, check_text
from ingest.load.ocr import DPI, Recogniser
from ingest.load.pdf_page import PageText, read_page
from ingest.load.pdf_second import SecondReader
from ingest.loaded import Footnote, LoadedText, Page, PageSource, Reason, Rejected
from knowledge.pdfium import ONE_AT_A_TIME, scale_for

if TYPE_CHECKING:
    import numpy as np
    from pypdfium2 import PdfDocument, PdfPage

_TAIL_BYTES = 4096
_STREAM = re.compile(rb"<<((?:[^<>]|<[^<]|>[^>]|<<[^<>]*>>){0,2000}?)>>\s*stream\r?\n")
_WRONG_PASSWORD = 4


def load_pdf(content: bytes, name: str, ocr: Recogniser | None = None) -> LoadedText:
    """The text page by page, `ocr` reading the pages that are pictures; a password or a cut end is a rejection."""
    if b"%%EOF" not in content[-_TAIL_BYTES:]:
        raise Rejected(Reason.DAMAGED, "%%EOF")
    _check_streams(content)
    with ONE_AT_A_TIME:
        document = _open(content)
    try:
        if len(document) > MAX_PAGES:
            raise Rejected(Reason.TOO_LARGE, f"{len(document):,} > {MAX_PAGES:,}")
        if not len(document):
            raise Rejected(Reason.DAMAGED, "0 pages")
        second = SecondReader(content)
        pages = _read(document, second)
        if ocr:
            pages = _recognised(document, pages, ocr, hashlib.sha256(content).hexdigest(), second)
    finally:
        with ONE_AT_A_TIME:
            document.close()
    return _joined(pages, name)


def _open(content: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        reason = Reason.ENCRYPTED if getattr(error, "err_code", None) == _WRONG_PASSWORD else Reason.DAMAGED
        raise Rejected(reason, "" if reason is Reason.ENCRYPTED else str(error)[:80]) from error


def _read(document: PdfDocument, second: SecondReader) -> list[PageText]:
    pages, total = [], 0
    for number in range(len(document)):
        with ONE_AT_A_TIME:
            page = read_page(document, number, second)
        total += len(page.text)
        if total > MAX_TEXT_CHARACTERS:
            raise Rejected(Reason.EXPANDS_TOO_FAR, f"{total:,} > {MAX_TEXT_CHARACTERS:,}")
        pages.append(page)
    return pages


def _recognised(
    document: PdfDocument, pages: list[PageText], ocr: Recogniser, digest: str, second: SecondReader
) -> list[PageText]:
    """The pages, those without a text to read replaced by what recognition read on them, or in their pictures."""
    scanned = {n for n, page in enumerate(pages) if page.source in (PageSource.SCANNED, PageSource.UNMAPPED)}
    pictured = {n: page.figures for n, page in enumerate(pages) if page.figures}
    if not scanned and not pictured:
        return pages

    def draw(number: int) -> np.ndarray[Any, Any]:
        with ONE_AT_A_TIME:
            dots = _drawn(document[number])
        return only_figures(dots, pictured[number]) if number in pictured else dots

    found = ocr.read(digest, sorted(scanned | pictured.keys()), draw)
    for number, one in found.items():
        if number in scanned:
            pages[number] = PageText(one.text, one.source, one.confidence, one.lines, one.footnotes)
            continue
        said = partial(said_by, pictured[number], one.lines)
        with ONE_AT_A_TIME:
            pages[number] = read_page(document, number, second, said)
    return pages


def _drawn(page: PdfPage) -> np.ndarray[Any, Any]:
    bitmap = page.render(scale=scale_for(page.get_size(), DPI))
    try:
        picture: np.ndarray[Any, Any] = bitmap.to_numpy()[:, :, :3].copy()
        return picture
    finally:
        bitmap.close()
        page.close()


def _joined(pages: list[PageText], name: str) -> LoadedText:
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page.text) + 1
    text = "\n".join(page.text for page in pages)
    if not text.strip():
        sources = {page.source for page in pages}
        if sources & {PageSource.SCANNED, PageSource.UNMAPPED}:
            raise Rejected(Reason.NEEDS_OCR, f"{len(pages)}")
        raise Rejected(Reason.DAMAGED if PageSource.DAMAGED in sources else Reason.NO_TEXT)
    notes = tuple(Footnote(note, number) for number, page in enumerate(pages, 1) for note in page.footnotes)
    return LoadedText(
        check_text(text),
        name,
        "pdf",
        page_starts=tuple(starts),
        pages=tuple(Page(page.source, page.confidence, page.lines, page.unread) for page in pages),
        footnotes=notes,
    )


def _check_streams(content: bytes) -> None:
    """Turns away a file with a packed stream, pictures apart, that expands beyond what pdfium should be given."""
    for match in _STREAM.finditer(content):
        if b"FlateDecode" not in match[1] or re.search(rb"/Subtype\s*/Image", match[1]):
            continue
        unpacker = zlib.decompressobj()
        try:
            packed = memoryview(content)[match.end() : match.end() + MAX_STREAM_BYTES]
            expanded = len(unpacker.decompress(packed, MAX_STREAM_BYTES + 1))
        except zlib.error:
            continue  # encrypted, or broken in a way that pdfium mends
        if expanded > MAX_STREAM_BYTES:
            raise Rejected(Reason.EXPANDS_TOO_FAR, f"{expanded:,} > {MAX_STREAM_BYTES:,}")
