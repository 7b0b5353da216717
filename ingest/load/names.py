"""Names of files: what may not be taken in whatever it holds."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ingest.load.limits import MAX_NAME_CHARACTERS
from ingest.loaded import Reason, Rejected

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def check_name(name: str) -> PurePosixPath:
    """The name a file goes by, if it leads nowhere: no `..`, no root, no drive, no control character."""
    decoded = unquote(name).replace("\\", "/")
    path = PurePosixPath(decoded)
    leads_out = ".." in path.parts or decoded.startswith(("/", "~")) or _DRIVE.match(decoded)
    if leads_out or not path.name or _FORBIDDEN.search(decoded):
        raise Rejected(Reason.UNSAFE_NAME, ascii(name[:80]))
    if len(path.name) > MAX_NAME_CHARACTERS:
        raise Rejected(Reason.UNSAFE_NAME, f"{len(path.name)} > {MAX_NAME_CHARACTERS}")
    return PurePosixPath(name.replace("\\", "/"))


def check_place(path: Path, root: Path) -> None:
    """Rejects a file that a symbolic link puts outside `root`."""
    try:
        inside = path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise Rejected(Reason.UNREADABLE, type(error).__name__) from error
    if not inside:
        raise Rejected(Reason.UNSAFE_NAME, "symbolic link")
