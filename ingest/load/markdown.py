"""Markdown files: YAML front matter apart, headings as `## title`, inline marks off, all else as it stands.

Lines stay lines and comments (<!-- INFO END -->) stay: what reads statutes sees the source's own marks.
markdown-it-py reads the lines that carry inline marks; a lone * or _ is text (*环„2010‟5号).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ingest.load.charset import decode
from ingest.load.limits import MAX_FRONT_MATTER_CHARACTERS, check_text
from ingest.loaded import LoadedText

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_UNDERLINED = re.compile(r"^(?P<title>[^\s#>|<\-*+`].*)\n(?P<line>=+|-{2,})[ \t]*$", re.M)
_CLOSED = re.compile(r"^(#{1,6}[ \t].*?)[ \t]+#+[ \t]*$", re.M)
_INLINE = re.compile(
    r"^.*(?:\*\*|__|\]\(|`|!\[|&(?:[a-zA-Z]{2,10}|#\d{2,6}|#x[0-9a-fA-F]{2,5});|\\[!-/:-@\[-`{-~]).*$", re.M
)
_TABLE = re.compile(
    r"^(?P<head>[ \t]*\|.*\|)[ \t]*\n[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*\n"
    r"(?P<rows>(?:[ \t]*\|.*(?:\n|\Z))*)",
    re.M,
)
_LEVELS = {"=": "#", "-": "##"}


def load_markdown(content: bytes, name: str) -> LoadedText:
    """The text with its headings marked by #, and the front matter if it is a mapping."""
    text, encoding = decode(content)
    text, front_matter = _split_front_matter(check_text(text))
    text = _rows_with_tabs(text)
    text = _UNDERLINED.sub(lambda match: f"{_LEVELS[match['line'][0]]} {match['title']}", text)
    text = _without_inline_marks(_CLOSED.sub(r"\1", text))
    return LoadedText(check_text(text), name, "markdown", encoding=encoding, front_matter=front_matter)


def _rows_with_tabs(text: str) -> str:
    """Tables with a line of dashes below their heads as every loader writes them: tabs between cells."""
    return _TABLE.sub(lambda table: _row(table["head"]) + "".join(map(_row, table["rows"].splitlines())), text)


def _row(line: str) -> str:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return "\t".join(cell.strip().replace("\\|", "|") for cell in cells) + "\n"


def _split_front_matter(text: str) -> tuple[str, Mapping[str, Any]]:
    match = _FRONT.match(text[:MAX_FRONT_MATTER_CHARACTERS])
    if not match:
        return text, {}
    values = _read_yaml(match[1])
    return (text[match.end() :], values) if values is not None else (text, {})


def _read_yaml(head: str) -> dict[str, Any] | None:
    import yaml

    if re.search(r"[\[{]\s*(?:[\[{]\s*){20}", head) or re.search(r"(?:^|[\s:\[{,-])[&*]\w", head):
        return None  # deep nesting and aliases are how a few lines become gigabytes
    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None


def _without_inline_marks(text: str) -> str:
    if not _INLINE.search(text):
        return text
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")

    def strip(match: re.Match[str]) -> str:
        line = match[0]
        lead = re.match(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)?", line)
        head = lead[0] if lead else ""
        tokens = parser.parseInline(line[len(head) :])
        return head + "".join(_words(child) for token in tokens for child in token.children or [])

    return _INLINE.sub(strip, text)


def _words(token: Any) -> str:  # noqa: ANN401 - markdown-it's Token, which it doesn't type fully
    if token.type == "image":
        return str(token.content)
    return "" if token.type.endswith(("_open", "_close")) else str(token.content)
