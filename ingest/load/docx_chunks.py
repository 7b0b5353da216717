"""altChunk: a whole web page, text or document set into a DOCX, as official downloads of statutes are made."""

from __future__ import annotations

from typing import Any

from ingest.load.html import read_page
from ingest.load.mht import mht_texts
from ingest.load.page_pictures import PagePictures
from ingest.load.pictures import Pictures
from ingest.load.text import load_text
from ingest.loaded import Reason, Rejected


def chunk_lines(part: Any, pictures: Pictures) -> list[str]:  # noqa: ANN401 - python-docx's Part, or none where the link is dead
    """The lines of an embedded file; [] if it isn't there or is of a kind that Word would not show either."""
    if part is None:
        return []
    content: bytes = part.blob
    kind = part.content_type.lower()
    head = content[:600].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n").lower()
    try:
        if content.startswith(b"PK\x03\x04"):
            from ingest.load.docx import docx_lines

            return docx_lines(content, pictures)[0]
        if "rfc822" in kind or "multipart" in kind or head.startswith((b"mime-version", b"from:")):
            return "\n".join(mht_texts(content, pictures)).split("\n")
        if "html" in kind or b"<html" in head or b"<p" in head:
            return read_page(content, picture=PagePictures(pictures).mark)[0].split("\n")
        return load_text(content, "").text.split("\n") if "text" in kind else []
    except Rejected as rejected:
        if rejected.reason in (Reason.NO_TEXT, Reason.EMPTY):
            return []
        raise
