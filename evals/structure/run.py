"""Makes the run: every law of a folder read, and of each what the scores need."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.structure.grammar import ARTICLE_LINE, FILE_DATE
from ingest.load import load
from ingest.loaded import Rejected
from ingest.structure.statute import parse_statute
from knowledge.catalogue.validity import effective_date
from knowledge.model import ArticleKind, ParsedDocument
from knowledge.reference.labels import article_number

Number = tuple[int, int]
# (20, 1) is the first article put in after the twentieth


@dataclass(frozen=True, slots=True)
class LawRead:
    """One file as it was read. `lines` counts what a plain pattern takes for articles: lines with 第N条 and a space."""

    path: Path
    title: str
    part: str
    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    other_articles: int
    lines: int
    dated: str
    kind: str
    issuer: str
    number: str
    region: str
    dates: tuple[str, ...]
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """All files of a folder, and what reading them took."""

    folder: Path
    laws: tuple[LawRead, ...]
    seconds: float
    processor_seconds: float
    peak_mebibytes: float


def run(folder: Path) -> Run:
    """Reads every file below a folder, one after the other."""
    paths = sorted(path for path in folder.rglob("*.md") if path.is_file())
    wall, processor = time.perf_counter(), time.process_time()
    laws = tuple(read_law(path) for path in paths)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(folder, laws, wall, processor, peak)


def read_law(path: Path) -> LawRead:
    """One file read; a rejection and a text that is no statute are told by `rejected`."""
    try:
        loaded = load(path)
    except Rejected as rejected:
        return _unread(path, str(rejected))
    document = parse_statute(loaded)
    if document is None:
        return _unread(path, "no statute")
    lines = sum(1 for _ in ARTICLE_LINE.finditer(loaded.text))
    return _read(path, document, lines)


def _read(path: Path, document: ParsedDocument, lines: int) -> LawRead:
    articles = [article for article in document.articles if article.kind is ArticleKind.ARTICLE]
    numbers = [number for a in articles if not a.label[0].isdigit() and (number := article_number(a.label))]
    filed = FILE_DATE.search(path.stem)
    day: date | None = effective_date(document.dates)
    return LawRead(
        path=path,
        title=document.title,
        part=document.part,
        names=(document.title, *document.short_titles),
        numbers=tuple(numbers),
        other_articles=len(articles) - len(numbers),
        lines=lines,
        dated=filed[1] if filed else str(day or ""),
        kind=document.type.value,
        issuer=document.issuer,
        number=document.number,
        region=document.region,
        dates=tuple(sorted(name.value for name in document.dates)),
        rejected="" if articles else "no articles",
    )


def _unread(path: Path, why: str) -> LawRead:
    return LawRead(path, "", "", (), (), 0, 0, "", "", "", "", "", (), why)


def articles(laws: Sequence[LawRead]) -> int:
    """How many articles with 第N条 the laws have."""
    return sum(len(law.numbers) for law in laws)


def kinds_by_folder(laws: Sequence[LawRead]) -> Counter[tuple[str, str]]:
    """How often each document type was read in each folder of the collection."""
    return Counter((law.path.parent.name, law.kind) for law in laws)
