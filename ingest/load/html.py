"""Web pages: each block a line, tables row by row with tabs; scripts, navigation and forms dropped."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ingest.load.charset import decode, familiarity
from ingest.load.enough import FEWEST_CHARACTERS
from ingest.load.limits import MAX_HTML_BYTES, check_text
from ingest.load.ocr import Recogniser
from ingest.load.page_pictures import Mark, PagePictures, no_mark
from ingest.load.pictures import Pictures
from ingest.load.tables import table_lines
from ingest.loaded import LoadedText, Reason, Rejected

Element = Any  # lxml has no types
_BREAK = "\x1e"
_DROPPED = frozenset(
    "script style noscript template nav aside form button select option input textarea iframe object embed "
    "svg math canvas audio video head dialog menu".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary ul table tbody thead tfoot "
    "tr td th".split()
)
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.I)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_SPACES = re.compile(r"[ \t\n\f\v]+")
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")
_FAMILIAR = 0.45
_ENDS = re.compile(r"</(?:html|body)\s*>", re.I)
"""A stray one must not cut a page off: what follows is still the page."""
_MOST_NAMED = 200
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def load_html(content: bytes, name: str, ocr: Recogniser | None = None) -> LoadedText:
    """The words of a page in reading order. A header or footer counts only inside article or main."""
    pictures = PagePictures(Pictures(ocr, hashlib.sha256(content).hexdigest()))
    text, encoding = read_page(content, picture=pictures.mark)
    text, read = pictures.all.read(text)
    return LoadedText(check_text(text), name, "html", encoding=encoding, pictures=read)


def read_page(content: bytes, declared: str = "", picture: Mark = no_mark) -> tuple[str, str]:
    """The text of a page and the encoding it was in; `declared` is what came with it, from outside.

    `picture` gives what stands for a picture, by the address that the page has for it.

    Raises:
        Rejected: it is too large; with FRAMES, it has frames and next to no text of its own.
    """
    if len(content) > MAX_HTML_BYTES:
        raise Rejected(Reason.TOO_LARGE, f"{len(content):,} > {MAX_HTML_BYTES:,}")
    source, encoding = _decode(content, declared)
    return (_page_text(source, picture) if re.search(r"<[a-zA-Z!/]", source) else source), encoding


def _decode(content: bytes, declared: str) -> tuple[str, str]:
    """What a page declares is believed unless its bytes are UTF-8 or say otherwise."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decode(content)
    found = _META.search(content[:4096])
    encoding = (found[1].decode("ascii") if found else declared).lower()
    encoding = _ALIASES.get(encoding, encoding)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decode(content)
    for candidate in (encoding, "gb18030") if encoding and encoding != "utf-8" else ():
        try:
            text = content.decode(candidate)
        except (LookupError, ValueError):
            continue
        if "\x00" not in text and familiarity(text) >= _FAMILIAR:
            return text, candidate
    try:
        return decode(content)
    except Rejected:
        return _with_gaps(content, encoding or "utf-8")


def _with_gaps(content: bytes, encoding: str) -> tuple[str, str]:
    """The page with the few characters that are broken in it replaced, if they are few."""
    for candidate in dict.fromkeys((encoding, "utf-8", "gb18030")):
        try:
            text = content.decode(candidate, "replace")
        except LookupError:
            continue
        if "\x00" not in text and text.count("\ufffd") <= max(2, len(text) // 500) and familiarity(text) >= _FAMILIAR:
            return text, candidate
    raise Rejected(Reason.UNKNOWN_ENCODING)


def _page_text(source: str, picture: Mark) -> str:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(_ENDS.sub("", source).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Rejected(Reason.NO_TEXT, type(error).__name__) from error
    if any("depth" in fault.message for fault in parser.error_log.filter_from_fatals()):
        raise Rejected(Reason.DAMAGED, parser.error_log.last_error.message.strip())
    text = "\n".join(_lines(root, picture))
    if len("".join(text.split())) < FEWEST_CHARACTERS and (frames := _frames(root, alone="\u3002" not in text)):
        raise Rejected(Reason.FRAMES, ", ".join(frames)[:_MOST_NAMED])
    return text


def _frames(root: Element, *, alone: bool) -> list[str]:
    """The files that a page shows in frames; those set into a text only where it has no sentence of its own."""
    frames = root.iter("frame", "iframe") if alone else root.iter("frame")
    return list(dict.fromkeys(src for frame in frames if (src := (frame.get("src") or "").strip())))


def _lines(root: Element, picture: Mark) -> list[str]:
    """The lines under an element, walked without recursion: pages nest deeper than Python's stack."""
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        line = _fold("".join(words))
        words.clear()
        lines.extend(line.split(_BREAK) if line else ())

    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        entered = not leaving and bool(tag) and not _is_dropped(element, tag)
        if tag in _BLOCKS and (leaving or entered):
            end_line()
        if entered and tag == "table" and not element.findall(".//table"):
            lines.extend(_table(element, picture))
        elif entered and tag == "img":
            words.append(_BREAK + mark + _BREAK if (mark := picture(element.get("src") or "")) else "")
        elif entered:
            text = _BREAK if tag == "br" else element.text or ""
            words.append(text.replace("\n", _BREAK) if tag == "pre" else text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        words.append(element.tail or "" if element is not root else "")
    end_line()
    return lines


def _table(table: Element, picture: Mark) -> list[str]:
    captions = [line for caption in table.iter("caption") for line in _lines(caption, picture)]
    return captions + table_lines(_rows(table, picture))


def _rows(table: Element, picture: Mark) -> list[list[list[str]]]:
    """The cells of a table by row: one over several rows is repeated in each, one over columns stands once."""
    rows: list[list[list[str]]] = []
    hanging: dict[int, tuple[int, list[str]]] = {}
    for row in table.iter("tr"):
        if _is_dropped(row, "tr"):
            continue
        cells: list[list[str]] = []

        def hang(cells: list[list[str]] = cells) -> None:
            while len(cells) in hanging:
                left, lines = hanging.pop(len(cells))
                if left > 1:
                    hanging[len(cells)] = (left - 1, lines)
                cells.append(lines)

        for cell in row.iterchildren("td", "th"):
            hang()
            lines = _lines(cell, picture)
            if (down := _span(cell, "rowspan")) > 1:
                hanging[len(cells)] = (down - 1, lines)
            cells += [lines, *([[]] * (_span(cell, "colspan") - 1))]
        hang()
        rows.append(cells)
    return rows


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(200, max(1, int(value))) if value.isascii() and value.isdecimal() else 1


def _is_dropped(element: Element, tag: str) -> bool:
    if tag in ("header", "footer"):
        return next(element.iterancestors("article", "main"), None) is None
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return tag in _DROPPED or bool(hidden) or element.get("role") in ("navigation", "banner", "contentinfo")


def _fold(line: str) -> str:
    folded = _SPACES.sub(" ", _WRAPPED.sub("", line))
    return _BREAK.join(part.strip(" ") for part in folded.split(_BREAK)).strip(_BREAK + " ")
