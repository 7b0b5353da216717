"""Plain text files."""

from __future__ import annotations

from ingest.load.charset import decode
from ingest.load.limits import check_text
from ingest.loaded import LoadedText


def load_text(content: bytes, name: str) -> LoadedText:
    """The text, read in the encoding it is in."""
    text, encoding = decode(content)
    return LoadedText(check_text(text), name, "text", encoding=encoding)
