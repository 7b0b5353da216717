"""Choosing how to read a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.load.docx import load_docx
from ingest.load.enough import check_enough
from ingest.load.formats import recognise
from ingest.load.html import load_html
from ingest.load.limits import MAX_FILE_BYTES
from ingest.load.markdown import load_markdown
from ingest.load.mht import load_mht
from ingest.load.names import check_name, check_place
from ingest.load.ocr import Recogniser
from ingest.load.ofd import load_ofd
from ingest.load.office import load_office
from ingest.load.pdf import load_pdf
from ingest.load.picture import load_picture
from ingest.load.radicals import mend_radicals
from ingest.load.text import load_text
from ingest.load.xlsx import load_xlsx
from ingest.loaded import LoadedText, Reason, Rejected

_LOADERS: dict[str, Callable[[bytes, str], LoadedText]] = {
    "text": load_text,
    "markdown": load_markdown,
}
_WITH_PICTURES: dict[str, Callable[[bytes, str, Recogniser | None], LoadedText]] = {
    "pdf": load_pdf,
    "picture": load_picture,
    "docx": load_docx,
    "html": load_html,
    "mht": load_mht,
    "xlsx": load_xlsx,
    "ofd": load_ofd,
    **{kind: load_office(kind) for kind in ("doc", "wps", "rtf", "odt", "xls", "et", "ods")},
}


def load(path: Path, name: str | None = None, root: Path | None = None, ocr: Recogniser | None = None) -> LoadedText:
    """The text of a file, whatever its format.

    Args:
        path: Where the file lies.
        name: The name it was handed in under, if that is another than the path's.
        ocr: What reads pages that are pictures, and pictures in the text; none leaves them unread.
        root: The folder that a symbolic link must not lead out of; the file's own folder if none is given.

    Raises:
        Rejected: The file can't be taken in. No other exception leaves this function.
    """
    named = check_name(path.name if name is None else name)
    check_place(path, root or path.parent)
    extension = named.suffix if named.suffix.isascii() else ""  # 1.总则 has none
    content = _read(path)
    stem = named.name.removesuffix(extension) if extension else named.name
    loaded = _load(recognise(content, extension), content, stem, ocr)
    loaded = check_enough(loaded, content, can_read=ocr is not None)
    return replace(loaded, text=mend_radicals(loaded.text))


def _load(kind: str, content: bytes, name: str, ocr: Recogniser | None) -> LoadedText:
    if kind in _WITH_PICTURES:
        return _WITH_PICTURES[kind](content, name, ocr)
    return _LOADERS[kind](content, name)


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
