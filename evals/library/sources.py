"""The articles that the handbook names as its sources, found in the originals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evals.library.grammar import BASIS, BASIS_LABEL, BASIS_TITLE, FILE_DAY
from evals.library.pairs import SHARED, Pair, articles_of
from ingest.load import load
from ingest.structure import read_documents
from knowledge.model import Article, ParsedDocument
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key


@dataclass(frozen=True, slots=True)
class Source:
    """One article that a handbook article rests on; `article` is None where the original has none."""

    title: str
    label: str
    article: Article | None


class Originals:
    """The originals of the cards, and laws and regulations by their titles."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._documents: dict[str, list[ParsedDocument]] = {}
        for pair in pairs:
            for name in (pair.card.title, *pair.card.short_titles):
                self._documents[title_key(name)] = [pair.original] if pair.original else []

    def sources_of(self, text: str) -> list[Source]:
        """The sources that a handbook article states on its last line."""
        basis = BASIS.search(text)
        return list(self._read(basis["sources"])) if basis else []

    def _read(self, sources: str) -> Iterator[Source]:
        for title in BASIS_TITLE.finditer(sources):
            following = BASIS_TITLE.search(sources, title.end())
            labels = sources[title.end() : following.start() if following else len(sources)]
            for label in BASIS_LABEL.findall(labels):
                yield Source(title["title"], label, self.article(title["title"], label))

    def article(self, title: str, label: str) -> Article | None:
        """An article of an original by its document's title or short title and its label."""
        documents = self._documents.get(title_key(title)) or newest_law(title)
        wanted = label_key(label)
        for document in documents:
            for name, article in articles_of(document).items():
                if label_key(name) == wanted:
                    return article
        return None


@lru_cache(maxsize=64)
def newest_law(title: str) -> list[ParsedDocument]:
    """The newest text of a law or regulation by its title; all its parts where it has several."""
    files = [
        path for path in (SHARED / "laws").rglob("*.md") if title in (FILE_DAY.sub("", path.stem), path.parent.name)
    ]
    newest = max((_day(path) for path in files), default="")
    return [document for path in sorted(files) if _day(path) == newest for document in read_documents(load(path))]


def _day(path: Path) -> str:
    match = FILE_DAY.search(path.stem)
    return match[0] if match else ""
