"""The indexes rebuilt from the catalogue, which is the truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.split import pieces
from knowledge.catalogue.reading import Catalogue
from knowledge.encoder.port import Encoder
from knowledge.model import Audience, CataloguedArticle, Passage
from knowledge.store import AudienceIndex

BATCH = 4000


def reindex(catalogue: Catalogue, indexes: Mapping[Audience, AudienceIndex], encoder: Encoder) -> Iterator[int]:
    """Puts every visible passage into empty indexes.

    Gives first the number of versions, then after each version how many of its passages went in.
    """
    versions = list(catalogue.versions().values())
    yield len(versions)
    waiting: dict[Audience, list[Passage]] = {audience: [] for audience in indexes}
    for version in versions:
        made = [passage for article in catalogue.articles_of(version) for passage in passages_of(article)]
        batch = waiting[version.audience]
        batch.extend(made)
        if len(batch) >= BATCH:
            indexes[version.audience].replace(batch, (), (), encoder)
            batch.clear()
        yield len(made)
    for audience, batch in waiting.items():
        indexes[audience].replace(batch, (), (), encoder)


def passages_of(found: CataloguedArticle) -> list[Passage]:
    """The passages of one catalogued article, the same as when it was first taken in."""
    article, version = found.article, found.version
    headings = " ".join(dict.fromkeys((*article.headings, article.heading)))
    return [
        Passage(version.id, found.ordinal, piece, text, start, version.title, headings)
        for piece, (start, text) in enumerate(pieces(article.text))
    ]
