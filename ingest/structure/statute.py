"""A statute: 编, 章, 节, 条 with its head, from Markdown of the law collection or the same law in any format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ingest.clean import Paragraph
from ingest.loaded import LoadedText
from ingest.metadata.references import read_references
from ingest.metadata.responsibilities import read_responsibilities
from ingest.structure.leaves import outline_articles, page_of, plain_articles
from ingest.structure.official import is_numbered
from ingest.structure.outline import read_outline
from ingest.structure.statute_articles import PREAMBLE, annex_articles, opens_annex, statute_articles
from ingest.structure.statute_head import Head, dates_of, number_of, read_head, split_preface
from ingest.structure.statute_kind import issuer_of, kind_of, place_of
from ingest.structure.statute_lines import INFO_END, StatuteLine, mark_paragraphs, read_statute_lines
from ingest.structure.statute_mending import mend
from knowledge.model import Article, ArticleKind, Audience, DocumentReference, ParsedDocument
from knowledge.reference.labels import passage_label
from knowledge.reference.numerals import NUMERAL
from knowledge.reference.titles import plain_titles

FEWEST_ARTICLES = 2
_LAST = 3
"""How many articles from the end may say when a statute comes into force."""

_OPENING = re.compile(rf"^[\s#]*[第笫]\s?{NUMERAL}\s?条", re.M)
_FILE_DATE = re.compile(r"[（(]\d{4}-\d{2}-\d{2}[)）]$")


def parse_statute(loaded: LoadedText) -> ParsedDocument | None:
    """The statute in a file; None if the text isn't one.

    One it is as the law collection writes it, or with 第一条, 第二条 … in any other text. Whether the 办法 that
    an office issues counts as one is for the caller to say; for its body alone there is `numbered_articles`.
    """
    collected = INFO_END in loaded.text
    if loaded.front_matter or not (collected or _opens_articles(loaded.text)):
        return None
    told, body = read_statute_lines(loaded)
    if not collected and _count(body) < FEWEST_ARTICLES:
        return None
    head = read_head(told, loaded.name)
    head, body = split_preface([*head.extra, *body], head)
    outer = (head.part,) if head.part else ()
    if _count(body):
        articles = statute_articles(mend(body), outer, loaded.page_starts)
    else:
        articles = _numbered_otherwise(body, loaded.page_starts)
    return _document(head, articles, body, loaded.name)


def _opens_articles(text: str) -> bool:
    """Whether enough lines open with 第N条 to be worth a closer look."""
    return sum(1 for _ in islice(_OPENING.finditer(text), FEWEST_ARTICLES)) == FEWEST_ARTICLES


def numbered_articles(paragraphs: Sequence[Paragraph], page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """The articles of an official document's body that is numbered 第一条, 第二条 …; () for any other body."""
    lines = mark_paragraphs(paragraphs)
    if _count(lines) < FEWEST_ARTICLES:
        return ()
    articles = statute_articles(mend(lines), (), page_starts)
    return tuple(replace(article, responsibilities=read_responsibilities(article.text)) for article in articles)


def _count(lines: Sequence[StatuteLine]) -> int:
    return sum(line.article is not None for line in lines)


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
    """The articles of a statute without 第N条: 一、 （一） 1., or paragraphs.

    What an amending decision quotes (“（一）…) stays with the point that quotes it, a table with what it follows.
    """
    ends = next((index for index, line in enumerate(body) if index and opens_annex(line)), len(body))
    annexes = annex_articles(body[ends:], page_starts)
    paragraphs: list[Paragraph] = []
    for line in body[:ends]:
        if paragraphs and line.text.startswith(("“", "|")):
            paragraphs[-1] = Paragraph(f"{paragraphs[-1].text}\n{line.text}", paragraphs[-1].start)
        else:
            paragraphs.append(Paragraph(line.text, line.start))
    outline = read_outline(paragraphs)
    if is_numbered(outline):
        preamble = plain_articles(PREAMBLE, outline.before, ArticleKind.PREAMBLE, page_starts=page_starts)
        return (*preamble, *outline_articles(outline, page_starts), *annexes)
    passages = (
        Article(passage_label(number), paragraph.text, page=page_of(paragraph.start, page_starts))
        for number, paragraph in enumerate(paragraphs, 1)
    )
    return (*passages, *annexes)


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
