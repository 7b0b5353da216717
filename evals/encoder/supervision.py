"""What people asked and what answers it: labelled questions, and questions with answers in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.encoder.grammar import ANSWER_MARK, CITATION, LABEL, SENTENCE, STATE, WHOLE_CITATION
from evals.encoder.texts import CONSULTATIONS, Key, Text, rows
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

SHORTEST_SENTENCE = 8
CITED_WEIGHT = 0.4
MOST_CITED = 4
NO_LAWS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the sentences of its answer, and the laws (title keys) known to answer it."""

    question: str
    sentences: tuple[str, ...]
    laws: frozenset[str] = NO_LAWS


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the articles that answer it, as places in the list of articles; `weight` for sampling."""

    question: str
    articles: tuple[int, ...]
    laws: frozenset[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Supervision:
    """All there is to learn from people's questions; `unplaced` labels name no article among those read."""

    labelled: tuple[Labelled, ...]
    answered: tuple[Answered, ...]
    unplaced: int = 0

    def without(self, questions: Iterable[str] = (), laws: Iterable[str] = ()) -> Supervision:
        """What is left to learn from where some questions and some laws are kept back for a test.

        A law is kept back with every label and every answer that rests on it or writes its name.
        """
        asked, hidden = frozenset(questions), frozenset(laws)

        def stays(item: Labelled | Answered) -> bool:
            return item.question not in asked and not item.laws & hidden

        def silent(item: Answered) -> bool:
            return not any(law in title_key("".join(item.sentences)) for law in hidden)

        return Supervision(
            tuple(filter(stays, self.labelled)),
            tuple(item for item in self.answered if stays(item) and silent(item)),
            self.unplaced,
        )


def read_supervision(shared: Path, articles: Sequence[Text]) -> Supervision:
    """LawBench's consultations and scenes; STARD's training questions with LeCoQA's answers to them."""
    places = {text.key: place for place, text in enumerate(articles)}

    def laws_of(found: Iterable[int]) -> frozenset[str]:
        return frozenset(articles[place].key[0] for place in found)

    labelled, unplaced = _stard(shared, places, laws_of)
    laws = {item.question: item.laws for item in labelled}
    consulted, cited = _consultations(shared, places, laws_of)
    answered = [*consulted, *_lawyers(shared, laws)]
    return Supervision((*labelled, *cited), tuple(pair for pair in answered if pair.sentences), unplaced)


LawsOf = Callable[[Iterable[int]], frozenset[str]]


def _consultations(shared: Path, places: dict[Key, int], laws_of: LawsOf) -> tuple[list[Answered], list[Labelled]]:
    answered, labelled = [], []
    for row in (row for name in CONSULTATIONS for row in rows(shared / "lawbench" / f"{name}.jsonl")):
        question, answer = (ANSWER_MARK.sub("", row[field]) for field in ("question", "answer"))
        cited = [(match[1], label) for match in CITATION.finditer(answer) for label in LABEL.findall(match[2])]
        gold = tuple(sorted({places[key] for title, label in cited if (key := _key(title, label)) in places}))
        answered.append(Answered(question, _sentences([answer]), laws_of(gold)))
        if gold:
            labelled.append(Labelled(question, gold[:MOST_CITED], laws_of(gold), CITED_WEIGHT))
    return answered, labelled


def _lawyers(shared: Path, laws: dict[str, frozenset[str]]) -> Iterator[Answered]:
    for row in rows(shared / "stard" / "answers.jsonl"):
        texts = [row[name] for name in ("answer", "keywords") if isinstance(row.get(name), str)]
        yield Answered(row["query"], _sentences(texts), laws.get(row["query"], NO_LAWS))


def _stard(shared: Path, places: dict[Key, int], laws_of: LawsOf) -> tuple[list[Labelled], int]:
    found, unplaced = [], 0
    for row in rows(shared / "stard" / "train.jsonl"):
        matches = [WHOLE_CITATION.match(name) for name in row["articles"]]
        keys = [_key(match[1], match[2]) for match in matches if match]
        gold = tuple(places[key] for key in keys if key in places)
        unplaced += len(row["articles"]) - len(gold)
        if gold:
            found.append(Labelled(row["query"], gold, laws_of(gold)))
    return found, unplaced


def _key(title: str, label: str) -> Key:
    return title_key(title.replace(STATE, "")), label_key(label)


def _sentences(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(s for text in texts for s in SENTENCE.split(text) if len(s) >= SHORTEST_SENTENCE)
