"""Learns how far the search believes labelled questions.

    python -m evals.retrieval.trust FILE --data-dir DIR --keep KEEP [--part trees|weights]

Every question is asked twice, each time by a model trained without it: with a bank of the other questions, and with a
bank (and a model) that knows nothing of its laws. `weights` (for small banks) are those of a linear score under which
the right articles are likeliest (softmax over the candidates); `trees` (for large ones) are LightGBM's for ranking.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.retrieval.folds import Folds, as_labels
from evals.retrieval.held_out import Part, by_law, by_question
from evals.retrieval.questions import Question, qrels, read_questions
from evals.retrieval.run import TOP_K, Run, make_run
from evals.retrieval.score import score
from evals.retrieval.tables import markdown
from evals.retrieval.trees import Nodes, learn_trees, write_trees
from knowledge.encoder.port import Vectors
from knowledge.encoder.static import StaticEncoder
from knowledge.questions.ranker import LEARNED as RANKER
from knowledge.questions.ranker import Trees, ordered, trees
from knowledge.questions.trust import FEATURES, LEARNED, Numbers, Trust, load_trust, spread
from knowledge.search.bank import Consulted, FixedQuestions, QuestionBank
from knowledge.search.filters import Filters
from knowledge.search.fusion import Ranked, Readings
from knowledge.search.searcher import Searcher
from knowledge.search.snapshot import Snapshot
from knowledge.vectors import EncoderMismatch

POOL = 300
RIDGE = 1e-3
FOLDS = 5
CAUTION, CAUTION_OF_TREES = 4.0, 2.0
NEVER_AGAINST = ("votes", "share", "votes_doubt", "share_doubt")
"""Features that may only speak for an article."""


@dataclass(frozen=True, eq=False)
class Example:
    """One question's candidates: the score of each beside its features, and which of them are right.

    `anew` are the features of those that trees would order, `wanted` which of these are right.
    """

    question: Question
    rows: Numbers
    right: Numbers
    anew: Numbers
    wanted: Numbers


@dataclass(frozen=True, eq=False)
class Watched(Consulted):
    """Keeps what the ranking saw, and leaves it as it was."""

    seen: list[tuple[Ranked, Numbers, Numbers]] = field(default_factory=list)

    def rank(self, ranked: Ranked, readings: Readings, snapshot: Snapshot) -> Ranked:
        """The same order."""
        plain = [pair for pair in ranked if not pair[0].named]
        rows, scores = self.rows(plain, snapshot)
        if len(scores):
            relative = (scores - scores[0]) / spread(scores)
            self.seen.append((plain, np.column_stack([relative, rows]), self.tree_rows(plain, readings, snapshot)))
        return ranked


class Watcher(QuestionBank):
    """A bank that only watches."""

    seen: list[tuple[Ranked, Numbers, Numbers]]

    def consult(self, query: str, vector: Vectors, snapshot: Snapshot) -> Consulted | None:
        """What the questions say, kept for learning."""
        self.seen = []
        found = super().consult(query, vector, snapshot)
        return found and Watched(found.evidence, found.labelled, found.trust, None, self.seen)


def gather(application: Application, folds: Folds, trust: Trust, words: StaticEncoder) -> list[Example]:
    """The examples of some folds; questions whose articles aren't among the candidates teach nothing."""
    catalogue = application.catalogue()
    snapshot = application.searcher().snapshot()
    filters = Filters(datetime.now(UTC).date())
    found = []
    for bank, asked in folds:
        source = FixedQuestions(as_labels(bank, snapshot))
        watcher = Watcher(source, catalogue, application.encoder, trust, enough=len(bank) + 1)
        searcher = Searcher(catalogue, application.indexes, application.encoder, watcher, words=words)
        gold = _places(asked, application, snapshot)
        for question, right in zip(asked, gold, strict=True):
            searcher.search(question.text, filters, 1)
            for ranked, rows, every in watcher.seen:
                hits = np.array([(one.version_id, one.ordinal) in right for one, _ in ranked], float)
                kept = np.flatnonzero((np.arange(len(hits)) < POOL) | (rows[:, 1] > 0))
                anew = ordered(every)
                if hits[kept].any():
                    share = hits[kept] / hits[kept].sum()
                    found.append(Example(question, rows[kept], share, every[anew], hits[anew]))
    return found


def _places(questions: Sequence[Question], application: Application, snapshot: Snapshot) -> list[set[tuple[str, int]]]:
    labels = as_labels(questions, snapshot)
    bank = QuestionBank(FixedQuestions(labels), application.catalogue(), application.encoder)
    places = bank.current(snapshot).places
    return [{place for name in one.articles for place in places.get(name, ())} for one in labels]


def learn(groups: Iterable[tuple[float, Sequence[Example]]]) -> Numbers:
    """The weights of the score and of every feature, from groups of examples with the weight of each group."""
    examples = [(weight / len(group), example) for weight, group in groups for example in group]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for share, example in examples:
            scores = example.rows @ weights
            top = scores.max()
            normal = top + np.log(np.exp(scores - top).sum())
            total -= share * float(example.right @ (scores - normal))
            slope += share * (example.rows.T @ (np.exp(scores - normal) - example.right))
        return total, slope

    start = np.zeros(1 + len(FEATURES))
    start[0] = 1.0
    bounds = [(0.1, None), *((0.0, None) if name in NEVER_AGAINST else (None, None) for name in FEATURES)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(found.x)


@dataclass(frozen=True, eq=False)
class Fold:
    """One fold with the model that was trained without it: what its candidates teach, how to ask its questions."""

    application: Application
    words: StaticEncoder
    bank: list[Question]
    asked: list[Question]
    examples: list[Example]

    def ask(self, trust: Trust | None, found: Trees | None = None) -> Run:
        """Its questions, with a bank believed that far, ordered by trees, or with none."""
        catalogue, encoder = self.application.catalogue(), self.application.encoder
        source = FixedQuestions(as_labels(self.bank, self.application.searcher().snapshot()))
        enough = 0 if found else len(self.bank) + 1
        believed = QuestionBank(source, catalogue, encoder, trust, found, enough) if trust or found else None
        searcher = Searcher(catalogue, self.application.indexes, encoder, believed, words=self.words)
        filters = Filters(datetime.now(UTC).date())
        return make_run(lambda text: searcher.search(text, filters, TOP_K), self.asked)


def open_fold(data_dir: Path, model: Path, part: Part, questions: Sequence[Question], trust: Trust) -> Fold:
    """The knowledge base indexed by the fold's own model; the bank is what the fold was trained with."""
    application = Application(read_settings(data_dir).model_copy(update={"embedding_model": str(model)}))
    try:
        application.indexes()
    except EncoderMismatch:
        with application.changing():
            for _ in application.reindex():
                pass
    bank = [one for one in questions if one.text not in part.questions and not one.laws & part.laws]
    asked = list(part.asked)
    words = StaticEncoder(model)
    return Fold(application, words, bank, asked, gather(application, [(bank, asked)], trust, words))


def learn_trust(usual: Sequence[Fold], unlabelled: Sequence[Fold], caution: float) -> Trust:
    """The weights of the features, from folds in which like questions were and were not in the bank."""
    groups = [(1.0, usual), (caution, unlabelled)]
    weights = learn([(weight, [one for fold in folds for one in fold.examples]) for weight, folds in groups])
    named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights[1:], strict=True)}
    return replace(load_trust(), score=round(float(weights[0]), 4), weights=named)


def learn_from(ways: Mapping[str, Sequence[Fold]], caution: float, asked: Fold | None = None) -> Nodes:
    """Trees from all folds; for one that will be asked, without its questions and, if it hides laws, without these."""
    texts = {one.text for one in asked.asked} if asked else set()
    laws = {law for one in asked.asked for law in one.laws} if asked and asked in ways["law"] else set()
    return learn_trees(
        [
            (weight, [one for fold in ways[way] for one in fold.examples
                      if one.question.text not in texts and not one.question.laws & laws])
            for way, weight in (("question", 1.0), ("law", caution))
        ]
    )  # fmt: skip


def compare(ways: Mapping[str, Sequence[Fold]], caution: float, by_trees: bool) -> dict[str, dict[str, float]]:
    """Each way of holding out, without a bank and with one; what is learnt for a fold is learnt on the others."""
    found: dict[str, dict[str, float]] = {}
    for name, folds in ways.items():
        labels = qrels([question for fold in folds for question in fold.asked])
        off: dict[str, tuple[str, ...]] = {}
        on: dict[str, tuple[str, ...]] = {}
        for fold in folds:
            others = {way: [one for one in some if one is not fold] for way, some in ways.items()}
            off |= fold.ask(None).ranked
            if by_trees:
                on |= fold.ask(None, trees(learn_from(ways, caution, fold))).ranked
            else:
                on |= fold.ask(learn_trust(others["question"], others["law"], caution)).ranked
        found[f"held out by {name}, bank off"] = score(labels, off)
        found[f"held out by {name}, bank of what was not held out"] = score(labels, on)
    return found


def main() -> None:
    """Reads the labelled file, opens the folds, prints the table, writes the weights learnt on all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data-dir", type=Path, required=True, help="the national laws; its indexes are built anew")
    parser.add_argument("--keep", type=Path, required=True, help="what `python -m evals.retrieval --keep` made")
    parser.add_argument("--part", choices=("trees", "weights"), default="trees", help="what to learn")
    parser.add_argument("--caution", type=float, help="weight of the questions on laws without labels")
    parser.add_argument("--out", type=Path, help="the file to write, in place of the one that ships")
    given = parser.parse_args()
    by_trees = given.part == "trees"
    caution = given.caution or (CAUTION_OF_TREES if by_trees else CAUTION)
    questions, trust = read_questions(given.file), load_trust()
    ways = {
        name: [
            open_fold(given.data_dir, given.keep / name / f"model-{number}", part, questions, trust)
            for number, part in enumerate(parts)
        ]
        for name, parts in {"question": by_question(questions, FOLDS), "law": by_law(questions, FOLDS)}.items()
    }
    sys.stdout.write(markdown("What a bank of labelled questions adds", compare(ways, caution, by_trees)))
    if by_trees:
        write_trees(given.out or RANKER, learn_from(ways, caution))
        return
    learnt = learn_trust(ways["question"], ways["law"], caution)
    likeness = json.loads(LEARNED.read_text("utf-8"))["likeness"]
    kept = {"likeness": likeness, "score": learnt.score, "weights": dict(learnt.weights)}
    (given.out or LEARNED).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
