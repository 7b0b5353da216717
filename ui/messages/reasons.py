"""Why a file was turned away, for people: a library's own word, or a class's name, is left out."""

from __future__ import annotations

import re

from assistant.wording.words import Words

_MISMATCH = re.compile(r"(\.\w+): (\w+)")
_PLACED = re.compile(r"[^():]+: .+")
"""What is wrong and where, as the readers of cards say it."""
_NOT_TOLD = frozenset({"unreadable", "no_text"})
LIKE_TEXT = frozenset({"text", "html", "mht"})
LIKE_PROGRAM = frozenset({"elf", "exe"})
PACKED = frozenset({"packed", "zip", "rar", "7z", "gzip", "bzip2", "xz"})
OFFICE = frozenset({"docx", "xlsx", "pdf", "ofd", "odt", "ods", "rtf", "picture", "ole"})


def reason_told(words: Words, reason: str, detail: str = "") -> str:
    """The sentence on a file that was turned away, with as much of the detail as people can use."""
    return words(f"reason-{reason.replace('_', '-')}", detail=_plain(words, reason, detail)).strip()


def _plain(words: Words, reason: str, detail: str) -> str:
    if reason == "not_what_it_says":
        found = _MISMATCH.fullmatch(detail)
        kind = _kind(found[2]) if found else ""
        return words("reason-mismatch", extension=found[1], kind=words(f"content-{kind}")) if found and kind else ""
    if reason == "damaged":
        return detail if _PLACED.fullmatch(detail) else ""
    return "" if reason in _NOT_TOLD or detail.isidentifier() else detail


def _kind(found: str) -> str:
    if found in PACKED:
        return "packed"
    if found in LIKE_PROGRAM:
        return "program"
    return found if found in LIKE_TEXT | OFFICE else ""
