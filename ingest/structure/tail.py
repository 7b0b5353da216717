"""What stands after a document's own text: closing words, signature, 主题词 and 抄送, and the annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import Paragraph
from ingest.clean.paragraphs import is_terminated
from ingest.grammar.dates import ends_with_date, is_date_line
from ingest.grammar.marks import Level, read_mark
from ingest.grammar.words import names_body

_KIND = r"本(?:实施)?(?:方案|意见|办法|规定|细则|通知|制度|规则|条例|决定|公告|规划|规范|要点|计划|措施)"
_CLOSES = re.compile(
    rf"^{_KIND}(?:自|从|由)[^。]*(?:施行|实施|执行|生效|解释)|^{_KIND}有效期|^特此(?:通知|公告|通告|函复|批复|通报|报告)"
    r"|^(?:主题词|抄送|抄报|分送|报送|发送)\s*[:：]|^[^。]{2,30}\d{4}年\d{1,2}月\d{1,2}日印发"
    r"|^[（(](?:此件|联系人|信息公开)|^信息公开选项|^附\s*件\s*[:：]\s*\S"
)
_ANNEX_ALONE = re.compile(r"^附\s*[件表录]\s*[一二三四五六七八九十\d]{0,3}\s*[:：]?$")
_ANNEX_TITLED = re.compile(r"^附\s*[件表录]\s*[一二三四五六七八九十\d]{0,3}\s*[.．、:：\s]\s*\S")
_LISTED = re.compile(r"^附\s*件\s*[:：]\s*\S")


@dataclass(frozen=True, slots=True)
class Tail:
    """The document's own text, its closing, and its annexes, each from its heading line on."""

    body: tuple[Paragraph, ...]
    closing: tuple[Paragraph, ...]
    annexes: tuple[tuple[Paragraph, ...], ...]


def split_tail(paragraphs: Sequence[Paragraph]) -> Tail:
    """Part what follows the head of a document."""
    starts = _annex_starts(paragraphs)
    main = paragraphs[: starts[0]] if starts else paragraphs
    annexes = tuple(tuple(paragraphs[start:end]) for start, end in pairwise([*starts, len(paragraphs)]))
    cut = _closing_start(main)
    return Tail(tuple(main[:cut]), tuple(main[cut:]), annexes)


def is_signature(texts: Sequence[str], index: int) -> bool:
    """Whether a line signs a document: a date, or the name of a body with a date on this line or the next."""
    text = texts[index]
    if is_date_line(text) or (ends_with_date(text) and not is_terminated(text) and len(text) <= 40):
        return True
    following = texts[index + 1 : index + 5]
    for later in following:
        if is_date_line(later):
            return names_body(text)
        if not names_body(later):
            return False
    return False


def _annex_starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    starts: list[int] = []
    signed = False
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if index and _ANNEX_ALONE.match(text):
            starts.append(index)
        elif (signed or starts) and _ANNEX_TITLED.match(text) and not is_terminated(text) and len(text) <= 60:
            starts.append(index)
        signed = signed or is_date_line(text)
    return starts


def _closing_start(paragraphs: Sequence[Paragraph]) -> int:
    """The first closing line after which no numbered part follows."""
    texts = [paragraph.text for paragraph in paragraphs]
    start, listing = len(texts), False
    last = -1
    for index, text in enumerate(texts):
        mark = read_mark(text)
        listing = bool(_LISTED.match(text)) or (listing and mark is not None and mark.level >= Level.ARABIC)
        if mark and not (listing and not is_terminated(text)):
            last = index
    for index in range(last + 1, len(texts)):
        if _CLOSES.match(texts[index]) or is_signature(texts, index):
            return index
    return start
