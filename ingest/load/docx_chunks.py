"""altChunk: a whole web page, text or document set into a DOCX, as official downloads of statutes are made."""

from __future__ import annotations

from typing import Any

from ingest.load.html import load_html
from ingest.load.mht import load_mht
from ingest.load.text import load_text
from ingest.loaded import Reason, Rejected


def chunk_lines(part: Any) -> list[str]:  # noqa: ANN401 - python-docx's Part, or none where the link is dead
    """The lines of an embedded file; [] if it isn't there or is of a kind that Word would not show either."""
    if part is None:
        return []
    content: bytes = part.blob
    kind = part.content_type.lower()
    head = content[:600].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n").lower()
    try:
        if content.startswith(b"PK\x03\x04"):
            from ingest.load.docx import load_docx

            return load_docx(content, "").text.split("\n")
        if "rfc822" in kind or "multipart" in kind or head.startswith((b"mime-version", b"from:")):
            return load_mht(content, "").text.split("\n")
        if "html" in kind or b"<html" in head or b"<p" in head:
            return load_html(content, "").text.split("\n")
        return load_text(content, "").text.split("\n") if "text" in kind else []
    except Rejected as rejected:
        if rejected.reason in (Reason.NO_TEXT, Reason.EMPTY):
            return []
        raise
