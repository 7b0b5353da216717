"""`integrity eval retrieval FILE --question-bank FOLDS`: what a bank of labelled questions adds, and what it costs.

The same questions three times: without a bank; with one of the other folds; with one that knows nothing of the laws
that a question is about. The last must not be worse than the first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.retrieval.folds import Folds, as_labels, by_law, by_question
from evals.retrieval.questions import Question, qrels, read_questions
from evals.retrieval.run import TOP_K, Run, make_run
from evals.retrieval.score import MEASURES, latency, score
from knowledge.search.bank import FixedQuestions, QuestionBank
from knowledge.search.filters import Filters
from knowledge.search.searcher import Searcher
from ui.cli.output import table, write_json

if TYPE_CHECKING:
    from assistant.bootstrap import Application


def evaluate_bank(application: Application, file: Path, folds: int, as_json: bool) -> None:
    """Prints the figures side by side."""
    questions = read_questions(file)
    figures = {
        "bank off": _figures(application, [([], questions)], questions),
        "bank on, other folds": _figures(application, by_question(questions, folds), questions),
        "bank on, other laws only": _figures(application, by_law(questions), questions),
    }
    if as_json:
        write_json(figures)
        return
    names = [*MEASURES, "p50_ms", "p95_ms"]
    table(["", *names], ([row, *(values[name] for name in names)] for row, values in figures.items()))


def _figures(application: Application, folds: Folds, questions: list[Question]) -> dict[str, Any]:
    run = run_folds(application, folds)
    return {**score(qrels(questions), run.ranked), **latency(run.seconds)}


def run_folds(application: Application, folds: Folds) -> Run:
    """Asks every question with the bank of its fold; an empty one is none at all."""
    catalogue, indexes, encoder = application.catalogue(), application.indexes, application.encoder
    snapshot = application.searcher().snapshot()
    filters = Filters(datetime.now(UTC).date())
    ranked: dict[str, tuple[str, ...]] = {}
    seconds: list[float] = []
    for bank, asked in folds:
        source = FixedQuestions(as_labels(bank, snapshot))
        searcher = Searcher(catalogue, indexes, encoder, QuestionBank(source, catalogue, encoder) if bank else None)
        searcher.search(asked[0].text, filters, 1)
        run = make_run(lambda text, searcher=searcher: searcher.search(text, filters, TOP_K), asked)  # type: ignore[misc]
        ranked.update(run.ranked)
        seconds += run.seconds
    return Run(ranked, tuple(seconds))
