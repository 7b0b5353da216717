"""`python -m evals.retrieval`: cross-validates the search by law and by question, and learns the fusion's weights."""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import asdict
from pathlib import Path

import torch

from evals.encoder.__main__ import SHARED
from evals.encoder.supervision import read_supervision
from evals.encoder.train import Recipe, open_base
from evals.retrieval.held_out import by_law, by_question
from evals.retrieval.learn import Learner
from evals.retrieval.library import Library
from evals.retrieval.questions import read_questions
from evals.retrieval.tables import markdown
from evals.retrieval.validate import run_folds
from knowledge.search.fusion import LEARNT
from ui.cli.output import say

FOLDS = 5


def main() -> None:
    """Prints a table for each way of holding out, then the weights that `knowledge/search/fusion.json` should hold."""
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with laws/, policies/, lawbench/, stard/")
    parser.add_argument("--keep", type=Path, required=True, help="what `python -m evals.encoder --keep` made")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    base = open_base(given.shared, Recipe(), given.keep)
    supervision = read_supervision(given.shared, base.articles)
    library = Library(base.articles, given.keep / "lexical")
    questions = read_questions(given.shared / "stard" / "train.jsonl")
    for name, parts in {"law": by_law(questions, FOLDS), "question": by_question(questions, FOLDS)}.items():
        folder = given.keep / name
        folder.mkdir(exist_ok=True)
        learner = Learner(run_folds(parts, base, supervision, library, Recipe(), folder), library)
        asked = sum(len(part.asked) for part in parts)
        say(markdown(f"held out by {name}: {asked} questions", learner.table()))
        if name == "law":
            largest = max(range(FOLDS), key=lambda number: len(parts[number].asked))
            rest = [number for number in range(FOLDS) if number != largest]
            asked -= len(parts[largest].asked)
            say(markdown(f"the same without the Civil Code's fold: {asked} questions", learner.table(rest)))
        say(f"best weights by {name}: {json.dumps(asdict(learner.best(documents=(LEARNT.document,))))}")


if __name__ == "__main__":
    main()
