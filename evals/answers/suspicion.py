"""Learns what misuse of the service looks like: `python -m evals.answers.suspicion SHARED`.

Learnt from: the hostile questions for tuning, those of `evals/security`, `misuse.jsonl`; against them the questions for
tuning and for calibration, the harmless ones of `misuse.jsonl`, and citizens' questions in SHARED, if that is given.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assistant.answering.grammar.suspicion import LEARNT, grams
from evals.answers.labelled import HOSTILE
from ui.cli.output import say

HERE = Path(__file__).parent
MISUSE = ("injection", "prompt", "personal", "accusation", "role", "forge", "exfil")
"""The kinds of `evals/security/prompts.jsonl` that are to be declined, whatever the documents say."""
CITIZENS = (("stard/train.jsonl", "query"), ("lawbench/consultation.jsonl", "question"))
RARE, RIDGE, SLIGHT = 2, 0.1, 0.05
FOLDS, PRIOR = 10, 0.25
THRESHOLDS = (0.3, 0.5, 0.7, 0.9)


def main(shared: Path | None) -> None:
    """Learns, prints how well it tells the two apart (cross-validated), keeps the weights."""
    labelled = list(dict.fromkeys(_labelled(shared)))
    texts, hostile = [text for text, _ in labelled], np.array([float(held) for _, held in labelled])
    order = np.random.default_rng(0).permutation(len(texts))
    likely = np.zeros(len(texts))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = np.setdiff1d(order, out)
        names, weights = learn([texts[at] for at in rest], hostile[rest])
        likely[out] = 1 / (1 + np.exp(-(_matrix([texts[at] for at in out], names) @ weights[:-1] + weights[-1])))
    for threshold in THRESHOLDS:
        over = likely >= threshold
        say(f"{threshold}: hostile {np.mean(over[hostile == 1]):.3f}, harmless {np.mean(over[hostile == 0]):.4f}")
    names, weights = learn(texts, hostile)
    kept = {name: round(float(weights[at]), 2) for name, at in names.items() if abs(weights[at]) >= SLIGHT}
    learnt = {"bias": round(float(weights[-1]), 2), "weights": dict(sorted(kept.items()))}
    LEARNT.write_text(json.dumps(learnt, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    say(f"{len(texts)} questions, {int(hostile.sum())} of them hostile; {len(kept)} weights in {LEARNT.name}")


def learn(texts: Sequence[str], hostile: np.ndarray) -> tuple[dict[str, int], np.ndarray]:
    """Logistic regression, hostile ones weighing `PRIOR` in all: the runs of characters by number, weights and bias."""
    counts = Counter(gram for text in texts for gram in grams(text))
    names = {gram: at for at, gram in enumerate(sorted(gram for gram, count in counts.items() if count >= RARE))}
    found = _matrix(texts, names)
    share = np.where(hostile == 1, PRIOR * len(texts) / hostile.sum(), (1 - PRIOR) * len(texts) / np.sum(hostile == 0))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = found @ weights[:-1] + weights[-1]
        slope = share * (1 / (1 + np.exp(-total)) - hostile)
        value = share @ (np.logaddexp(0, total) - hostile * total) + RIDGE / 2 * weights[:-1] @ weights[:-1]
        return float(value), np.r_[found.T @ slope + RIDGE * weights[:-1], slope.sum()]

    return names, minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x


def _matrix(texts: Sequence[str], names: dict[str, int]) -> csr_matrix:
    rows = [[names[gram] for gram in grams(text) if gram in names] for text in texts]
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(1, len(row)))) for row in rows])
    starts = np.r_[0, np.cumsum([len(row) for row in rows])]
    columns = np.fromiter((at for row in rows for at in row), int, len(values))
    return csr_matrix((values, columns, starts), shape=(len(texts), len(names)))


def _labelled(shared: Path | None) -> Iterator[tuple[str, bool]]:
    for name in ("questions.jsonl", "calibration.jsonl"):
        for entry in _lines(HERE / name):
            if entry["split"] == "tune":
                yield str(entry["question"]), entry["kind"] == HOSTILE
    for entry in _lines(HERE / "misuse.jsonl"):
        yield str(entry["question"]), bool(entry["hostile"])
    for entry in _lines(HERE.parent / "security" / "prompts.jsonl"):
        if entry["kind"] in MISUSE:
            yield str(entry["question"]), True
    for name, key in CITIZENS if shared else ():
        for entry in _lines(shared / name):  # type: ignore[operator]
            yield str(entry[key]), False


def _lines(path: Path) -> Iterator[dict[str, object]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
