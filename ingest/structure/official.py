"""The articles of a numbered official document, with its notice, 引言, closing and annexes round them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.clean import Paragraph
from ingest.sections import Sections
from ingest.structure.leaves import outline_articles, plain_article, plain_articles
from ingest.structure.outline import Outline, read_outline
from knowledge.model import Article, ArticleKind
from knowledge.reference.numerals import to_int

HEAD, NOTICE, PREAMBLE, CLOSING, ANNEX = "题头", "通知", "引言", "结语", "附件"
"""Labels of the parts that have no number."""

FEWEST_MARKS = 2
"""A text with fewer numbered parts is prose that happens to have a number in it."""

LONG_ANNEX = 1200
"""A longer annex is cut at its own numbers."""

_ANNEX_HEAD = re.compile(r"^附\s*[件表录]\s*(?P<number>[一二三四五六七八九十\d]{0,3})\s*[.．、:：\s]*(?P<title>.*)$")


def is_numbered(outline: Outline) -> bool:
    """Whether an outline has enough numbered parts to be one."""
    return len(outline.nodes()) >= FEWEST_MARKS


def official_articles(sections: Sections, outline: Outline, page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """Every article of a numbered document, in order, the sections round them included."""
    return surrounded(
        sections,
        [
            *plain_articles(PREAMBLE, outline.before, ArticleKind.PREAMBLE, page_starts),
            *outline_articles(outline, page_starts),
        ],
        page_starts,
    )


def with_leftovers(
    articles: Sequence[Article], lines: Sequence[Paragraph], page_starts: Sequence[int] = ()
) -> tuple[Article, ...]:
    """The articles after what their document's head says beyond its fields."""
    return (*plain_articles(HEAD, lines, ArticleKind.NOTICE, page_starts), *articles)


def surrounded(sections: Sections, articles: Sequence[Article], page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """The articles of a document's own text between its notice and its closing and annexes."""
    return (
        *plain_articles(NOTICE, sections.notice, ArticleKind.NOTICE, page_starts),
        *articles,
        *plain_articles(CLOSING, sections.closing, ArticleKind.CLOSING, page_starts),
        *(
            article
            for order, annex in enumerate(sections.annexes, 1)
            for article in _annex(annex, order, len(sections.annexes), page_starts)
        ),
    )


def restorations(outline: Outline) -> tuple[str, ...]:
    """The numbers given back to marks that had lost them, in words of the source."""
    return tuple(
        f"{node.written}{(node.paragraphs or [''])[0].split('。')[0][:40]} → {node.label}"
        for node in outline.nodes()
        if node.restored
    )


def _annex(paragraphs: Sequence[Paragraph], order: int, count: int, page_starts: Sequence[int]) -> Iterator[Article]:
    """One annex: whole, or if it is long and numbered, cut at its numbers."""
    match = _ANNEX_HEAD.match(paragraphs[0].text)
    number = to_int(match["number"]) if match and match["number"] else (order if count > 1 else None)
    label = ANNEX + (str(number) if number else "")
    title = (match["title"] if match else "") or (paragraphs[1].text if len(paragraphs) > 1 else "")
    heading = title if len(title) <= 60 else ""
    outline = read_outline(paragraphs[1:])
    if sum(len(paragraph.text) for paragraph in paragraphs) <= LONG_ANNEX or not is_numbered(outline):
        yield plain_article(label, paragraphs, ArticleKind.ANNEX, heading=heading, page_starts=page_starts)
        return
    lead = (paragraphs[0], *outline.before)
    yield plain_article(label, lead, ArticleKind.ANNEX, heading=heading, page_starts=page_starts)
    for article in outline_articles(outline, page_starts):
        headings = (heading, *article.headings) if heading else article.headings
        yield replace(article, label=f"{label} {article.label}", kind=ArticleKind.ANNEX, headings=headings)
