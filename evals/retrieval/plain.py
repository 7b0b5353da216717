"""Plain LangChain and Chroma, as a tutorial sets them up: running text, a stock splitter, similarity search.

Each document is one text, cut by RecursiveCharacterTextSplitter and put into langchain-chroma. No stock model can be
fetched offline, so the embedding model is the program's own: what differs is parsing, the lexical side and fusion.
A piece names no article; it counts as the articles that it holds, in their order, which is what a reader would check.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from evals.encoder.texts import Text
from evals.retrieval.questions import Question, key_text
from knowledge.encoder.port import Encoder

PIECE, OVERLAP, ADDED_AT_ONCE = 500, 50, 5000
LEAST = 40
"""Of an article that begins or ends outside a piece, so many characters must lie in it."""
TOP_K = 100
Span = tuple[int, int, str]


class AsEmbeddings(Embeddings):
    """An encoder as LangChain calls it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [[float(value) for value in row] for row in self._encoder.encode_document(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(value) for value in self._encoder.encode_query([text])[0]]


class PlainStore:
    """The pieces of some articles' documents."""

    def __init__(self, articles: Sequence[Text], encoder: Encoder, folder: Path) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP, add_start_index=True)
        self._spans: dict[str, list[Span]] = {}
        texts: dict[str, str] = {}
        for (title, part), group in groupby(articles, key=lambda article: (article.title, article.part)):
            name = f"{title}/{part}"
            texts[name], self._spans[name] = _written(list(group))
        pieces = splitter.create_documents(list(texts.values()), [{"source": name} for name in texts])
        self.store = Chroma("plain", AsEmbeddings(encoder), persist_directory=str(folder))
        for first in range(0, len(pieces), ADDED_AT_ONCE):
            self.store.add_documents(pieces[first : first + ADDED_AT_ONCE])
        self.pieces = len(pieces)

    def articles(self, question: str) -> tuple[str, ...]:
        """The hundred first articles of the pieces found."""
        found: list[str] = []
        for piece in self.store.similarity_search(question, k=TOP_K):
            start = int(piece.metadata["start_index"])
            spans = self._spans[piece.metadata["source"]]
            found += _within(spans, start, start + len(piece.page_content))
        return tuple(dict.fromkeys(found))[:TOP_K]


def plain_ranking(articles: Sequence[Text], questions: Sequence[Question], encoder: Encoder,
                  folder: Path) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """What a plain store of the articles finds for each question."""
    store = PlainStore(articles, encoder, folder)
    return {question.id: store.articles(question.text) for question in questions}


def _written(articles: Sequence[Text]) -> tuple[str, list[Span]]:
    """The document as running text, and where in it each article stands."""
    parts, spans, position = [], [], 0
    for article in articles:
        text = f"{article.label} {article.body}"
        parts.append(text)
        spans.append((position, position + len(text), key_text(article.key)))
        position += len(text) + 2
    return "\n\n".join(parts), spans


def _within(spans: Sequence[Span], start: int, end: int) -> list[str]:
    return [key for first, last, key in spans if min(end, last) - max(start, first) >= min(LEAST, last - first)]
