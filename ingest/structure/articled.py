"""Documents articled by 第N条: whether a text is one, and whether that one is a statute."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import Paragraph
from ingest.grammar.marks import Level, read_mark
from ingest.loaded import LoadedText
from ingest.sections import Sections, texts
from ingest.structure.leaves import plain_articles
from ingest.structure.official import NOTICE
from ingest.structure.statute import FEWEST_ARTICLES, parse_statute
from ingest.structure.statute_lines import INFO_END
from knowledge.model import ArticleKind, DateName, DocumentType, ParsedDocument

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千〇零]+条(?=\s|$|[\u4e00-\u9fff《“])")
_ORDER = re.compile(r"令$|令\s*[（(]?\s*第?\s*[\d一二三四五六七八九十百〇零]+\s*号")
_FIRST = re.compile(r"^第一条")


def is_collected(loaded: LoadedText) -> bool:
    """Whether a file has the form of the law collection, whose head ends with a comment."""
    return INFO_END in loaded.text


def is_articled(body: Sequence[Paragraph]) -> bool:
    """Whether a body is parted by 第N条, the first before any 一、 or （一）."""
    texts = [paragraph.text for paragraph in body]
    first = next((index for index, text in enumerate(texts) if _FIRST.match(text)), None)
    if first is None or sum(bool(_ARTICLE.match(text)) for text in texts) < FEWEST_ARTICLES:
        return False
    marks = (read_mark(text) for text in texts[:first])
    return not any(mark and mark.level in (Level.HAN, Level.ROUND_HAN) for mark in marks)


def statute_of(sections: Sections, loaded: LoadedText) -> ParsedDocument | None:
    """The statute that the sections are, an order (令) that promulgates it as its notice; None if it is no statute.

    An 办法 that a 通知 issues is none, nor a rule that doesn't say who adopted it and when: it may be an office's own.
    """
    order = any(_ORDER.search(text) for text in texts(sections.notice)[:4])
    if sections.notice and not order:
        return None
    own = (*sections.head, *sections.body, *sections.closing, *(one for annex in sections.annexes for one in annex))
    statute = parse_statute(_as_loaded(own, loaded))
    if statute is None:
        return None
    promulgated = order or bool({DateName.ADOPTED, DateName.PUBLISHED} & statute.dates.keys())
    if statute.type.rank > DocumentType.LOCAL_REGULATION.rank and not promulgated:
        return None
    notice = plain_articles(NOTICE, sections.notice, ArticleKind.NOTICE, loaded.page_starts)
    return replace(statute, articles=(*notice, *statute.articles))


def _as_loaded(paragraphs: Sequence[Paragraph], loaded: LoadedText) -> LoadedText:
    """Paragraphs as a text of their own, its pages where the file's begin."""
    starts, position = [], 0
    for paragraph in paragraphs:
        starts.append(position)
        position += len(paragraph.text) + 1
    offsets = [paragraph.start for paragraph in paragraphs]
    pages = [(*starts, position)[bisect_left(offsets, page)] for page in loaded.page_starts]
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return LoadedText(text, loaded.name, "text", page_starts=tuple(pages))
