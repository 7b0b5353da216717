"""The dense index: one Chroma collection an audience, embedded in the data folder or on a server.

It holds ids and vectors only; the text lives in the catalogue, from which it can be rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.article_words import Packed, Tokens
from knowledge.embedded_chroma import EmbeddedClient, open_embedded
from knowledge.kept_vectors import KeptVectors
from knowledge.model import Audience
from knowledge.vector_rows import VectorRows

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

    Client = ClientAPI | EmbeddedClient

Vectors = NDArray[np.float32]
ADD_AT_MOST = 5000
HNSW: Any = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 128,
        "ef_search": 128,
        "max_neighbors": 16,
        "sync_threshold": 100,  # what is not in the index's file yet is put in anew whenever it is opened: 0.5 ms each
    }
}


class EncoderMismatch(Exception):  # noqa: N818 - says what is the matter
    """The index was made by another embedding model than the one configured."""

    def __init__(self, made_by: str, configured: str) -> None:
        super().__init__(
            f"the index was made with the embedding model {made_by}, but {configured} is configured: "
            "run `integrity reindex`, or set INTEGRITY_EMBEDDING_MODEL back"
        )


def open_client(folder: Path, url: str | None) -> Client:
    """Chroma at `url` (http://host:port), or embedded in `folder`; never reports to its makers."""
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        if embedded := open_embedded(folder):
            return embedded
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        return chromadb.HttpClient(host=parts.hostname or "127.0.0.1", port=port, ssl=secure, settings=quiet)
    return chromadb.PersistentClient(path=str(folder), settings=quiet)


class ArticleVectors:
    """The vectors of one audience's passages; in the folder `rows` once more, for a quick likeness of a few."""

    def __init__(self, client: Client, audience: Audience, encoder: str, generation: int = 0,
                 rows: Path | None = None) -> None:  # fmt: skip
        self._client = client
        self._name = _name(audience, generation)
        self._encoder = encoder
        self._collection = self._open()
        self._kept = KeptVectors(self.vectors)
        self._rows = VectorRows(rows, encoder) if rows else None

    def _open(self) -> Any:  # noqa: ANN401 - chromadb's own type is not exported
        collection = self._client.get_or_create_collection(
            self._name,
            metadata={"encoder": self._encoder},
            configuration=HNSW,
            embedding_function=None,
        )
        made_by = (collection.metadata or {}).get("encoder")
        if made_by != self._encoder and collection.count() == 0:
            self._client.delete_collection(self._name)
            return self._open()
        if made_by != self._encoder:
            raise EncoderMismatch(str(made_by), self._encoder)
        return collection

    def __len__(self) -> int:
        return int(self._collection.count())

    def add(self, ids: Sequence[str], vectors: Vectors, articles: Packed | None = None, cut_by: str = "") -> None:
        """Adds passages or replaces those of the same id; `articles` are their words as a model cut them."""
        self._kept.forget(ids)
        for part in _batches(len(ids)):
            self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
        if self._rows:
            self._rows.add(ids, vectors, articles, cut_by)

    def delete(self, ids: Sequence[str]) -> None:
        """Removes passages; ids that are not there are passed over."""
        self._kept.forget(ids)
        for part in _batches(len(ids)):
            self._collection.delete(ids=list(ids[part]))

    def query(self, vector: Vectors, top_k: int) -> list[tuple[str, float]]:
        """The nearest passages by cosine similarity (1 the same, 0 unrelated), best first."""
        found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=top_k, include=["distances"])
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of the given passages, compared one by one; those that don't exist are left out."""
        found = self._rows.similarities(ids, vector) if self._rows else {}
        found.update(self._kept.similarities([id_ for id_ in ids if id_ not in found], vector))
        return found

    def words(self, ids: Sequence[str], cut_by: str) -> list[Tokens | None]:
        """The words of articles by their first passages, as a model cut them; None for those that aren't kept."""
        return self._rows.words(ids, cut_by) if self._rows else [None] * len(ids)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of the given passages."""
        result: dict[str, Vectors] = {}
        for part in _batches(len(ids)):
            found = self._collection.get(ids=list(ids[part]), include=["embeddings"])
            result.update(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
        return result


def drop_vectors(client: Client, audience: Audience, generation: int = 0) -> None:
    """Throws an audience's collection away, whatever model made it."""
    name = _name(audience, generation)
    if name in {collection.name for collection in client.list_collections()}:
        client.delete_collection(name)


def maker_of(client: Client, audience: Audience, generation: int = 0) -> str | None:
    """The embedding model that made an audience's collection; None if there is none or nothing is in it."""
    found = {collection.name: collection for collection in client.list_collections()}.get(_name(audience, generation))
    return str((found.metadata or {}).get("encoder")) if found is not None and found.count() else None


def _name(audience: Audience, generation: int) -> str:
    return f"articles-{audience.value}-{generation}" if generation else f"articles-{audience.value}"


def _batches(count: int) -> Iterator[slice]:
    for start in range(0, count, ADD_AT_MOST):
        yield slice(start, start + ADD_AT_MOST)
