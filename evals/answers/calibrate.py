"""Fits the weights of `assistant.answering.support`: `python -m evals.answers.calibrate DATA_DIR ALL_LAWS_DIR SHARED`.

Fitted on the questions meant for tuning over DATA_DIR, and, where the other two are given, on citizens' questions of
SHARED: over ALL_LAWS_DIR, a data folder with all national laws, they are answerable; over DATA_DIR they are not. The
encoder's similarities are among the signals, so the weights want fitting anew whenever the encoder changes.
A question whose gold is not among the nearest is no example of either: it is not fitted on, only counted.
The list of everyday words was made with these questions in view, and people who ask use others: a question with such
words counts once more as though the list had none of them, if what it should find is among the nearest all the same.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from assistant.answering.grammar.unsaid import LEARNT
from assistant.answering.support import Signals
from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.answers.labelled import UNANSWERABLE
from evals.answers.weighed import Weighed, citizens, entries, weighed
from knowledge.search.searcher import Searcher
from ui.cli.output import say

RIDGE, RIDGE_RUNS, REFUSALS = 0.16, 0.64, 2.0
OF_CITIZENS = 0.2
"""What a citizen's question counts: they are many, and about other laws."""
RARE, SLIGHT = 2, 0.05
FOLDS, ROUNDS = 10, 3
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


def main(folder: Path, all_laws: Path | None = None, shared: Path | None = None) -> None:
    """Prints the weights that fit best and what each threshold would refuse, cross-validated; keeps those of runs."""
    searcher = _searcher(folder)
    ours = [one for entry in entries() if (one := weighed(entry, searcher))]
    ours += [one for entry in entries() if (one := weighed(entry, searcher, understood=False))]
    theirs: list[Weighed] = []
    if all_laws and shared:
        theirs = list(citizens(shared / "stard" / "train.jsonl", searcher, _searcher(all_laws)))
    rows = [*ours, *theirs]
    counts = np.r_[[float(one.found) for one in ours], np.full(len(theirs), OF_CITIZENS)]
    names = runs_known(rows)
    found = matrix(rows, names)
    weights = fit(found, rows, counts)
    signals = [field.name for field in fields(Signals)][:-1]
    say(", ".join(f"{name}={weight:.2f}" for name, weight in zip([*signals, "BIAS"], weights, strict=False)))
    learnt = {name: round(float(weights[len(signals) + 1 + at]), 2) for name, at in names.items()}
    kept = {name: weight for name, weight in sorted(learnt.items()) if abs(weight) >= SLIGHT}
    LEARNT.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    say(f"{len(rows)} rows, {len(theirs)} of them citizens' questions; {len(kept)} weights in {LEARNT.name}")
    _show(cross_validated(rows, counts), ours, theirs)


def _show(likely: np.ndarray, ours: Sequence[Weighed], theirs: Sequence[Weighed]) -> None:
    """What each threshold would refuse of whom."""
    answerable = sum(one["kind"] != UNANSWERABLE for one in entries() if "gold" in one or "must_contain" in one)
    groups = {
        "of the labelled": [one.labelled and one.as_asked for one in ours] + [False] * len(theirs),
        "of all weighed": [one.as_asked for one in ours] + [False] * len(theirs),
        "without the everyday words": [not one.as_asked for one in ours] + [False] * len(theirs),
        "citizens": [False] * len(ours) + [True] * len(theirs),
    }
    held = np.array([one.answerable for one in (*ours, *theirs)])
    for threshold in THRESHOLDS:
        low, told = likely < threshold, []
        for name, members in groups.items():
            here = np.array(members)
            size = answerable if name == "of the labelled" else max(1, np.sum(here & held))
            refused = np.sum(low & here & ~held) / max(1, np.sum(here & ~held))
            told.append(f"{name} refused {refused:.3f}, wrongly {np.sum(low & here & held) / size:.3f}")
        say(f"{threshold}: " + "; ".join(told))


def _searcher(folder: Path) -> Searcher:
    return Application(read_settings(folder)).searcher()


def runs_known(rows: Sequence[Weighed]) -> dict[str, int]:
    """The runs of characters to be learnt, by number: those of more than one question."""
    counted = Counter(run for one in rows if one.as_asked for run in one.runs)
    return {run: at for at, run in enumerate(sorted(run for run, count in counted.items() if count >= RARE))}


def matrix(rows: Sequence[Weighed], names: dict[str, int]) -> csr_matrix:
    """A row a question: its signals, 1 for the bias, 1 for each run of characters left unsaid."""
    runs = [[names[run] for run in one.runs if run in names] for one in rows]
    starts = np.r_[0, np.cumsum([len(row) for row in runs])]
    columns = np.fromiter((at for row in runs for at in row), int, starts[-1])
    left = csr_matrix((np.ones(starts[-1]), columns, starts), shape=(len(rows), len(names)))
    return hstack([csr_matrix(np.array([[*one.signals, 1.0] for one in rows])), left]).tocsr()


def cross_validated(rows: Sequence[Weighed], counts: np.ndarray) -> np.ndarray:
    """How likely each question is answerable by weights fitted on others, the mean of several ways to part them."""
    total, questions = np.zeros(len(rows)), np.array([one.question for one in rows])
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(np.unique(questions))
        for fold in range(FOLDS):
            left_out = np.isin(questions, order[fold::FOLDS])
            others = [one for one, out in zip(rows, left_out, strict=True) if not out]
            names = runs_known(others)
            weights = fit(matrix(others, names), others, counts[~left_out])
            total[left_out] += matrix([one for one, out in zip(rows, left_out, strict=True) if out], names) @ weights
    return 1 / (1 + np.exp(-total / ROUNDS))


def fit(found: csr_matrix, rows: Sequence[Weighed], counts: np.ndarray) -> np.ndarray:
    """Logistic regression, a little ridge on all but the bias, refusals counted double."""
    held = np.array([one.answerable for one in rows], float)
    share = counts * np.where(held == 1, 1.0, REFUSALS)
    signals = len(rows[0].signals)
    ridge = np.r_[np.full(signals, RIDGE), 1e-6, np.full(found.shape[1] - signals - 1, RIDGE_RUNS)]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = found @ weights
        slope = share * (1 / (1 + np.exp(-total)) - held)
        value = share @ (np.logaddexp(0, total) - held * total) + ridge @ weights**2 / 2
        return float(value), found.T @ slope + ridge * weights

    fitted = minimize(loss, np.zeros(found.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return np.asarray(fitted.x)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:] or ["data"]))
