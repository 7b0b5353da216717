"""News, interpretations and letters without numbers: paragraphs, cited as 第N段."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.responsibilities import read_responsibilities
from ingest.sections import Sections
from ingest.structure.leaves import page_of, plain_articles
from ingest.structure.official import PREAMBLE, surrounded
from knowledge.model import Article, ArticleKind
from knowledge.reference.labels import passage_label

_ADDRESSEES = re.compile(r"^[^。；;]{2,200}[:：]$")


def prose_articles(sections: Sections, page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """Every paragraph of the document's own text as an article, counted from 1; whom it addresses stands apart."""
    addressed = len(sections.body) > 1 and bool(_ADDRESSEES.match(sections.body[0].text))
    paragraphs = [
        Article(
            passage_label(number),
            paragraph.text,
            page=page_of(paragraph.start, page_starts),
            responsibilities=read_responsibilities(paragraph.text),
        )
        for number, paragraph in enumerate(sections.body[addressed:], 1)
    ]
    preamble = plain_articles(PREAMBLE, sections.body[:addressed], ArticleKind.PREAMBLE, page_starts)
    return surrounded(sections, [*preamble, *paragraphs], page_starts)
