"""A report as rows of text, for whichever way it is shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.wording.words import Words
from evals.answers.score import DEPTHS, Figures, Report, Scored

COLUMNS = (
    "group", "questions", "recall-1", "recall-3", "recall-5", "cited", "precision", "contains", "handled",
    "refused", "refusal-precision", "wrongly-refused", "verbatim", "p50", "p95",
)  # fmt: skip
MISS_COLUMNS = ("id", "question", "status", "gold", "missing")


@cache
def report_words(language: str) -> Words:
    """The words of the report."""
    return Words(language, Path(__file__).parent / "messages")


def figure_rows(report: Report, words: Words) -> list[list[str]]:
    """A row a split, then a row a kind and split, in the order of `COLUMNS`."""
    rows = [[words(f"split-{split}"), *_cells(found)] for split, found in report.splits.items()]
    for (kind, split), found in report.kinds.items():
        rows.append([f"{words(f'kind-{kind}')} · {words(f'split-{split}')}", *_cells(found)])
    return rows


def miss_rows(report: Report) -> list[list[str]]:
    """The questions that were not wholly right, in the order of `MISS_COLUMNS`."""
    return [
        [
            one.labelled.id,
            one.labelled.question,
            one.status,
            "; ".join(f"{gold.title} {gold.article}" for gold in one.labelled.gold),
            "; ".join(one.missing),
        ]
        for one in report.scored
        if missed(one)
    ]


def missed(one: Scored) -> bool:
    """Whether an answer is less than wholly right: wrongly refused or given, an article or a string missing."""
    return not one.handled or not one.verbatim or one.contains is False or (one.cited is not None and one.cited < 1)


def _cells(found: Figures) -> list[str]:
    shares = [*(found.recall[k] for k in DEPTHS), found.cited, found.precision, found.contains, found.handled,
              found.refused, found.refusal_precision, found.wrongly_refused, found.verbatim]  # fmt: skip
    return [str(found.questions), *("–" if x is None else f"{x:.3f}" for x in shares), str(found.p50), str(found.p95)]
