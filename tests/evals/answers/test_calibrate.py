"""How the weights of refusal are fitted: what is learnt of what is left unsaid, and from which questions."""

import json
from pathlib import Path

import numpy as np

import evals.answers
from assistant.answering.support import Signals
from evals.answers.calibrate import cross_validated, fit, matrix, runs_known
from evals.answers.labelled import HOSTILE
from evals.answers.weighed import Weighed, entries

HERE = Path(evals.answers.__file__).parent
SIGNALS = len(Signals.__slots__) - 1


def question(text, answerable, runs, strength=0.5):
    return Weighed(text, answerable, (strength,) * SIGNALS, frozenset(runs))


def rows():
    asking = [question(f"甲{at}", True, ["咋办"]) for at in range(20)]
    things = [question(f"乙{at}", False, ["下载"]) for at in range(20)]
    return [*asking, *things, question("丙", False, ["独有"])]


def test_a_run_of_unanswerable_questions_weighs_against_an_answer_and_a_way_of_asking_for_it():
    names = runs_known(rows())
    weights = fit(matrix(rows(), names), rows(), np.ones(41))
    of = {name: weights[SIGNALS + 1 + at] for name, at in names.items()}
    assert of["下载"] < 0 < of["咋办"]
    assert "独有" not in of


def test_a_question_that_counts_nothing_changes_nothing():
    everyone = [*rows(), *(question(f"丁{at}", True, ["下载"]) for at in range(50))]
    names = runs_known(rows())
    counts = np.r_[np.ones(41), np.zeros(50)]
    with_them = fit(matrix(everyone, names), everyone, counts)
    without = fit(matrix(rows(), names), rows(), np.ones(41))
    assert np.allclose(with_them, without, atol=1e-2)


def test_the_two_forms_of_one_question_are_never_parted():
    twins = [question(f"问{at // 2}", at % 4 < 2, [f"只{at // 2}"]) for at in range(40)]
    likely = cross_validated(twins, np.ones(40))
    assert np.ptp(likely) < 0.5  # a run that only a question itself has tells nothing of it


def test_nothing_is_fitted_on_the_half_for_testing_nor_on_what_is_kept_apart():
    fitted = {entry["question"] for entry in entries()}
    kept_apart = set()
    for name in ("questions.jsonl", "fresh2.jsonl"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["split"] != "tune":
                kept_apart.add(entry["question"])
    assert len(kept_apart) > 200
    assert len(fitted & kept_apart) == 0  # and not the sets themselves, which an error would show
    assert all(entry["kind"] != HOSTILE for entry in entries())
