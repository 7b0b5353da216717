"""News, interpretations and letters without numbers: paragraphs, cited as 第N段."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.metadata.responsibilities import read_responsibilities
from ingest.sections import Sections
from ingest.structure.leaves import page_of
from ingest.structure.official import surrounded
from knowledge.model import Article
from knowledge.reference.labels import passage_label


def prose_articles(sections: Sections, page_starts: Sequence[int] = ()) -> tuple[Article, ...]:
    """Every paragraph of the document's own text as an article, counted from 1."""
    paragraphs = [
        Article(
            passage_label(number),
            paragraph.text,
            page=page_of(paragraph.start, page_starts),
            responsibilities=read_responsibilities(paragraph.text),
        )
        for number, paragraph in enumerate(sections.body, 1)
    ]
    return surrounded(sections, paragraphs, page_starts)
