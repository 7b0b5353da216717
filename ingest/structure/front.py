"""What stands before a document's own text: the covering 通知 that issues it, and the lines of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import Paragraph
from ingest.clean.paragraphs import is_terminated
from ingest.grammar.dates import ends_with_date, is_date_line
from ingest.grammar.marks import read_mark
from ingest.grammar.words import ends_like_title, names_body
from knowledge.reference.titles import title_key

HEAD_LINES = 30
"""A head longer than this is none."""

_ISSUES = re.compile(
    r"现(?!就)[^。]{0,24}(?:印发|转发|下发|发给|发布|公布)|(?:印发|转发|下发)(?:给)?你们|已经?[^。]{0,30}(?:同意|批准|通过)[^。]{0,12}现"
)
_ISSUING_TITLE = re.compile(r"关于(?:印发|转发|发布|公布|下发)|(?:印发|转发)[《〈]")
_AFTER_SIGNATURE = re.compile(r"^[（(][^（()）]*[)）]$|^附\s*件\s*[一1]?\s*[:：]?$")
_STATUTE = re.compile(r"^第一条(?=[\s\u4e00-\u9fff])")
_NAMED = re.compile(r"《([^《》]{4,80})》")


@dataclass(frozen=True, slots=True)
class Front:
    """The covering notice, the head lines (title, number, registration) and what follows them."""

    notice: tuple[Paragraph, ...]
    head: tuple[Paragraph, ...]
    rest: tuple[Paragraph, ...]


def split_front(paragraphs: Sequence[Paragraph]) -> Front:
    """Part a document into its covering notice, its head, and the rest from 主送 or 引言 on."""
    begin = _notice_end(paragraphs)
    end = begin
    while end < min(len(paragraphs), begin + HEAD_LINES) and _is_head_line(paragraphs[end].text, end == begin):
        end += 1
    if begin and end == len(paragraphs):  # nothing but lines after the notice: the notice is the document
        return split_head(paragraphs)
    return Front(tuple(paragraphs[:begin]), tuple(paragraphs[begin:end]), tuple(paragraphs[end:]))


def split_head(paragraphs: Sequence[Paragraph]) -> Front:
    """Part a document that has no covering notice into its head and the rest."""
    end = 0
    while end < min(len(paragraphs), HEAD_LINES) and _is_head_line(paragraphs[end].text, end == 0):
        end += 1
    return Front((), tuple(paragraphs[:end]), tuple(paragraphs[end:]))


def opens_body(text: str) -> bool:
    """Whether a paragraph opens the numbered part of a document: a mark, or 第一条."""
    return read_mark(text) is not None or bool(_STATUTE.match(text))


def _is_head_line(text: str, first: bool) -> bool:
    if opens_body(text) or len(text) > 120:
        return False
    return not is_terminated(text) or (first and len(text) <= 40 and text[-1] in "?？!！")


def _notice_end(paragraphs: Sequence[Paragraph]) -> int:
    """Where the document starts that a covering notice issues; 0 without such a notice."""
    texts = [paragraph.text for paragraph in paragraphs]
    issuing = next((index for index, text in enumerate(texts) if _issues(text)), None)
    if issuing is None or issuing > HEAD_LINES + 40:
        return 0
    titled = any(_ISSUING_TITLE.search(text) for text in texts[:issuing])
    for index in range(issuing + 1, len(texts)):
        if not titled and opens_body(texts[index]):
            return 0  # it says something of its own: no mere cover
        if is_date_line(texts[index]) or (ends_with_date(texts[index]) and len(texts[index]) <= 40):
            end = index + 1
            while end < len(texts) and _AFTER_SIGNATURE.match(texts[end]):
                end += 1
            return end if _has_body(texts[end:]) else 0
        if _is_its_title(texts[index], texts[: issuing + 1]):
            return index
    return 0


def _issues(text: str) -> bool:
    return bool(_ISSUES.search(text)) and is_terminated(text) and len(text) <= 400


def _has_body(texts: Sequence[str]) -> bool:
    """Whether a document of its own follows: a title line and then text, not just 主题词 and 抄送."""
    return any(opens_body(text) for text in texts) or any(
        ends_like_title(text) and any(is_terminated(later) for later in texts[index + 1 :])
        for index, text in enumerate(texts[:6])
    )


def _is_its_title(text: str, notice: Sequence[str]) -> bool:
    """Whether a line is the title that the notice names: 《杭州市…实施方案》 or 关于印发杭州市…的通知."""
    if is_terminated(text) or names_body(text) or not ends_like_title(text):
        return False
    key = title_key(text)
    named = [title_key(match[1]) for line in notice for match in _NAMED.finditer(line)]
    return key in named or any(_ISSUING_TITLE.search(line) and key in title_key(line) for line in notice)
