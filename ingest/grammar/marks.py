"""Numbering marks at the head of a paragraph: 第一部分, 一、, （一）, 1., （1）, and () that lost its numeral.

A mark counts only where a paragraph opens; `(1)…;(2)…` in running text is no mark. Up to six stray brackets or
quotation marks before it, spaces between them or not, are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from knowledge.reference.numerals import to_chinese, to_int


class Level(IntEnum):
    """The ranks of numbering, outermost first."""

    PART = 0
    SECTION = 1
    HAN = 2
    ROUND_HAN = 3
    ARABIC = 4
    ROUND_ARABIC = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark. `start` and `end` delimit it in the paragraph; `number` is 0 where it was lost."""

    level: Level
    number: int
    start: int
    end: int
    written: str


_HAN = "一二三四五六七八九十"
_STRAY = r"[\[\]()（）【】〔〕「」“”\"'《》〈〉{}]"
_NEXT = rf"(?:{_STRAY}|\s){{0,6}}(?:[（(]\s*[{_HAN}\d]|\d{{1,2}}\s*[.．、]|[{_HAN}]{{1,3}}\s*、)"
_MARK = re.compile(
    rf"^(?P<stray>(?:{_STRAY}\s*){{0,6}}?)(?:"
    rf"第\s*(?P<part>[{_HAN}]{{1,3}}|\d{{1,2}})\s*(?:部分|章)(?:\s*[:：、]\s*|\s+|(?=[^。，,；;]{{0,24}}$))"
    rf"|第\s*(?P<section>[{_HAN}]{{1,3}}|\d{{1,2}})\s*节(?:\s*[:：、]\s*|\s+|(?=[^。，,；;]{{0,24}}$))"
    rf"|(?P<han>[{_HAN}]{{1,3}})\s*(?:[、．]|\.(?!\d))"
    rf"|[（(]\s*(?P<round>[{_HAN}]{{1,4}})\s*[)）](?:\s*[、.．])?"
    rf"|(?P<half>[{_HAN}]{{1,4}})\s*[)）](?:\s*[、.．])?"
    rf"|(?P<lost>[（(]\s*[)）])(?!{_NEXT})"
    r"|(?P<arabic>\d{1,3})\s*(?:[、．](?!\d)|\.(?!\d))"
    r"|[（(]\s*(?P<small>\d{1,2})\s*[)）](?:\s*[、.．])?"
    r"|(?P<small_half>\d{1,2})\s*[)）](?!\d)"
    r"|(?P<circled>[⑴-⒇])"
    r")\s*"
)
_FIRST = frozenset(
    _HAN
    + "第0123456789０１２３４５６７８９()（）[]【】〔〕「」“”\"'《》〈〉{} "
    + "".join(map(chr, range(0x2474, 0x2488)))
)
_LEVELS = {
    "part": Level.PART,
    "section": Level.SECTION,
    "han": Level.HAN,
    "round": Level.ROUND_HAN,
    "half": Level.ROUND_HAN,
    "lost": Level.ROUND_HAN,
    "arabic": Level.ARABIC,
    "small": Level.ROUND_ARABIC,
    "small_half": Level.ROUND_ARABIC,
    "circled": Level.ROUND_ARABIC,
}


def read_mark(text: str) -> Mark | None:
    """The numbering mark that a paragraph opens with."""
    match = _MARK.match(text) if text[:1] in _FIRST else None
    kind = next((name for name in _LEVELS if match[name] is not None), "") if match else ""
    if not match or not kind:
        return None
    numeral = match[kind]
    start = match.end("stray")
    written = text[start : match.end()].strip()
    if kind == "lost":
        return Mark(Level.ROUND_HAN, 0, start, match.end(), written)
    number = ord(numeral) - ord("⑴") + 1 if kind == "circled" else to_int(numeral)
    return Mark(_LEVELS[kind], number, start, match.end(), written) if number else None


def written_label(level: Level, number: int, written: str = "") -> str:
    """A mark as people cite it: 一、, （一）, 1., （1）; 第一部分 as it stands."""
    if level in (Level.PART, Level.SECTION):
        return written.rstrip(" :：、")
    if level in (Level.ARABIC, Level.ROUND_ARABIC):
        return f"{number}." if level is Level.ARABIC else f"（{number}）"
    return f"{to_chinese(number)}、" if level is Level.HAN else f"（{to_chinese(number)}）"
