"""The cards that ship, each beside its original in ../shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.load import load
from ingest.structure import read_documents
from knowledge.model import Article, ArticleKind, ParsedDocument
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key

CARDS = Path(__file__).parents[2] / "knowledge" / "library" / "sources"
SHARED = Path(__file__).parents[3] / "shared"
ORIGINALS = Path(__file__).with_name("originals.txt")


@dataclass(frozen=True, slots=True)
class Pair:
    """A card, and its original if one was found."""

    slug: str
    card: ParsedDocument
    original: ParsedDocument | None


def read_pairs() -> list[Pair]:
    """Every card beside its original: the document of the same title and number."""
    originals = {_identity(document): document for document in _originals()}
    return [
        Pair(path.stem, card, originals.get(_identity(card)))
        for path in sorted(CARDS.glob("*.md"))
        for card in read_documents(load(path))
    ]


def articles_of(document: ParsedDocument) -> dict[str, Article]:
    """The articles proper of a document by their labels."""
    return {article.label: article for article in document.articles if article.kind is ArticleKind.ARTICLE}


def _identity(document: ParsedDocument) -> tuple[str, str]:
    number = "" if document.type.is_statute else document_number_key(document.number)
    return title_key(document.title), number


def _originals() -> Iterator[ParsedDocument]:
    for name in ORIGINALS.read_text(encoding="utf-8").split():
        place = SHARED / name
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            yield from read_documents(load(path))
