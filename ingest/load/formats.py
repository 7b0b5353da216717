"""What a file is, by its first bytes and by its extension; the two must agree."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ingest.load.archive import PACKED_FAULTS
from ingest.loaded import Reason, Rejected

EXTENSIONS = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "shtml": "html",
    "docx": "docx",
    "docm": "docx",
    "pdf": "pdf",
    "mht": "mht",
    "mhtml": "mht",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "ofd": "ofd",
    "doc": "doc",
    "dot": "doc",
    "wps": "wps",
    "rtf": "rtf",
    "odt": "odt",
    "xls": "xls",
    "et": "et",
    "ods": "ods",
    "png": "picture",
    "jpg": "picture",
    "jpeg": "picture",
    "tif": "picture",
    "tiff": "picture",
}
FOUND = frozenset({"text", "html", "pdf", "docx", "mht", "xlsx", "ofd", "odt", "ods", "rtf", "picture"})
"""What the content alone tells."""
_OLD_WORD, _OLD_EXCEL = frozenset({"doc", "wps"}), frozenset({"xls", "et"})
_SAVED_AS_WORD = frozenset({"docx", "rtf", "html", "mht", "odt"})
"""What other programs save under .doc and .wps."""
_SAVED_AS_EXCEL = frozenset({"xlsx", "html", "mht", "ods"})
_PACKED = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}
_ARCHIVES = frozenset({"docx", "xlsx", "ofd", "odt", "ods"})
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = {
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "gif",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x7fELF": "elf",
    b"MZ\x90": "exe",
    b"{\\rtf": "rtf",
    b"%!PS": "postscript",
    b"SQLite format 3": "sqlite",
}
_MIME_HEAD = re.compile(
    rb"^\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*(?:multipart/related|text/html)", re.I
)
_HTML_HEAD = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S)


def recognise(content: bytes, extension: str) -> str:
    """The format to read the content as: one that `ingest.load.file` has a loader for.

    The extension says what the file claims to be, the content what it is; a file of another kind than it
    claims is rejected, and so is a kind that isn't read here. Without an extension the content decides. The
    kinds of plain text stand in for each other: a web page saved as .txt is read as a web page.
    """
    claimed = EXTENSIONS.get(extension.lower().lstrip("."), "")
    if extension and not claimed:
        raise Rejected(Reason.UNKNOWN_FORMAT, extension)
    found = _by_content(content)
    if found == "encrypted":
        raise Rejected(Reason.ENCRYPTED, extension)
    if not claimed and found not in FOUND:
        raise Rejected(Reason.UNKNOWN_FORMAT, found)
    if not claimed:
        return found
    if found == "html" and claimed in ("text", "markdown"):
        return "html"
    if agreed := _agreed(found, claimed):
        return agreed
    raise Rejected(Reason.NOT_WHAT_IT_SAYS, f"{extension}: {found}")


def _agreed(found: str, claimed: str) -> str:
    """The format to read when a file's content and extension can stand together; else ""."""
    plain = ("text", "markdown", "html")
    if found == claimed or (found == "packed" and claimed in _ARCHIVES) or (found in plain and claimed in plain):
        return claimed
    if claimed in _OLD_WORD:
        return claimed if found == "ole" else found if found in _SAVED_AS_WORD else ""
    if claimed in _OLD_EXCEL:
        return claimed if found == "ole" else found if found in _SAVED_AS_EXCEL else ""
    return ""


def _packed(content: bytes) -> str:
    """What an archive holds: docx, xlsx, ofd, odt, ods or zip; "packed" if its directory can't be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80].strip() if "mimetype" in names else b""
    except PACKED_FAULTS:
        return "packed"
    if kind in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[kind]
    return next((found for member, found in _PACKED.items() if member in names), "zip")


def _by_content(content: bytes) -> str:
    if content.startswith(_OLE):
        return "encrypted" if _ENCRYPTED_PACKAGE in content else "ole"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    if _MIME_HEAD.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "mht"
    return "html" if _HTML_HEAD.match(content[:4096].removeprefix(b"\xef\xbb\xbf")) else "text"
