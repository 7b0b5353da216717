"""Makes the run: `integrity ingest` in a process of its own, then Chroma alone on the vectors it made.

Chroma alone is what anybody would write: chromadb's own client, `add` of as many at once as it takes, its own settings
but for the graph, which is as fine as ours.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.retrieval.latency import every_passage
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience, Passage, passage_id
from knowledge.vectors import ADD_AT_MOST, HNSW

GRAPH = ("space", "ef_construction", "ef_search", "max_neighbors")


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one run; rates in passages a second, memory in MiB, times in seconds.

    `chroma` is told ids and vectors, `chroma_whole` also texts, titles and headings, so that it holds what the program
    holds, with Chroma's own index of the texts.
    """

    files: int
    passages: int
    seconds: float
    rate: float
    chroma_rate: float
    share: float
    chroma_whole_rate: float
    share_of_whole: float
    peak_mib: float
    again_seconds: float
    data_mib: float


def measure(paths: list[Path]) -> Measured:
    """Ingests the paths into an empty data folder, again unchanged, then adds the same vectors to bare Chroma."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = _ingest(paths, folder)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = _ingest(paths, folder)
        application = Application(read_settings(folder))
        catalogue = application.catalogue()
        ids = _ids(catalogue)
        vectors = {a: application.index(a).vectors.vectors(some) for a, some in ids.items() if some}
        chroma = _add_alone(vectors, Path(name) / "bare" / "vectors")
        texts = {passage.id: passage for passage in every_passage(application)}
        whole = _add_alone(vectors, Path(name) / "bare" / "whole", texts)
        passages = sum(map(len, ids.values()))
        return Measured(
            files=len(catalogue.source_digests()),
            passages=passages,
            seconds=round(seconds, 1),
            rate=round(passages / seconds, 1),
            chroma_rate=round(passages / chroma, 1),
            share=round(chroma / seconds, 3),
            chroma_whole_rate=round(passages / whole, 1),
            share_of_whole=round(whole / seconds, 3),
            peak_mib=round(peak, 1),
            again_seconds=round(again, 1),
            data_mib=round(_size(folder) / 2**20, 1),
        )


def _ingest(paths: list[Path], folder: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "ui.cli", "ingest", *map(str, paths), "--data-dir", str(folder), "--json"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _ids(catalogue: Catalogue) -> dict[Audience, list[str]]:
    ids: dict[Audience, list[str]] = {audience: [] for audience in Audience}
    for version in catalogue.versions().values():
        for ordinal, pieces in catalogue.pieces_of(version):
            ids[version.audience] += [passage_id(version.id, ordinal, piece) for piece in range(pieces)]
    return ids


def _add_alone(
    vectors: dict[Audience, dict[str, np.ndarray]], folder: Path, texts: dict[str, Passage] | None = None
) -> float:
    import chromadb
    from chromadb.config import Settings

    graph: Any = {name: HNSW["hnsw"][name] for name in GRAPH}
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    total = 0.0
    for audience, stored in vectors.items():
        name = f"bare-{audience.value}"
        made = client.create_collection(name, configuration={"hnsw": graph}, embedding_function=None)
        names, rows = list(stored), np.stack(list(stored.values()))
        started = time.perf_counter()
        for at in range(0, len(names), ADD_AT_MOST):
            some = names[at : at + ADD_AT_MOST]
            beside = _told([texts[one] for one in some]) if texts else {}
            made.add(ids=some, embeddings=rows[at : at + ADD_AT_MOST], **beside)
        total += time.perf_counter() - started
    return total


def _told(passages: Sequence[Passage]) -> dict[str, Any]:
    """What a collection is told beside ids and vectors."""
    known = [
        {"version": one.version_id, "ordinal": one.ordinal, "title": one.title, "headings": one.headings}
        for one in passages
    ]
    return {"documents": [one.text for one in passages], "metadatas": known}


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and "bare" not in file.parts)
