"""The lines of a statute and what each opens: a heading (编, 章, 节), an article (第N条), or nothing.

第N条 inside running text, in a quoted amendment or at a broken line's head is a reference, not an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.clean import Paragraph, clean
from ingest.clean.lines import fold
from ingest.loaded import LoadedText
from knowledge.reference.numerals import DIGITS, to_int

INFO_END = "<!-- INFO END -->"


class Rank(IntEnum):
    """The ranks of headings, outermost first."""

    PART = 1
    SUBPART = 2
    CHAPTER = 3
    SECTION = 4
    SUBSECTION = 5


@dataclass(frozen=True, slots=True)
class StatuteLine:
    """A line that says something. `marks` counts the # before it (Markdown); `start` is its offset in the text.

    `article` is (20, 1) where it opens 第二十条之一, and `text` is then what follows the label. `rank` is set for
    headings. `glued`: it goes on with the line before, which was broken. `row`: a row of a table, which opens nothing.
    """

    text: str
    start: int
    marks: int = 0
    rank: Rank | None = None
    article: tuple[int, int] | None = None
    glued: bool = False
    row: bool = False


_N = rf"[{DIGITS}0-9０-９－—]+"
"""A numeral; a dash stands for 一 in some sources (第三十－条)."""
_RANKS = {
    "编": Rank.PART,
    "篇": Rank.PART,
    "分编": Rank.SUBPART,
    "章": Rank.CHAPTER,
    "节": Rank.SECTION,
    "目": Rank.SUBSECTION,
}
_HEADING = re.compile(rf"^第\s?(?P<number>{_N})\s?(?P<kind>分编|编|篇|章|节|目)(?:\s|$|(?=[^\s，。；：、]{{1,30}}$))")
_ARTICLE = re.compile(rf"^[第笫]\s?(?P<number>{_N})\s?条(?:\s?之(?P<sub>[一二三四五六七八九十]+))?(?P<gap>\s?)")
_RUN_ON = re.compile(rf"(?<=[。；”）]) ?(?=第(?P<number>{_N})条(?P<rest> ?.{{0,4}}))")
_CITED = re.compile(
    rf"^(?:[、，,；。]|的|第\s?{_N}\s?[款项目]|规定(?:的|，|处|给予|办理|执行|期)|所(?:列|称|规定|指)|之规定"
    r"|(?:和|至|或者?|及|与|、)第|中(?:的|规定|第|“)|(?:修改|修正|改)为|后?增加|作为第|删去)"
)
"""What follows 第N条 where it is cited and doesn't open an article."""
_TOLD = re.compile(r"^[（(]?\s?\d{4}年\d{1,2}月\d{1,2}日[^。]*$")
_AMENDMENT = re.compile(r"修正案|关于(?:修改|修正|修订)")
_WORDS = frozenset({"总则", "分则", "附则", "罚则", "法律责任"})
_SILENT = re.compile(r"^(?:<!--.*-->|\|?[\s:|-]*\|[\s:|-]*|-{3,})$")
_HALF = re.compile(r"，|[、和及与或至照按]$")
_SHORT = 40
MOST_LACKING = 12
ENDED = re.compile(r"[。！？；：:;!?…”’）)】》>]$")
"""How a line ends that no other goes on with."""


def read_statute_lines(loaded: LoadedText) -> tuple[list[StatuteLine], list[StatuteLine]]:
    """The lines of the head (title, adoption, dates) and those of the body."""
    if INFO_END in loaded.text:
        cut = loaded.text.index(INFO_END)
        head = _markdown_lines(loaded.text[:cut], 0)
        body = _markdown_lines(loaded.text[cut + len(INFO_END) :], cut + len(INFO_END))
        amends = any(line.marks == 1 and _AMENDMENT.search(line.text) for line in head)
        return head, _marked(body, collected=not amends)
    if loaded.format == "markdown":
        marked = _marked(_markdown_lines(loaded.text, 0), collected=False)
    else:
        marked = mark_paragraphs(clean(loaded.text, page_starts=loaded.page_starts).paragraphs)
    first = _head_end(marked)
    return marked[:first], marked[first:]


def mark_paragraphs(paragraphs: Sequence[Paragraph]) -> list[StatuteLine]:
    """Cleaned paragraphs as lines, their headings and articles known."""
    return _marked([StatuteLine(paragraph.text, paragraph.start) for paragraph in paragraphs], collected=False)


def _head_end(lines: Sequence[StatuteLine]) -> int:
    """Where the head of a text without marks ends: at its first heading, or after the last event told before 第一条."""
    article = next((index for index, line in enumerate(lines) if line.article), len(lines))
    opens = next((index for index, line in enumerate(lines[:article]) if line.rank), article)
    told = [index for index in range(opens, article) if _TOLD.match(lines[index].text)]
    return told[-1] + 1 if told else opens


def _markdown_lines(text: str, offset: int) -> list[StatuteLine]:
    lines = []
    for raw in text.split("\n"):
        words = fold(raw) if raw and not raw.isspace() else ""
        if words and not _SILENT.match(words):
            bare = words.lstrip("#")
            marks = len(words) - len(bare)
            if bare := bare.strip():
                start = offset + len(raw) - len(raw.lstrip())
                lines.append(StatuteLine(bare, start, marks, row="\t" in raw.strip(" ")))
        offset += len(raw) + 1
    return lines


def _marked(lines: Sequence[StatuteLine], *, collected: bool) -> list[StatuteLine]:
    """The lines with their headings and articles known.

    `collected`: the law collection's own Markdown, where each line is a paragraph, headings carry # and a line
    that opens with 第N条 and a space is an article whatever its number.
    """
    quoted = _quoted(lines)
    opening = {_value(match["number"]) for line in lines if not line.row and (match := _ARTICLE.match(line.text))}
    marked: list[StatuteLine] = []
    last = (0, 0)
    before = ""
    for index, line in enumerate(lines):
        still = line.row or index in quoted
        for piece in [line] if still else _parted(line, last[0], opening):
            opened = piece if still else _opened(piece, last, before, collected)
            last = opened.article or last
            if not line.row and not opened.article and not opened.rank and _is_cut_reference(opened, before):
                opened = replace(opened, glued=True)
            marked.append(opened)
            before = "" if opened.rank else piece.text
    return marked


def _parted(line: StatuteLine, last: int, opening: set[int]) -> list[StatuteLine]:
    """The articles that a source runs together in one line, as 飞行基本规则 does, each apart.

    Only the article that comes next is one, and only if no line (`opening`) opens with its number.
    """
    opened = _ARTICLE.match(line.text)
    number = _value(opened["number"]) if opened else last
    cuts = [0]
    for match in _RUN_ON.finditer(line.text):
        following = _value(match["number"])
        if number and following == number + 1 and following not in opening and not _CITED.match(match["rest"]):
            cuts.append(match.end())
            number += 1
    if len(cuts) == 1:
        return [line]
    ends = [*cuts[1:], len(line.text)]
    return [
        replace(line, text=line.text[cut:end].strip(), start=line.start + cut)
        for cut, end in zip(cuts, ends, strict=True)
    ]


def _value(numeral: str) -> int:
    return to_int(re.sub("[－—]", "一", numeral)) or 0


def _opened(line: StatuteLine, last: tuple[int, int], before: str, collected: bool) -> StatuteLine:
    match = _ARTICLE.match(line.text)
    if not match:
        rank = _rank(line, collected)
        return replace(line, text=tidy_heading(line.text), rank=rank) if rank else line
    article = (_value(match["number"]), to_int(match["sub"] or "") or 0)
    rest = line.text[match.end() :]
    spaced = bool(match["gap"]) or not rest
    ended = not before or bool(ENDED.search(before))
    follows = _is_next(article, last, sure=spaced and ended) and (spaced or ended or _opens_text(article, before))
    follows = follows and not _CITED.match(rest)
    if article[0] and (follows or (collected and spaced)):
        return replace(line, text=rest, article=article)
    return line


def _is_next(article: tuple[int, int], last: tuple[int, int], *, sure: bool) -> bool:
    """Whether an article follows the last one, or opens a document or the part of one.

    A source may lack an article or two; `sure`, where the line looks like nothing else, it may lack more.
    """
    number, sub = article
    if last == (0, 0) or (sub and number == last[0]):
        return True
    return not sub and last[0] < number <= last[0] + (MOST_LACKING if sure else 2)


def _opens_text(article: tuple[int, int], before: str) -> bool:
    """Whether an article follows the head of a document or a heading, which have no full stop."""
    return article == (1, 0) or (len(before) <= _SHORT and not _HALF.search(before))


def _rank(line: StatuteLine, collected: bool) -> Rank | None:
    match = _HEADING.match(line.text)
    short = len(line.text) <= _SHORT and not re.search(r"[，。；：]", line.text)
    if match and (line.marks or (short and not collected)):
        return _RANKS[match["kind"]]
    if line.marks > 1:
        return Rank.CHAPTER if line.marks == 2 else Rank.SECTION
    return Rank.CHAPTER if line.text.replace(" ", "") in _WORDS else None


def _is_cut_reference(line: StatuteLine, before: str) -> bool:
    """Whether a line opens with the 第N条 of a reference because the line before was cut there."""
    return bool(before) and bool(_ARTICLE.match(line.text)) and not ENDED.search(before)


def _quoted(lines: Sequence[StatuteLine]) -> set[int]:
    """The lines inside a quotation that opens with a line and closes with a later one."""
    inside: set[int] = set()
    opened = -1
    depth = 0
    for index, line in enumerate(lines):
        if opened < 0 and not line.text.startswith("“"):
            continue
        if opened < 0:
            opened, depth = index, 0
        depth += line.text.count("“") - line.text.count("”")
        if depth <= 0:
            inside.update(range(opened, index + 1))
            opened = -1
    return inside


def tidy_heading(text: str) -> str:
    """A heading without the spaces that set its letters apart: 第一章　总　则 is 第一章 总则."""
    match = _HEADING.match(text)
    head = f"第{match['number']}{match['kind']}" if match else ""
    rest = fold(text[match.end() :] if match else text)
    if all(len(word) == 1 for word in rest.split(" ")) or re.match(r"^[一二三四五六七八九十]+、", rest):
        rest = re.sub(r"(?<=[\u4e00-\u9fff、]) (?=[\u4e00-\u9fff])", "", rest)
    return f"{head} {rest}".strip()
