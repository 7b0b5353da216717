"""The lines of a statute's body to its articles, each with the headings that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.structure.leaves import page_of
from ingest.structure.statute_lines import Rank, StatuteLine
from knowledge.model import Article, ArticleKind
from knowledge.reference.labels import statute_label

PREAMBLE, ANNEX, CLOSING = "引言", "附件", "结语"
"""Labels of the parts that have no number."""

_ANNEX = re.compile(
    r"^附\s?(?:[件表录图]|则表)?\s?(?P<number>[一二三四五六七八九十\d]*)\s?(?:[：:、.]|\s|$|(?=[^。，；]{1,40}$))"
)
_NOT_ANNEX = re.compile(r"^附(?:则|加|带|近|属|随|注|有|条件|议|送)")
_CLOSING = re.compile(r"^(?:送|抄送|抄报|主送)\s?[：:]|印发$")
_FOOTNOTE = re.compile(r"^[①-⑳] ?")
_OWN_HEADING = re.compile(r"^[【［\[](?P<title>[^】］\]\n]{1,40})[】］\]]\s*")


@dataclass(slots=True)
class _Part:
    """An article being read: `lines` are its paragraphs so far."""

    label: str
    kind: ArticleKind
    start: int
    headings: tuple[str, ...] = ()
    heading: str = ""
    lines: list[str] = field(default_factory=list)

    def add(self, line: StatuteLine) -> None:
        if line.glued and self.lines:
            self.lines[-1] += line.text
        elif line.text:
            self.lines.append(line.text)


def statute_articles(
    body: Sequence[StatuteLine], outer: tuple[str, ...] = (), page_starts: Sequence[int] = ()
) -> tuple[Article, ...]:
    """Preamble, articles and annexes in order; nothing that the body says is dropped.

    `outer` are headings that stand over all of it (物权编).
    """
    ends = _tail(body)
    parts = [*_parts(body[:ends], outer), *_annexes(body[ends:])]
    return tuple(_article(part, page_starts) for part in parts if part.lines or part.kind is ArticleKind.ARTICLE)


def annex_articles(lines: Sequence[StatuteLine], page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """What follows the last article, each annex (附件, 附表) by itself."""
    return tuple(_article(part, page_starts) for part in _annexes(lines))


def opens_annex(line: StatuteLine) -> bool:
    """Whether a line heads an annex: 附：, 附件一, 附表."""
    return bool(_ANNEX.match(line.text)) and not _NOT_ANNEX.match(line.text)


def _article(part: _Part, page_starts: Sequence[int]) -> Article:
    heading = part.heading or (part.headings[-1] if part.headings else "")
    page = page_of(part.start, page_starts)
    return Article(part.label, "\n".join(part.lines), heading, part.headings, part.kind, page)


def _parts(body: Sequence[StatuteLine], outer: tuple[str, ...]) -> Iterator[_Part]:
    headings: dict[Rank, str] = {}
    part: _Part | None = None
    seen = False
    for line in body:
        if line.rank:
            headings = {rank: title for rank, title in headings.items() if rank < line.rank}
            headings[line.rank] = line.text
            if part:
                yield part
            part = None
        elif line.article:
            if part:
                yield part
            part, seen = _opened(line, (*outer, *headings.values())), True
        else:
            part = part or _unnumbered(line, headings, outer, seen)
            part.add(line)
    if part:
        yield part


def _unnumbered(line: StatuteLine, headings: dict[Rank, str], outer: tuple[str, ...], seen: bool) -> _Part:
    """Text under no article: the preamble (序言 where a heading says so), or what a chapter says first."""
    above = (*outer, *headings.values())
    if seen:
        return _Part(above[-1] if above else PREAMBLE, ArticleKind.LEAD, line.start, above)
    named = next((title for title in above if title in ("序言", "前言", "引言")), PREAMBLE)
    return _Part(named, ArticleKind.PREAMBLE, line.start, above)


def _opened(line: StatuteLine, headings: tuple[str, ...]) -> _Part:
    own = _OWN_HEADING.match(line.text)
    text = line.text[own.end() :] if own else line.text
    label = statute_label(*line.article) if line.article else ""
    heading = own["title"].strip() if own else ""
    return _Part(label, ArticleKind.ARTICLE, line.start, headings, heading, [text] if text else [])


def _tail(body: Sequence[StatuteLine]) -> int:
    """Where the annexes begin: the first line after the last article that opens one; else the end."""
    last = max((index for index, line in enumerate(body) if line.article), default=-1)
    if last < 0:
        return len(body)
    for index in range(last + 1, len(body)):
        line = body[index]
        if line.rank or opens_annex(line) or _CLOSING.search(line.text) or _FOOTNOTE.match(line.text):
            return index
    return len(body)


def _annexes(lines: Sequence[StatuteLine]) -> Iterator[_Part]:
    part: _Part | None = None
    for line in lines:
        opens = opens_annex(line)
        closes = bool(_CLOSING.search(line.text)) and part is None
        if opens or part is None:
            if part:
                yield part
            match = _ANNEX.match(line.text) if opens else None
            label = CLOSING if closes else ANNEX + (match["number"] if match else "")
            part = _Part(label, ArticleKind.CLOSING if closes else ArticleKind.ANNEX, line.start)
        part.add(line)
    if part:
        yield part
