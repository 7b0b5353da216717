"""How sure text recognition was of what it read: by the page, or by the picture whose lines an article has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from ingest.load.radicals import mend_radicals
from ingest.loaded import LoadedText, Page, PageSource
from knowledge.model import Article, ParsedDocument

_FEWEST, _TELLING = 2, 10
"""Characters of a line that is looked for; with fewer than the second it could stand in an article by chance."""


def with_confidence(documents: Sequence[ParsedDocument], loaded: LoadedText) -> list[ParsedDocument]:
    """The documents, their articles with the confidence of the page that they stand on or of the pictures in them."""
    sure = {
        number: page.confidence
        for number, page in enumerate(loaded.pages, 1)
        if page.source is PageSource.OCR and page.confidence is not None
    }
    on_pages = (page for page in loaded.pages if page.source is PageSource.TEXT)
    lines = [line for page in (*loaded.pictures, *on_pages) for line in _lines(page)]
    if not sure and not lines:
        return list(documents)
    return [replace(one, articles=tuple(_article(a, sure, lines) for a in one.articles)) for one in documents]


def _article(article: Article, sure: dict[int, float], lines: Sequence[tuple[str, float]]) -> Article:
    confidence = sure.get(article.page or 0)
    if confidence is None and lines:
        words = _packed(article.label + article.text)
        found = [(len(said), confident) for said, confident in lines if said in words]
        read = sum(count for count, _ in found)
        if any(count >= _TELLING for count, _ in found) or read * 2 > len(words):
            confidence = round(sum(count * confident for count, confident in found) / max(1, read), 4)
    return replace(article, confidence=confidence)


def _lines(page: Page) -> list[tuple[str, float]]:
    said = [(_packed(mend_radicals(line.text)), line.confidence) for line in page.lines]
    return [(text, confident) for text, confident in said if len(text) >= _FEWEST]


def _packed(text: str) -> str:
    """Its letters, characters and figures alone: marks are mended on the way."""
    return "".join(character for character in normalize("NFKC", text) if character.isalnum())
