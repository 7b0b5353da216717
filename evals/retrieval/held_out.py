"""What a cross-validation keeps back: questions by chance, or whole laws with all that rests on them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.retrieval.questions import Question

FREQUENT = 40  # a law with more labels than this goes where there is room, a rarer one to the laws it is named with


@dataclass(frozen=True, slots=True)
class Part:
    """The questions asked in one fold, and what is kept from its training."""

    asked: tuple[Question, ...]
    questions: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()


def by_question(questions: Sequence[Question], count: int, seed: int = 0) -> list[Part]:
    """Questions by chance; others about the same articles stay in the training."""
    order = list(questions)
    random.Random(seed).shuffle(order)
    parts = [tuple(order[fold::count]) for fold in range(count)]
    return [Part(asked, questions=frozenset(question.text for question in asked)) for asked in parts]


def by_law(questions: Sequence[Question], count: int) -> list[Part]:
    """Whole laws: no label of a law asked about stays. A question across two parts is asked in none."""
    fold = _divide(questions, count)
    return [
        Part(
            tuple(question for question in questions if {fold[law] for law in question.laws} == {number}),
            laws=frozenset(law for law, own in fold.items() if own == number),
        )
        for number in range(count)
    ]


def _divide(questions: Sequence[Question], count: int) -> dict[str, int]:
    labels = Counter(law for question in questions for law in question.laws)
    load = [0] * count
    fold: dict[str, int] = {}
    for law, number in sorted(labels.items(), key=lambda pair: (-pair[1], pair[0])):
        beside = Counter(
            fold[other] for question in questions if law in question.laws for other in question.laws if other in fold
        )
        together = beside and number < FREQUENT
        fold[law] = min(beside, key=lambda own: (-beside[own], own)) if together else load.index(min(load))
        load[fold[law]] += number
    return fold
