"""Several documents in one file: 第一篇:… 第五篇:… divided, each with its own heading line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.reference.numerals import NUMERAL, to_int

_HEADING = re.compile(
    rf"^[ \t\u00a0\u3000#*【\[（(]*(?:第\s*(?P<number>{NUMERAL})\s*篇|(?:范文|篇)\s*(?P<other>{NUMERAL}))"
    r"[】\])）*]*\s*(?P<colon>[:：])?[ \t\u00a0\u3000]*(?P<heading>[^\n]*)$",
    re.MULTILINE,
)
_DOCUMENT = re.compile(
    r"(?:意见|方案|通知|办法|规定|条例|细则|制度|规则|报告|决定|公告|纲要|计划|要点|通报|批复|函|解读|总结|规划)"
    r"(?:[（(][^（()）]{1,12}[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file. `heading` is what its heading line says; `start` the offset of `text` in the file.

    `preface` is what stands before the first heading of a compilation; the first part carries it.
    """

    text: str
    start: int = 0
    heading: str = ""
    preface: str = ""


def divide(text: str) -> list[Part]:
    """The documents in a file: one, unless 第一篇, 第二篇, … in order part it into several."""
    headings = _in_order(list(_HEADING.finditer(text)))
    if len(headings) < 2:
        return [Part(text)]
    ends = [following.start() for following in headings[1:]] + [len(text)]
    preface = text[: headings[0].start()].strip()
    return [
        Part(
            text=text[heading.end() : end],
            start=heading.end(),
            heading=heading["heading"].strip(" \t\u00a0\u3000*"),
            preface=preface if heading is headings[0] else "",
        )
        for heading, end in zip(headings, ends, strict=True)
    ]


def _in_order(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The headings 1, 2, 3, …; [] unless each has a colon or the title of a document."""
    chosen: list[re.Match[str]] = []
    for match in matches:
        if to_int(match["number"] or match["other"]) == len(chosen) + 1:
            chosen.append(match)
    titled = all(match["colon"] or _DOCUMENT.search(match["heading"].strip()) for match in chosen)
    return chosen if titled else []
