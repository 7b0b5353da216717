"""Fits the weights of `assistant.answering.support` on questions meant for tuning: `python -m evals.answers.calibrate`.

The encoder's similarities are among the signals, so the weights want fitting anew whenever the encoder changes.
The list of everyday words was made with these questions in view, and people who ask use others: a question with such
words counts once more as though the list had none of them, if what it should find is among the nearest all the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.compose import EXACT, make_context
from assistant.answering.composer import institutions
from assistant.answering.evidence import Evidence
from assistant.answering.model import Draft, Question, turns_from_json
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.support import AMONG, Signals, signals
from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.answers.labelled import HOSTILE, UNANSWERABLE, Gold
from evals.answers.score import is_gold
from knowledge.search.searcher import Searcher
from ui.cli.output import say

HERE = Path(__file__).parent
RIDGE, REFUSALS = 0.3, 2.0
FOLDS, ROUNDS = 10, 8
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
Row = tuple[bool, tuple[float, ...]]


def main(folder: Path) -> None:
    """Prints the weights that fit best and what each threshold would refuse, cross-validated."""
    searcher = Application(read_settings(folder)).searcher()
    entries = list(_entries())
    kept = [(at, row) for at, entry in enumerate(entries) if (row := signals_for(entry, searcher))]
    as_asked = len(kept)
    kept += [(at, row) for at, entry in enumerate(entries) if (row := signals_for(entry, searcher, understood=False))]
    rows, questions = [row for _, row in kept], np.array([at for at, _ in kept])
    labelled = np.array(["gold" in entries[at] or "must_contain" in entries[at] for at in questions])
    answerable = sum(entry["kind"] != UNANSWERABLE for entry in entries if "gold" in entry or "must_contain" in entry)
    held = np.array([row[0] for row in rows], float)
    found = np.c_[np.array([row[1] for row in rows]), np.ones(len(rows))]
    weights = fit(found, held)
    names = [field.name for field in fields(Signals)] + ["BIAS"]
    say(", ".join(f"{name}={weight:.2f}" for name, weight in zip(names, weights, strict=True)))
    every = cross_validated(found, held, questions)
    asked, unknown = slice(None, as_asked), slice(as_asked, None)
    likely, held, unlikely, true = every[asked], held[asked], every[unknown], held[unknown]
    labelled = labelled[asked]
    for threshold in THRESHOLDS:
        low = likely < threshold
        wrongly = np.sum(low & (held == 1) & labelled) / answerable
        refused = np.mean(low[(held == 0) & labelled])
        say(
            f"{threshold}: of the labelled set refused {refused:.3f}, wrongly {wrongly:.3f};"
            f" of all weighed refused {np.mean(low[held == 0]):.3f}, wrongly {np.mean(low[held == 1]):.3f};"
            f" without the everyday words refused {np.mean(unlikely[true == 0] < threshold):.3f},"
            f" wrongly {np.mean(unlikely[true == 1] < threshold):.3f}"
        )


def cross_validated(found: np.ndarray, held: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """How likely each question is answerable by weights fitted on others, the mean of several ways to part them."""
    total = np.zeros(len(held))
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(np.unique(questions))
        for fold in range(FOLDS):
            left_out = np.isin(questions, order[fold::FOLDS])
            total[left_out] += found[left_out] @ fit(found[~left_out], held[~left_out])
    return 1 / (1 + np.exp(-total / ROUNDS))


def fit(found: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, a little ridge on all but the bias, refusals counted double."""
    weights = np.zeros(found.shape[1])
    ridge = RIDGE * np.r_[np.ones(found.shape[1] - 1), 1e-6]
    counts = np.where(held == 1, 1.0, REFUSALS)
    for _ in range(100):
        likely = 1 / (1 + np.exp(-(found @ weights)))
        slope = found.T @ (counts * (likely - held)) + ridge * weights
        curve = (found * (counts * likely * (1 - likely))[:, None]).T @ found + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


def signals_for(entry: Mapping[str, Any], searcher: Searcher, *, understood: bool = True) -> Row | None:
    """Whether a question is answerable, and its signals; None where the answer does not hang on them.

    Not `understood`: as though the list of everyday words had none of its; None too where that changes nothing or the
    gold is no longer among the nearest.
    """
    snapshot = searcher.snapshot()
    as_of = date.fromisoformat(entry.get("as_of") or date.today().isoformat())
    draft = screen(Draft(Question(entry["question"], as_of, history=turns_from_json(entry.get("history") or []))))
    if draft.answer:
        return None
    draft = read(rewrite(draft, snapshot), snapshot, institutions(searcher, snapshot.revision))
    if draft.asked and not understood:
        if not draft.asked.everyday or (entry["kind"] != UNANSWERABLE and not entry.get("gold")):
            return None
        draft = replace(draft, asked=replace(draft.asked, everyday=(), widened=""))
    draft = retrieve(draft, searcher)
    if draft.asked is None or (draft.asked.unknown and not draft.asked.sides):
        return None
    context = make_context(draft, draft.asked, searcher.catalogue, snapshot)
    exact = EXACT.get(draft.asked.kind)
    if not context.evidence or (exact and exact(context)):
        return None
    if not understood and entry["kind"] != UNANSWERABLE and not _found(entry, context.evidence[:AMONG]):
        return None
    return entry["kind"] != UNANSWERABLE, astuple(signals(context))


def _found(entry: Mapping[str, Any], nearest: Iterable[Evidence]) -> bool:
    gold = [Gold(one["title"], one["article"]) for one in entry["gold"]]
    cited = [{"title": one.found.version.title, "article": one.found.article.label} for one in nearest]
    return any(is_gold(one, citation) for one in gold for citation in cited)


def _entries() -> Iterable[dict[str, Any]]:
    for name in ("questions.jsonl", "calibration.jsonl", "everyday.jsonl", "fresh.jsonl"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["split"] != "test" and entry["kind"] != HOSTILE:
                yield entry


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
