"""What exports did to a statute's lines: headings that lost their 第N章, headings and sentences cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.grammar.marks import read_mark
from ingest.structure.statute_lines import ENDED, Rank, StatuteLine
from knowledge.reference.numerals import NUMERAL, to_int

_NO_HEADING = re.compile(r"[。；：！？＝=×÷%％|\t]|\d|应当|不得|可以|除外|施行|负责|按照")
_OPEN_END = re.compile(r"[、，,和与及的]$")
_OPEN_START = re.compile(r"^[和与及的、]")
_WHOLE = frozenset({"一般规定", "其他规定", "特别规定", "其他"})
_CHAPTER = re.compile(rf"^第(?P<number>{NUMERAL})章")
_LONGEST_HEADING, _MOST_LINES, _LONG_TITLE = 40, 3, 10
_CUT_FROM, _CUTS_TELL = 16, 5
"""A line from this length on can be the first part of a cut sentence; so many of them show that all are cut."""


def mend(lines: Sequence[StatuteLine]) -> list[StatuteLine]:
    """The lines with lost headings found again, cut ones joined, and the second parts of cut sentences `glued`."""
    return _join_sentences(_join_headings(_find_headings(list(lines))))


def _find_headings(lines: list[StatuteLine]) -> list[StatuteLine]:
    """Short unended lines between the end of an article and the next article are headings."""
    lacking = _lacking_chapters(lines)
    for index in range(len(lines) - 1, 0, -1):
        if not (lines[index].article or lines[index].rank):
            continue
        first = index
        while first > 0 and index - first < _MOST_LINES and _could_head(lines[first - 1]):
            first -= 1
        if first < index and first > 0 and (lines[first - 1].rank or _ends(lines[first - 1])):
            for position in range(first, index):
                section = lines[position].text.startswith(("（", "(")) or not lacking[position]
                lines[position] = replace(lines[position], rank=Rank.SECTION if section else Rank.CHAPTER)
    return lines


def _lacking_chapters(lines: Sequence[StatuteLine]) -> list[bool]:
    """For each line, whether a chapter's number is missing between its neighbours, or none is numbered after it."""
    before, last = [], 0
    for line in lines:
        before.append(last)
        last = _chapter(line) or last
    lacking, following = [], 0
    for line, preceding in zip(reversed(lines), reversed(before), strict=True):
        lacking.append(not following or following > preceding + 1)
        following = _chapter(line) or following
    return lacking[::-1]


def _could_head(line: StatuteLine) -> bool:
    if line.article or line.rank or line.glued or line.text.startswith("“"):
        return False
    return len(line.text) <= _LONGEST_HEADING and not _NO_HEADING.search(line.text)


def _ends(line: StatuteLine) -> bool:
    return bool(re.search(r"[。；][”）)]?$", line.text))


def _chapter(line: StatuteLine) -> int:
    match = _CHAPTER.match(line.text) if line.rank else None
    return (to_int(match["number"]) or 0) if match else 0


def _join_headings(lines: Sequence[StatuteLine]) -> list[StatuteLine]:
    """Headings cut over two lines in one; a heading that can stand for itself becomes a section under the other."""
    joined: list[StatuteLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        lost = line.rank and not line.marks and not _CHAPTER.match(line.text)
        if last and last.rank and lost and not line.text.startswith(("（", "(")):
            if _goes_on(last.text, line.text):
                joined[-1] = replace(last, text=last.text + line.text)
                continue
            line = replace(line, rank=Rank(min(last.rank + 1, Rank.SUBSECTION)))
        joined.append(line)
    return joined


def _goes_on(heading: str, rest: str) -> bool:
    if _OPEN_END.search(heading) or _OPEN_START.match(rest):
        return True
    return len(heading.split(" ", 1)[-1]) >= _LONG_TITLE and rest.replace(" ", "") not in _WHOLE


def _join_sentences(lines: Sequence[StatuteLine]) -> list[StatuteLine]:
    cuts = set(_cuts(lines, comma=True))
    if len(cuts) >= _CUTS_TELL:
        cuts |= set(_cuts(lines, comma=False))
    return [replace(line, glued=True) if index in cuts else line for index, line in enumerate(lines)]


def _cuts(lines: Sequence[StatuteLine], *, comma: bool) -> Iterator[int]:
    """The lines that go on with the unended one before; `comma`: only where that is clearly half a sentence."""
    inside = False
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        inside = inside or before.article is not None
        if not inside or line.article or line.rank or before.rank or len(before.text) < _CUT_FROM:
            continue
        unended = not ENDED.search(before.text) and not read_mark(line.text) and "|" not in line.text
        if unended and (before.text.endswith(("，", ",", "、")) or not comma or "，" in before.text):
            yield index
