"""Files packed together (.zip): taken out one by one, within limits, for the pipeline to take in each."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from ingest.load.archive import check_archive
from ingest.load.limits import MAX_FILE_BYTES
from ingest.load.names import check_name
from ingest.loaded import Reason, Rejected

MAX_BUNDLE_BYTES = 200 * 1024 * 1024
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to take in: where its bytes lie, the name it goes by, and why it can't be taken, if it can't."""

    path: Path
    name: str
    rejected: Rejected | None = None


def is_bundle(path: Path) -> bool:
    """Whether a file is one that holds others."""
    return path.suffix.lower() == ".zip" and path.is_file()


def is_there(source: str) -> bool:
    """Whether a file is still there, in a folder or in a bundle."""
    path = Path(source)
    return path.exists() or any(is_bundle(parent) for parent in path.parents)


def unpacked(path: Path) -> Iterator[Taken]:
    """The file itself; of a bundle each file in it, on disk until the next is asked for."""
    place = str(path.absolute())
    if not is_bundle(path):
        yield Taken(path, place)
        return
    try:
        if path.stat().st_size > MAX_BUNDLE_BYTES:
            raise Rejected(Reason.TOO_LARGE, f"> {MAX_BUNDLE_BYTES:,}")
        content = path.read_bytes()
        check_archive(content, "")
    except OSError as error:
        yield Taken(path, place, Rejected(Reason.UNREADABLE, error.strerror or str(error)))
        return
    except Rejected as rejected:
        yield Taken(path, place, rejected)
        return
    with zipfile.ZipFile(BytesIO(content)) as archive, tempfile.TemporaryDirectory(prefix="integrity-zip-") as folder:
        members = [member for member in archive.infolist() if not member.is_dir()]
        shown = [member for member in members if not _is_hidden(_name(member))]
        if not shown:
            yield Taken(path, place, Rejected(Reason.EMPTY))
        for number, member in enumerate(shown):
            yield _take(archive, member, Path(folder) / str(number), place)


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, place: str) -> Taken:
    name = _name(member)
    source = f"{place}/{name}"
    try:
        safe = check_name(name)
        if member.file_size > MAX_FILE_BYTES:
            raise Rejected(Reason.TOO_LARGE, f"{member.file_size:,} > {MAX_FILE_BYTES:,}")
        if safe.suffix.lower() == ".zip":
            raise Rejected(Reason.UNKNOWN_FORMAT, ".zip")
        folder.mkdir()
        target = folder / safe.name
        with archive.open(member) as packed, target.open("wb") as written:
            shutil.copyfileobj(packed, written)
    except Rejected as rejected:
        return Taken(folder, source, rejected)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        return Taken(folder, source, Rejected(Reason.DAMAGED, type(error).__name__))
    return Taken(target, source)


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; programs for Windows write it in GBK and say nothing."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _is_hidden(name: str) -> bool:
    return any(part != ".." and part.startswith((".", "__MACOSX", "~$")) for part in name.replace("\\", "/").split("/"))
