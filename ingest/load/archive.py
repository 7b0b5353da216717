"""Packed files, looked at before anything in them is expanded."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from ingest.load.limits import EXPANSION_MATTERS_FROM, MAX_EXPANDED_BYTES, MAX_EXPANSION, MAX_MEMBERS
from ingest.loaded import Reason, Rejected

PACKED_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    LookupError, ValueError, AttributeError, TypeError,
)  # fmt: skip
"""What `zipfile` and the readers built on it let through on damaged files."""


def check_archive(content: bytes, body: str) -> None:
    """Rejects what is no archive, expands too far, has a password, or lacks the member `body` ("" asks for none)."""
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
    if body and body not in {member.filename for member in members}:
        raise Rejected(Reason.NOT_WHAT_IT_SAYS, body)
