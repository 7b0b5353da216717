"""The articles searched in a cross-validation, in the program's own lexical index and as vectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.encoder.texts import Key, Text
from evals.retrieval.questions import key_text
from ingest.split import pieces
from knowledge.encoder.port import Encoder
from knowledge.encoder.static import StaticEncoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Passage, passage_place
from knowledge.reference.mentions import find_mentions
from knowledge.reference.references import articles_named
from knowledge.reference.titles import title_key
from knowledge.search.closely import CloseReader
from knowledge.search.fusion import Candidate, Reading
from knowledge.store import indexed_text

CANDIDATES = 200
BATCH = 256
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What both sides find for a question, best first, and the candidates that they make together."""

    lexical: tuple[Place, ...]
    dense: tuple[Place, ...]
    candidates: tuple[Candidate, ...]
    readings: dict[Place, Reading]
    """Every candidate read word by word with the fold's own model."""


class Library:
    """Articles as the program indexes them; a document's name is its title and part."""

    def __init__(self, articles: Sequence[Text], folder: Path) -> None:
        self._passages = _passages(articles)
        self._places = [(passage.version_id, passage.ordinal) for passage in self._passages]
        self._key: dict[Place, str] = {}
        for passage, article in zip(self._passages, _owners(articles), strict=True):
            self._key[passage.version_id, passage.ordinal] = key_text(article.key)
        self._titles = {passage.version_id: passage.title for passage in self._passages}
        self._documents_citing, self._articles_citing = citing(articles)
        self._by_place: dict[Place, list[int]] = {}
        for row, place in enumerate(self._places):
            self._by_place.setdefault(place, []).append(row)
        self._articles: dict[Place, Text] = {}
        for passage, article in zip(self._passages, _owners(articles), strict=True):
            self._articles[passage.version_id, passage.ordinal] = article
        self._lexical = LexicalIndex(folder)
        if len(self._lexical) != len(self._passages):
            self._lexical.replace(self._passages, sorted(self._titles))

    def key(self, place: Place) -> str:
        """The article's name in the labels."""
        return self._key[place]

    def encode(self, encoder: Encoder) -> NDArray[np.float32]:
        """A row a passage."""
        return encoder.encode_document([indexed_text(passage) for passage in self._passages])

    def find(self, questions: Sequence[str], encoder: StaticEncoder) -> list[Found]:
        """Both sides' two hundred best for each question, as the program gathers them."""
        documents = self.encode(encoder)
        reader = CloseReader(encoder)
        texts = [(" ".join((one.title, *dict.fromkeys(one.headings))), one.body) for one in self._articles.values()]
        words = dict(zip(self._articles, reader.words(texts), strict=True))
        found = []
        for first in range(0, len(questions), BATCH):
            part = questions[first : first + BATCH]
            similar = encoder.encode_query(part) @ documents.T
            for question, row in zip(part, similar, strict=True):
                both = self._both(question, row)
                places = [(one.version_id, one.ordinal) for one in both.candidates]
                read = reader.read(question, [words[place] for place in places])
                found.append(replace(both, readings=dict(zip(places, read, strict=True))))
        return found

    def _both(self, question: str, similar: NDArray[np.float32]) -> Found:
        lexical: dict[Place, float] = {}
        dense: dict[Place, float] = {}
        for name, value in self._lexical.query(question, CANDIDATES):
            place = passage_place(name)
            lexical[place] = max(lexical.get(place, 0.0), value)
        nearest = np.argpartition(-similar, CANDIDATES)[:CANDIDATES]
        for row in nearest[np.argsort(-similar[nearest], kind="stable")]:
            dense.setdefault(self._places[row], float(similar[row]))
        best = tuple(dense)
        for row in self._rows(lexical.keys() - dense.keys()):
            place = self._places[row]
            dense[place] = max(dense.get(place, -1.0), float(similar[row]))
        first = tuple(lexical)
        for name, value in self._lexical.scores(question, self._names(dense.keys() - lexical.keys())).items():
            place = passage_place(name)
            lexical[place] = max(lexical.get(place, 0.0), value)
        candidates = tuple(
            self._candidate(place, lexical.get(place, 0.0), value)
            for place, value in dense.items()
        )
        return Found(first, best, candidates, {})

    def _candidate(self, place: Place, lexical: float, dense: float) -> Candidate:
        title = self._titles[place[0]]
        return Candidate(
            *place,
            lexical,
            dense,
            document=title,
            documents_citing=self._documents_citing[title_key(title)],
            articles_citing=self._articles_citing[self._articles[place].key],
        )

    def _names(self, places: Collection[Place]) -> list[str]:
        return [self._passages[row].id for row in self._rows(places)]

    def _rows(self, places: Collection[Place]) -> list[int]:
        return [row for place in places for row in self._by_place[place]]


def citing(articles: Sequence[Text]) -> tuple[Counter[str], Counter[Key]]:
    """How many other documents name a document (by title key), and how many of their articles name an article."""
    documents: dict[str, set[str]] = defaultdict(set)
    named: Counter[Key] = Counter()
    for article in articles:
        own = article.key[0]
        pointed = {key for key in articles_named(article.body) if key[0] != own}
        named.update(pointed)
        whole = {title_key(mention.title) for mention in find_mentions(article.body)}
        for title in {title for title, _ in pointed} | whole - {own}:
            documents[title].add(own)
    return Counter({title: len(some) for title, some in documents.items()}), named


def _passages(articles: Sequence[Text]) -> list[Passage]:
    numbers: dict[tuple[str, str], int] = {}
    ordinals: dict[str, int] = {}
    found = []
    for article in articles:
        version = f"d{numbers.setdefault((article.title, article.part), len(numbers))}"
        ordinal = ordinals[version] = ordinals.get(version, -1) + 1
        context = " ".join(dict.fromkeys(article.headings))
        for piece, (start, text) in enumerate(pieces(article.body)):
            found.append(Passage(version, ordinal, piece, text, start, article.title, context))
    return found


def _owners(articles: Sequence[Text]) -> list[Text]:
    return [article for article in articles for _ in pieces(article.body)]
