"""A second reading of a PDF page by pypdf, for text that pdfium can't draw: a font neither in the file nor here."""

from __future__ import annotations

import ctypes
import logging
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdfium2 import PdfPage

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


def may_lose_text(page: PdfPage) -> bool:
    """Whether words in a font that isn't in the file take up no room, so that pdfium leaves them out of its text.

    Spaces alone take up none either; the second reading tells.
    """
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = sides
    places = [ctypes.byref(side) for side in sides]
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *places):
            continue
        if right.value - left.value > 0.01 or top.value - bottom.value > 0.01:
            continue
        if pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(drawn)) == 0:
            return True
    return False


@dataclass
class SecondReader:
    """pypdf on the same file, opened when it is first needed."""

    content: bytes
    _reader: PdfReader | None = field(default=None, init=False)

    def read(self, number: int) -> str:
        """The text of a page; "" if pypdf can't read it either."""
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each mended fault on standard error
        try:
            if self._reader is None:
                self._reader = PdfReader(BytesIO(self.content), strict=False)
                if self._reader.is_encrypted:
                    self._reader.decrypt("")
            text = self._reader.pages[number].extract_text()
        except (PyPdfError, *_FAULTS):
            return ""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
