"""The texts to learn words from: articles of statutes and policies, running text, people's own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.load import load
from ingest.loaded import Rejected
from ingest.structure import read_documents
from knowledge.model import ArticleKind, ParsedDocument
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

CONSULTATIONS = ("consultation", "scene-article")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with the place where it stands."""

    title: str
    label: str
    headings: tuple[str, ...]
    body: str
    part: str = ""

    @property
    def key(self) -> Key:
        """What the article is known by."""
        return title_key(self.title), label_key(self.label)


@dataclass(frozen=True, slots=True)
class Material:
    """What the self-supervised stages read. `lay` are LawBench's texts; `rejected` files were refused by `ingest`."""

    articles: tuple[Text, ...]
    national: tuple[str, ...]
    local: tuple[str, ...]
    lay: tuple[str, ...]
    rejected: int


def gather(shared: Path, files: int | None = None) -> Material:
    """Reads everything once; nothing in stard/ is opened.

    Args:
        shared: The folder with laws/, policies/ and lawbench/; what it lacks is not learnt from.
        files: Read only so many statutes of each kind, evenly spread.
    """
    national, refused = _documents(_some(sorted((shared / "laws" / "national").rglob("*.md")), files))
    local, more = _documents(_some(sorted((shared / "laws" / "local").rglob("*.md")), files))
    policies, rest = _documents(sorted((shared / "policies").glob("*.txt")))
    return Material(
        tuple(_articles(_newest([*national, *policies]))),
        tuple(_running([*national, *policies])),
        tuple(_running(local)),
        tuple(text for row in _lawbench(shared) for text in (row["question"], row["answer"])),
        refused + more + rest,
    )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON lines; none if it isn't there."""
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _some(paths: list[Path], count: int | None) -> list[Path]:
    return paths if count is None or count >= len(paths) else [paths[i * len(paths) // count] for i in range(count)]


def _documents(paths: Iterable[Path]) -> tuple[list[ParsedDocument], int]:
    found: list[ParsedDocument] = []
    rejected = 0
    for path in paths:
        try:
            found += read_documents(load(path))
        except Rejected:
            rejected += 1
    return found, rejected


def _newest(documents: Iterable[ParsedDocument]) -> list[ParsedDocument]:
    newest: dict[Key, ParsedDocument] = {}
    for document in documents:
        key = (title_key(document.title), document.part)
        if key not in newest or _day(document) >= _day(newest[key]):
            newest[key] = document
    return list(newest.values())


def _articles(documents: Iterable[ParsedDocument]) -> list[Text]:
    return [
        Text(document.title, article.label, article.headings, article.text, document.part)
        for document in documents
        for article in document.articles
        if article.kind is ArticleKind.ARTICLE and article.text.strip()
    ]


def _running(documents: Iterable[ParsedDocument]) -> Iterator[str]:
    return (article.text for document in documents for article in document.articles)


def _lawbench(shared: Path) -> Iterator[dict[str, Any]]:
    for name in (*CONSULTATIONS, "article-prediction"):
        yield from rows(shared / "lawbench" / f"{name}.jsonl")


def _day(document: ParsedDocument) -> str:
    return max((day.isoformat() for day in document.dates.values()), default="")
