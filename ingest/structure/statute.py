"""A statute: 编, 章, 节, 条 with its head, from Markdown of the law collection or the same law in any format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import Paragraph
from ingest.loaded import LoadedText
from ingest.metadata.references import read_references
from ingest.structure.leaves import outline_articles, plain_article
from ingest.structure.official import is_numbered
from ingest.structure.outline import read_outline
from ingest.structure.statute_articles import PREAMBLE, statute_articles
from ingest.structure.statute_head import Head, dates_of, number_of, read_head, split_preface
from ingest.structure.statute_kind import issuer_of, kind_of, place_of
from ingest.structure.statute_lines import INFO_END, StatuteLine, read_statute_lines
from ingest.structure.statute_mending import mend
from knowledge.model import Article, ArticleKind, Audience, DocumentReference, ParsedDocument
from knowledge.reference.labels import passage_label
from knowledge.reference.titles import plain_titles

FEWEST_ARTICLES = 2
_LAST = 3
"""How many articles from the end may say when a statute comes into force."""

_FILE_DATE = re.compile(r"[（(]\d{4}-\d{2}-\d{2}[)）]$")
_AMENDS = re.compile(r"关于(?:修改|修正|修订|废止|停止)")


def parse_statute(loaded: LoadedText) -> ParsedDocument | None:
    """The statute in a file; None if the text isn't one (no 第N条, and no head as the law collection writes it)."""
    told, body = read_statute_lines(loaded)
    collected = INFO_END in loaded.text
    if not collected and sum(line.article is not None for line in body) < FEWEST_ARTICLES:
        return None
    head = read_head(told, loaded.name)
    head, body = split_preface([*head.extra, *body], head)
    outer = (head.part,) if head.part else ()
    if any(line.article for line in body):
        articles = statute_articles(mend(body), outer, loaded.page_starts)
    else:
        articles = _numbered_otherwise(body, loaded.page_starts)
    return _document(head, articles, body, loaded.name)


def _document(head: Head, articles: tuple[Article, ...], body: Sequence[StatuteLine], name: str) -> ParsedDocument:
    cited = [article for article in articles if article.kind is ArticleKind.ARTICLE]
    closing = "\n".join(article.text for article in cited[-_LAST:])
    text = "\n".join(article.text for article in articles)
    kind = kind_of(head, closing, text)
    issuer = issuer_of(head, kind, closing)
    region = place_of(kind, (issuer, head.title))
    return ParsedDocument(
        title=head.title,
        part=head.part,
        type=kind,
        articles=articles,
        number=number_of(head, body),
        issuer=issuer,
        region=region,
        audience=Audience.PUBLIC,
        dates=dates_of(head, closing, name),
        short_titles=_short_titles(head, name, region),
        references=_references(head, text),
    )


def _numbered_otherwise(body: Sequence[StatuteLine], page_starts: Sequence[int]) -> tuple[Article, ...]:
    """The articles of a statute without 第N条: 一、 （一） 1., or paragraphs."""
    paragraphs = [Paragraph(line.text, line.start) for line in body]
    outline = read_outline(paragraphs)
    if is_numbered(outline):
        numbered = outline_articles(outline, page_starts)
        if not outline.before:
            return tuple(numbered)
        return (plain_article(PREAMBLE, outline.before, ArticleKind.PREAMBLE, page_starts=page_starts), *numbered)
    return tuple(
        plain_article(passage_label(number), [paragraph], ArticleKind.ARTICLE, page_starts=page_starts)
        for number, paragraph in enumerate(paragraphs, 1)
    )


def _short_titles(head: Head, name: str, region: str) -> tuple[str, ...]:
    """Other names: without 中华人民共和国, 杭州 for 杭州市, the file's own, 民法典合同编 for a part."""
    whole = plain_titles(head.title)
    if head.part:
        return (*whole, *(f"{form}{head.part}" for form in whole))
    spoken = re.sub(rf"^{region}[省市]", region, head.title) if region else ""
    forms = dict.fromkeys([*whole, spoken, _FILE_DATE.sub("", name).strip()])
    return tuple(form for form in forms if len(form) > 1 and form != head.title)


def _references(head: Head, text: str) -> tuple[DocumentReference, ...]:
    found, _, _ = read_references(text, (head.title, *plain_titles(head.title)))
    return found
