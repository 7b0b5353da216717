"""How large a file may be, in bytes, characters, pages and expansion, before it is turned away."""

from __future__ import annotations

from ingest.loaded import Reason, Rejected

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_HTML_BYTES = 10 * 1024 * 1024
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_EXPANSION = 150
"""Expanded size by packed size of one member; XML of long tables reaches 40."""
EXPANSION_MATTERS_FROM = 5 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_LINE_CHARACTERS = 200_000
MAX_TEXT_CHARACTERS = 50_000_000
MAX_PAGES = 5_000
MAX_STREAM_BYTES = 32 * 1024 * 1024
"""Of one stream of a PDF that is no picture."""
MAX_CELLS = 2_000_000
MAX_NAME_CHARACTERS = 255
MAX_FRONT_MATTER_CHARACTERS = 20_000


def check_text(text: str) -> str:
    """The text with single newlines; rejected if it is empty or too long, or a line in it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b \t\n\u3000\xa0\f\v"):
        raise Rejected(Reason.NO_TEXT)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise Rejected(Reason.TOO_LARGE, f"{len(text):,} > {MAX_TEXT_CHARACTERS:,}")
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE_CHARACTERS:
        raise Rejected(Reason.LINE_TOO_LONG, f"{longest:,} > {MAX_LINE_CHARACTERS:,}")
    return text
