"""PDF files: the text of each page, and where each page begins."""

from __future__ import annotations

import logging
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.load.limits import MAX_PAGES, MAX_TEXT_CHARACTERS, check_text
from ingest.loaded import LoadedText, Reason, Rejected

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAIL_BYTES = 4096
_FAULTS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    EOFError,
    zlib.error,
    struct.error,
)
"""What pypdf lets through on damaged files besides its own errors."""


def load_pdf(content: bytes, name: str) -> LoadedText:
    """The text page by page; a file with a password, cut short, or of pictures alone is rejected."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each mended fault on standard error
    if b"%%EOF" not in content[-_TAIL_BYTES:]:
        raise Rejected(Reason.DAMAGED, "%%EOF")
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected(Reason.ENCRYPTED)
        pages = _pages(reader)
    except LimitReachedError as error:
        raise Rejected(Reason.EXPANDS_TOO_FAR, type(error).__name__) from error
    except (PyPdfError, *_FAULTS) as error:
        raise Rejected(Reason.DAMAGED, type(error).__name__) from error
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page) + 1
    return LoadedText(check_text("\n".join(pages)), name, "pdf", page_starts=tuple(starts))


def _pages(reader: PdfReader) -> list[str]:
    if len(reader.pages) > MAX_PAGES:
        raise Rejected(Reason.TOO_LARGE, f"{len(reader.pages):,} > {MAX_PAGES:,}")
    pages, total = [], 0
    for page in reader.pages:
        text = page.extract_text().replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        pages.append(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        total += len(text)
        if total > MAX_TEXT_CHARACTERS:
            raise Rejected(Reason.EXPANDS_TOO_FAR, f"{total:,} > {MAX_TEXT_CHARACTERS:,}")
    return pages
