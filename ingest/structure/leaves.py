"""From an outline to articles: each numbered leaf one, a section's lead apart, every title found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.clean import Paragraph
from ingest.metadata.responsibilities import read_responsibilities
from ingest.structure.outline import Node, Outline
from knowledge.model import Article, ArticleKind

TITLE_LENGTH, LIST_TITLE_LENGTH, LEAD_TITLE_LENGTH = 40, 70, 20
"""The longest title sentence; the longest without a comma in it; the longest that ends in a colon."""

_SENTENCE = re.compile(r"^([^。]+)。")
_BEFORE_COLON = re.compile(r"^([^，,。；;：:、]{2,12})[:：](?=.)")
_BEFORE_SPACE = re.compile(r"^([^\s，,。；;：:]{4,20}) (?=[^。]{6,}。)")
_LEADS_IN = re.compile(r"(?:如下|以下|是|为|有|包括|括|下)$")


def outline_articles(outline: Outline, page_starts: Sequence[int] = ()) -> list[Article]:
    """The articles of an outline, leads included, in order; what stands before it is not among them."""
    return [article for root in outline.roots for article in _articles(root, (), page_starts)]


def plain_article(
    label: str,
    paragraphs: Sequence[Paragraph],
    kind: ArticleKind,
    *,
    heading: str = "",
    page_starts: Sequence[int] = (),
) -> Article:
    """Paragraphs as one article under a label of ours: 引言, 通知, 结语, 附件."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    duties = read_responsibilities(text) if kind is not ArticleKind.NOTICE else ()
    page = page_of(paragraphs[0].start, page_starts)
    return Article(label, text, heading=heading, kind=kind, page=page, responsibilities=duties)


def plain_articles(
    label: str, paragraphs: Sequence[Paragraph], kind: ArticleKind, page_starts: Sequence[int] = ()
) -> list[Article]:
    """Paragraphs as one article under a label of ours; none from none."""
    return [plain_article(label, paragraphs, kind, page_starts=page_starts)] if paragraphs else []


def page_of(offset: int, page_starts: Sequence[int]) -> int | None:
    """The page, counted from 1, that an offset of the loaded text lies on; None without pages."""
    return bisect_right(page_starts, offset) or 1 if page_starts else None


def title_of(paragraphs: Sequence[str], *, parent: bool = False) -> str:
    """The title of a numbered part; "" where it has none. `parent`: parts stand under it.

    An unended first line; or the first sentence, if it is short, is no list and more follows; or the words before
    a colon.
    """
    if not paragraphs:
        return ""
    first = paragraphs[0]
    if not re.search(r"[。；;：:！!？?]", first):
        spaced = _BEFORE_SPACE.match(first)
        return first if len(first) <= LIST_TITLE_LENGTH and not spaced else ""
    if parent and first[-1] in ":：" and len(first) <= LEAD_TITLE_LENGTH and not re.search(r"[，,。]", first):
        return _LEADS_IN.sub("", first[:-1])
    sentence = _SENTENCE.match(first)
    if sentence and (parent or len(paragraphs) > 1 or sentence.end() < len(first)) and _is_title(sentence[1]):
        return sentence[1]
    for pattern in (_BEFORE_COLON, _BEFORE_SPACE):
        match = pattern.match(first)
        if match and not _LEADS_IN.search(match[1]):
            return match[1]
    return ""


def _is_title(sentence: str) -> bool:
    if re.search(r"[；;：:\s]", sentence):
        return False
    limit = TITLE_LENGTH if re.search(r"[，,]", sentence) else LIST_TITLE_LENGTH
    return len(sentence) <= limit


def _articles(node: Node, above: tuple[str, ...], page_starts: Sequence[int]) -> Iterator[Article]:
    title = title_of(node.paragraphs, parent=bool(node.children))
    text = "\n".join(node.paragraphs)
    if not node.children or (text and text.rstrip("。") != title):
        kind = ArticleKind.LEAD if node.children else ArticleKind.ARTICLE
        yield Article(
            node.label,
            text,
            heading=title or (above[-1] if above else ""),
            headings=above,
            kind=kind,
            page=page_of(node.start, page_starts),
            responsibilities=read_responsibilities(text),
        )
    for child in node.children:
        yield from _articles(child, (*above, title) if title else above, page_starts)
