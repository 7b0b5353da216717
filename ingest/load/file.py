"""Choosing how to read a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.load.docx import load_docx
from ingest.load.formats import recognise
from ingest.load.html import load_html
from ingest.load.limits import MAX_FILE_BYTES
from ingest.load.markdown import load_markdown
from ingest.load.names import check_name, check_place
from ingest.load.pdf import load_pdf
from ingest.load.text import load_text
from ingest.loaded import LoadedText, Reason, Rejected

_LOADERS: dict[str, Callable[[bytes, str], LoadedText]] = {
    "text": load_text,
    "markdown": load_markdown,
    "html": load_html,
    "docx": load_docx,
    "pdf": load_pdf,
}


def load(path: Path, name: str | None = None, root: Path | None = None) -> LoadedText:
    """The text of a file, whatever its format.

    Args:
        path: Where the file lies.
        name: The name it was handed in under, if that is another than the path's.
        root: The folder that a symbolic link must not lead out of; the file's own folder if none is given.

    Raises:
        Rejected: The file can't be taken in. No other exception leaves this function.
    """
    named = check_name(path.name if name is None else name)
    check_place(path, root or path.parent)
    extension = named.suffix if named.suffix.isascii() else ""  # 1.总则 has none
    content = _read(path)
    stem = named.name.removesuffix(extension) if extension else named.name
    return _LOADERS[recognise(content, extension)](content, stem)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Rejected(Reason.UNREADABLE, "not a file")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise Rejected(Reason.TOO_LARGE, f"{size:,} > {MAX_FILE_BYTES:,}")
        content = path.read_bytes()
    except OSError as error:
        raise Rejected(Reason.UNREADABLE, type(error).__name__) from error
    if not content.strip():
        raise Rejected(Reason.EMPTY)
    return content
