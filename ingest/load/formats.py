"""What a file is, by its first bytes and by its extension; the two must agree."""

from __future__ import annotations

import re

from ingest.loaded import Reason, Rejected

EXTENSIONS = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "docx": "docx",
    "pdf": "pdf",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
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
    b"OFD\x00": "ofd",
}
_HTML_HEAD = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S)


def recognise(content: bytes, extension: str) -> str:
    """The format to read the content as: text, markdown, html, docx or pdf.

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
    if not claimed and found not in ("text", "html", "pdf", "docx"):
        raise Rejected(Reason.UNKNOWN_FORMAT, found)
    if not claimed:
        return found
    if found == "html" and claimed in ("text", "markdown"):
        return "html"
    plain = ("text", "markdown", "html")
    if found == claimed or (found in plain and claimed in plain):
        return claimed
    raise Rejected(Reason.NOT_WHAT_IT_SAYS, f"{extension}: {found}")


def _by_content(content: bytes) -> str:
    if content.startswith(_OLE):
        return "encrypted" if _ENCRYPTED_PACKAGE in content else "ole"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    return "html" if _HTML_HEAD.match(content[:4096].removeprefix(b"\xef\xbb\xbf")) else "text"
