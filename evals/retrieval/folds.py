"""Labelled questions as a question bank in folds: each question is asked with a bank that doesn't hold it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from evals.retrieval.questions import Question
from knowledge.questions.model import ArticleName, LabelledQuestion
from knowledge.search.snapshot import Snapshot

Folds = list[tuple[list[Question], list[Question]]]
"""Pairs: the questions of the bank, the questions asked with it."""


def by_question(questions: Sequence[Question], count: int, seed: int = 0) -> Folds:
    """Folds by chance: like questions, and others about the same articles, may be in the bank."""
    order = list(questions)
    random.Random(seed).shuffle(order)
    return [([q for n, q in enumerate(order) if n % count != k], order[k::count]) for k in range(count)]


def by_law(questions: Sequence[Question]) -> Folds:
    """A fold for each set of laws: its questions, with a bank of those that are about none of these laws."""
    together: dict[frozenset[str], list[Question]] = defaultdict(list)
    for question in questions:
        together[question.laws].append(question)
    return [([q for q in questions if not q.laws & laws], asked) for laws, asked in together.items()]


def as_labels(questions: Sequence[Question], snapshot: Snapshot) -> list[LabelledQuestion]:
    """The questions with the documents of this knowledge base; articles of laws that it lacks are left out."""
    return [
        LabelledQuestion(
            question.text,
            tuple(
                ArticleName(document, label)
                for title, label in sorted(question.articles)
                for document in sorted({snapshot.versions[id_].document_id for id_ in snapshot.by_title.get(title, ())})
            ),
        )
        for question in questions
    ]
