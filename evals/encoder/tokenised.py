"""The texts as token numbers, divided into what the pairs are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from evals.encoder.grammar import CLAUSE, LABEL, LIST_MARK, PART_NUMBER, REFERENCE, STATE
from evals.encoder.supervision import Answered
from evals.encoder.texts import Key, Text
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

Ids = NDArray[np.int64]
SHORTEST_CLAUSE = 8
FEWEST_TOKENS = 4
NEAREST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles (a place in each list is one article) and references among them."""

    titles: list[Ids]
    headings: list[Ids]
    bodies: list[Ids]
    clauses: list[list[Ids]]
    references: list[tuple[int, int]]
    laws: NDArray[np.int64]

    def whole(self, place: int) -> Ids:
        """Title, headings and text of an article, as the index encodes it."""
        return np.concatenate([self.titles[place], self.headings[place], self.bodies[place]])


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """Token numbers without the unknown token, which has no vector."""
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.array([token for token in one.ids if token], np.int64) for one in encoded]


def tokenise(articles: Sequence[Text], tokenizer: Tokenizer) -> Corpus:
    """The corpus of the contrastive stages."""
    numbers: dict[str, int] = {}
    laws = [numbers.setdefault(title_key(text.title), len(numbers)) for text in articles]
    return Corpus(
        encode(tokenizer, [text.title for text in articles]),
        encode(tokenizer, [_heading(text) for text in articles]),
        encode(tokenizer, [text.body for text in articles]),
        [[ids for ids in encode(tokenizer, _clauses(text)) if len(ids) >= FEWEST_TOKENS] for text in articles],
        _references(articles),
        np.array(laws, np.int64),
    )


def tokenise_answers(answered: Sequence[Answered], tokenizer: Tokenizer) -> list[tuple[Ids, list[Ids]]]:
    """Questions with the sentences of their answers; those without a known word are left out."""
    questions = encode(tokenizer, [pair.question for pair in answered])
    answers = [[ids for ids in encode(tokenizer, pair.sentences) if len(ids) > 2] for pair in answered]
    return [(question, answer) for question, answer in zip(questions, answers, strict=True) if len(question) and answer]


def _heading(text: Text) -> str:
    return " ".join(PART_NUMBER.sub("", heading) for heading in text.headings[-NEAREST_HEADINGS:])


def _clauses(text: Text) -> list[str]:
    pieces = (LIST_MARK.sub("", piece.strip()) for piece in CLAUSE.split(text.body))
    return [piece for piece in pieces if len(piece) >= SHORTEST_CLAUSE]


def _references(articles: Sequence[Text]) -> list[tuple[int, int]]:
    places: dict[Key, int] = {text.key: place for place, text in enumerate(articles)}
    found = []
    for place, text in enumerate(articles):
        for match in REFERENCE.finditer(text.body):
            title = title_key((match[1] or text.title).replace(STATE, ""))
            for label in LABEL.findall(match[3]):
                target = places.get((title, label_key(label)))
                if target is not None and target != place:
                    found.append((place, target))
    return found
