"""What a document is: a normative document, a draft, an official's interpretation, a news report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.grammar.words import ends_like_title
from knowledge.model import DocumentType

_INTERPRETS = re.compile(r"解读|图解|一图读懂|答记者问|起草说明|有关情况的?说明")
_ASKED = re.compile(r"(?:常见问题|问答|问题解答|百问)")
_DRAFT = re.compile(r"征求意见稿|征求.{0,6}意见的?(?:公告|通知)|草案|送审稿|讨论稿|审议稿")
_PRESS = re.compile(r"(?:网|报|日报|晚报|新华社|中新社|通讯社|客户端|电视台|广播|频道|新闻|传媒|融媒体)[^政府]{0,6}$")
_OFFICIAL_SITE = re.compile(r"政府|门户|官网|公报")


def document_type(
    title: str, *, names: Iterable[str], head: Iterable[str], number: str, source: str, numbered: bool
) -> DocumentType:
    """The type, from the title, other names, the lines of the head, and where the text was taken from."""
    titles = [title, *names]
    if any(_INTERPRETS.search(one) for one in titles):
        return DocumentType.INTERPRETATION
    if any(_DRAFT.search(line) for line in (title, *head) if len(line) <= 80):
        return DocumentType.DRAFT
    if _ASKED.search(title):
        return DocumentType.FAQ
    if not number and not numbered and _PRESS.search(source) and not _OFFICIAL_SITE.search(source):
        return DocumentType.NEWS
    return DocumentType.NORMATIVE if number or ends_like_title(title) else DocumentType.OTHER
