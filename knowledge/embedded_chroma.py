"""Embedded Chroma by its compiled part alone: chromadb's Python layer takes most of a second to import.

`chromadb_rust_bindings` is part of chromadb and has no promise of its own, so only the versions that this module was
tested with are spoken to; with any other, `open_embedded` gives None and chromadb's own client does it (ADR 0014).
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

Bindings = Any
"""The compiled part; it comes without types."""
TESTED_WITH = ("1.5.",)
WHERE = ("default_tenant", "default_database")
FILES_OF_AN_INDEX = 5  # as chromadb reckons how many indexes may be open at once
_open: WeakValueDictionary[Path, EmbeddedClient] = WeakValueDictionary()
_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class EmbeddedCollection:
    """What `knowledge.vectors` uses of a collection, under chromadb's names."""

    bindings: Bindings
    id: str
    name: str
    metadata: Mapping[str, Any] | None

    def count(self) -> int:
        """How many records it has."""
        return int(self.bindings.count(self.id, *WHERE))

    def upsert(self, ids: list[str], embeddings: NDArray[np.float32]) -> None:
        """Adds records or replaces those of the same id."""
        self.bindings.upsert(self.id, ids, list(embeddings), None, None, None, *WHERE)

    def delete(self, ids: list[str]) -> None:
        """Removes records."""
        self.bindings.delete(self.id, ids, None, None, None, *WHERE)

    def get(self, ids: list[str], include: list[str]) -> dict[str, Any]:
        """Records by id, in chromadb's order."""
        found = self.bindings.get(self.id, ids, None, None, 0, None, include, *WHERE)
        return {"ids": found.ids, "embeddings": found.embeddings}

    def query(self, query_embeddings: NDArray[np.float32], n_results: int, include: list[str]) -> dict[str, Any]:
        """The nearest records of each row."""
        found = self.bindings.query(self.id, None, list(query_embeddings), n_results, None, None, include, *WHERE)
        return {"ids": found.ids, "distances": found.distances}


class EmbeddedClient:
    """What `knowledge.vectors` uses of a client, under chromadb's names."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings

    def list_collections(self) -> Sequence[EmbeddedCollection]:
        """Every collection in the folder."""
        return [self._collection(found) for found in self._bindings.list_collections(None, None, *WHERE)]

    def get_or_create_collection(self, name: str, metadata: Mapping[str, Any], configuration: Mapping[str, Any],
                                 embedding_function: None) -> EmbeddedCollection:  # fmt: skip
        """The collection of that name; a new one has this configuration, vectors come with each record."""
        assert embedding_function is None
        given = json.dumps({**configuration, "spann": None, "embedding_function": {"type": "legacy"}})
        return self._collection(self._bindings.create_collection(name, given, None, dict(metadata), True, *WHERE))

    def delete_collection(self, name: str) -> None:
        """Throws a collection away."""
        self._bindings.delete_collection(name, *WHERE)

    def _collection(self, found: Any) -> EmbeddedCollection:  # noqa: ANN401 - the bindings' own
        return EmbeddedCollection(self._bindings, str(found.id), found.name, found.metadata)


def open_embedded(folder: Path) -> EmbeddedClient | None:
    """Chroma in a folder, once for all of this program; None if chromadb or the system is not one that was tested."""
    if sys.platform == "win32" or not version("chromadb").startswith(TESTED_WITH):
        return None
    with _opening:
        place = folder.resolve()
        client = _open.get(place)
        if client is None:
            client = _open[place] = EmbeddedClient(_bindings(folder))
        return client


def _bindings(folder: Path) -> Bindings:
    import resource

    import chromadb_rust_bindings as chroma  # type: ignore[import-untyped]

    database = chroma.SqliteDBConfig(
        hash_type=chroma.MigrationHash.MD5,
        migration_mode=chroma.MigrationMode.Apply,
        url=str(folder / "chroma.sqlite3"),
    )
    return chroma.Bindings(
        allow_reset=False,
        sqlite_db_config=database,
        persist_path=str(folder),
        hnsw_cache_size=resource.getrlimit(resource.RLIMIT_NOFILE)[0] // FILES_OF_AN_INDEX,
    )
