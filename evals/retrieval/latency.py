"""How long a search takes, and how that grows: `python -m evals.retrieval.latency FILE --data-dir DIR --work DIR`.

Knowledge bases of several sizes are made in `--work` from the articles of the one in `--data-dir` (repeated under
other version names where it has too few), then asked the questions of a labelled file: plainly, and narrowed to types.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.retrieval.questions import read_questions
from evals.retrieval.score import latency
from ingest.reindex import passages_of
from knowledge.encoder.port import Encoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Audience, DocumentType, Passage
from knowledge.search.filters import Filters
from knowledge.search.gathering import CANDIDATES
from knowledge.store import AudienceIndex
from knowledge.vectors import ArticleVectors, open_client

SIZES = (5_000, 20_000, 58_639, 100_000)
QUESTIONS, TOP_K, WARM = 200, 10, 40
LAWS = frozenset({DocumentType.LAW, DocumentType.ADMINISTRATIVE_REGULATION})


def main() -> None:
    """Measures, and writes the figures as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".jsonl"))
    given = parser.parse_args()
    application = Application(read_settings(given.data_dir))
    texts = [one.text for one in read_questions(given.file)][: QUESTIONS + WARM]
    rows = [whole_search(application, texts)]
    passages = list(islice(every_passage(application), max(given.sizes, default=0)))
    rows += [both_indexes(passages, size, texts, given.work, application.encoder) for size in given.sizes]
    given.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def whole_search(application: Application, texts: Sequence[str]) -> dict[str, Any]:
    """The search as the program does it, over the whole knowledge base."""
    searcher = application.searcher()
    day = datetime.now(UTC).date()

    def timed(filters: Filters) -> dict[str, float]:
        return _timed(lambda text: searcher.search(text, filters, TOP_K), texts)

    figures = {
        "in force": timed(Filters(day)),
        "in force, laws and regulations": timed(Filters(day, types=LAWS)),
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"what": "search", "passages": sum(len(index.lexical) for index in application.indexes().values()),
            "memory_mb": round(memory), "load": os.getloadavg()[0], **figures}  # fmt: skip


def both_indexes(passages: Sequence[Passage], size: int, texts: Sequence[str], work: Path,
                 encoder: Encoder) -> dict[str, Any]:  # fmt: skip
    """Encoding, both indexes and the likeness of their candidates, over so many passages."""
    folder = work / str(size)
    client = open_client(folder / "chroma", None)
    vectors = ArticleVectors(client, Audience.PUBLIC, encoder.name, rows=folder / "vectors")
    index = AudienceIndex(LexicalIndex(folder / "lexical"), vectors)
    if not len(index.lexical):
        copies = (replace(passages[n % len(passages)], version_id=f"{passages[n % len(passages)].version_id}x{n}")
                  for n in range(size))  # fmt: skip
        index.replace(list(copies), (), (), encoder)

    def ask(text: str) -> None:
        vector = encoder.encode_query([text])[0]
        lexical = dict(index.lexical.query(text, CANDIDATES))
        dense = index.nearest(vector, CANDIDATES)
        index.vectors.similarities(vector, list(lexical.keys() - dense.keys()))

    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return {"what": "indexes", "passages": size, "disk_mb": round(disk), "load": os.getloadavg()[0],
            "both": _timed(ask, texts)}  # fmt: skip


def _timed(ask: Callable[[str], object], texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds by the clock, and of processor time: on a busy machine the second tells more."""
    clock, processor = [], []
    for text in texts:
        started, spent = time.perf_counter(), time.process_time()
        ask(text)
        clock.append(time.perf_counter() - started)
        processor.append(time.process_time() - spent)
    busy = {f"cpu_{name}": value for name, value in latency(processor[WARM:]).items()}
    return {**latency(clock[WARM:]), **busy}


def every_passage(application: Application) -> Iterator[Passage]:
    """Every passage of a knowledge base, made from its catalogue as `integrity reindex` makes them."""
    catalogue = application.catalogue()
    for version in catalogue.versions().values():
        for article in catalogue.articles_of(version):
            yield from passages_of(article)


if __name__ == "__main__":
    main()
