"""The texts to learn from: articles of statutes, running text, questions with answers, questions with articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.encoder.grammar import ANSWER_MARK, CITATION, LABEL, SENTENCE, STATE, WHOLE_CITATION
from ingest.load import load
from ingest.loaded import Rejected
from ingest.structure import read_documents
from knowledge.model import ArticleKind, ParsedDocument
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

SHORTEST_SENTENCE = 8
CITED_WEIGHT = 0.4
MOST_CITED = 4
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with the place where it stands."""

    title: str
    label: str
    headings: tuple[str, ...]
    body: str

    @property
    def key(self) -> Key:
        """What the article is known by."""
        return title_key(self.title), label_key(self.label)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the sentences of its answer."""

    question: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the articles that answer it, as places in the list of articles; `weight` for sampling."""

    question: str
    articles: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Material:
    """All that a training reads. `rejected` files were refused by `ingest`; `unplaced` labels name no article here."""

    articles: tuple[Text, ...]
    national: tuple[str, ...]
    local: tuple[str, ...]
    lay: tuple[str, ...]
    answered: tuple[Answered, ...]
    labelled: tuple[Labelled, ...]
    rejected: int
    unplaced: int


def gather(shared: Path, *, files: int | None = None, labels: bool = False) -> Material:
    """Reads everything once.

    Args:
        shared: The folder with laws/, policies/, lawbench/ and stard/; what it lacks is not learnt from.
        files: Read only so many statutes of each kind, evenly spread.
        labels: Read the labelled questions and their lawyers' answers too; without it nothing in stard/ is opened.
    """
    national, refused = _documents(_some(sorted((shared / "laws" / "national").rglob("*.md")), files))
    local, more = _documents(_some(sorted((shared / "laws" / "local").rglob("*.md")), files))
    policies, rest = _documents(sorted((shared / "policies").glob("*.txt")))
    articles = _articles(_newest([*national, *policies]))
    places = {text.key: place for place, text in enumerate(articles)}
    answered, labelled = list(_consultations(shared)), list(_cited(shared, places))
    unplaced = 0
    lay = [text for row in _lawbench(shared) for text in (row["question"], row["answer"])]
    if labels:
        answered += _lawyers(shared)
        stard, unplaced = _stard(shared, places)
        labelled += stard
        lay += [" ".join((pair.question, *pair.sentences)) for pair in _lawyers(shared)]
    return Material(
        tuple(articles),
        tuple(_running([*national, *policies])),
        tuple(_running(local)),
        tuple(lay),
        tuple(pair for pair in answered if pair.sentences),
        tuple(labelled) if labels else (),
        refused + more + rest,
        unplaced,
    )


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
        Text(document.title, article.label, article.headings, article.text)
        for document in documents
        for article in document.articles
        if article.kind is ArticleKind.ARTICLE and article.text.strip()
    ]


def _running(documents: Iterable[ParsedDocument]) -> Iterator[str]:
    return (article.text for document in documents for article in document.articles)


def _lawbench(shared: Path) -> Iterator[dict[str, Any]]:
    for name in ("consultation", "scene-article", "article-prediction"):
        yield from _rows(shared / "lawbench" / f"{name}.jsonl")


def _consultations(shared: Path) -> Iterator[Answered]:
    for name in ("consultation", "scene-article"):
        for row in _rows(shared / "lawbench" / f"{name}.jsonl"):
            question, answer = (ANSWER_MARK.sub("", row[field]) for field in ("question", "answer"))
            yield Answered(question, _sentences([answer]))


def _lawyers(shared: Path) -> list[Answered]:
    found = []
    for row in _rows(shared / "stard" / "answers.jsonl"):
        texts = [row[name] for name in ("answer", "keywords") if isinstance(row.get(name), str)]
        found.append(Answered(row["query"], _sentences(texts)))
    return found


def _cited(shared: Path, places: dict[Key, int]) -> Iterator[Labelled]:
    """LawBench's consultations and scenes with the articles that their answers cite."""
    for name in ("consultation", "scene-article"):
        for row in _rows(shared / "lawbench" / f"{name}.jsonl"):
            cited = [
                (match[1], label) for match in CITATION.finditer(row["answer"]) for label in LABEL.findall(match[2])
            ]
            gold = {places[key] for title, label in cited if (key := _key(title, label)) in places}
            if gold:
                yield Labelled(ANSWER_MARK.sub("", row["question"]), tuple(sorted(gold))[:MOST_CITED], CITED_WEIGHT)


def _stard(shared: Path, places: dict[Key, int]) -> tuple[list[Labelled], int]:
    found, unplaced = [], 0
    for row in _rows(shared / "stard" / "train.jsonl"):
        matches = [WHOLE_CITATION.match(name) for name in row["articles"]]
        keys = [_key(match[1], match[2]) for match in matches if match]
        gold = tuple(places[key] for key in keys if key in places)
        unplaced += len(row["articles"]) - len(gold)
        if gold:
            found.append(Labelled(row["query"], gold))
    return found, unplaced


def _key(title: str, label: str) -> Key:
    return title_key(title.replace(STATE, "")), label_key(label)


def _sentences(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(s for text in texts for s in SENTENCE.split(text) if len(s) >= SHORTEST_SENTENCE)


def _day(document: ParsedDocument) -> str:
    return max((day.isoformat() for day in document.dates.values()), default="")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
