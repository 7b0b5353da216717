"""Whether a file said enough for its size: a page shell or a file of pictures must not pass for a document."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ingest.loaded import UNREAD, LoadedText, Reason, Rejected

FEWEST_CHARACTERS = 100
"""Fewer make a document only where the file is small too."""
_SHELL_BYTES, _SHELL_CHARACTERS = 8_000, 1_500
_PICTURE_BYTES = 20_000
_HEAVY_PARTS = re.compile(
    r"(?:word|Pictures|Doc_\d+)/(?:media|embeddings|Res)?/?.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|bin)$", re.I
)
_TELLS = re.compile(
    r"[。；;]|^\s*(?:第[一二三四五六七八九十百零]+条|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])|\t",
    re.M,
)


def check_enough(loaded: LoadedText, content: bytes, *, can_read: bool = False) -> LoadedText:
    """The text as it is; `can_read`: words in pictures were read too, as far as could be.

    Raises:
        Rejected: with LITTLE_TEXT, what was read is next to nothing of what the file holds; with NEEDS_OCR, the rest
            is pictures.
    """
    said = len("".join(loaded.text.split()))
    page_shell = (
        loaded.format in ("html", "mht")
        and len(content) > _SHELL_BYTES
        and (said < FEWEST_CHARACTERS or (said < _SHELL_CHARACTERS and not _TELLS.search(loaded.text)))
    )
    seen = (*loaded.pages, *loaded.pictures)
    unread = sum(one.unread + (one.source in UNREAD) for one in seen)
    looked_at = bool(seen) and not unread
    pictured = said < FEWEST_CHARACTERS and not looked_at and _pictures(content) > _PICTURE_BYTES
    if unread and not can_read and (page_shell or pictured):
        raise Rejected(Reason.NEEDS_OCR, f"{unread}")
    if page_shell or pictured:
        raise Rejected(Reason.LITTLE_TEXT, f"{said:,} / {len(content):,}")
    return loaded


def _pictures(content: bytes) -> int:
    """How many bytes of a packed office file are pictures and embedded objects."""
    if not content.startswith(b"PK\x03\x04"):
        return 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return sum(member.file_size for member in archive.infolist() if _HEAVY_PARTS.match(member.filename))
