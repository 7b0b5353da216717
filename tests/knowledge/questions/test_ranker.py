"""The order of candidates beside many labelled questions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.retrieval.trees import learn_trees
from knowledge.questions.ranker import AGREED, BEST, FEATURES, Trees, load_trees, order, ordered, trees

ROWS = st.lists(
    st.tuples(*[st.floats(-3, 3) for _ in FEATURES]), min_size=2, max_size=8
).map(np.array)  # fmt: skip


class Asked:
    """A question's candidates, as the learner takes them."""

    def __init__(self, random):
        self.anew = random.normal(size=(20, len(FEATURES)))
        self.anew[:, FEATURES.index("votes")] = 0
        self.wanted = (np.arange(20) == self.anew[:, 0].argmax()).astype(float)


@pytest.fixture(scope="module")
def learnt():
    random = np.random.default_rng(1)
    return trees(learn_trees([(1.0, [Asked(random) for _ in range(60)])]))


def test_a_tree_leads_from_node_to_node_to_one_leaf():
    one = [[0, 0.5, 1, 2, 0], [-1, 0, 0, 0, 1.0], [9, 0.0, 3, 4, 0], [-1, 0, 0, 0, 2.0], [-1, 0, 0, 0, 3.0]]
    rows = np.zeros((3, len(FEATURES)))
    rows[1:, 0] = 0.6
    rows[2, 9] = 0.1
    assert trees([one]).score(rows).tolist() == [1.0, 2.0, 3.0]
    assert trees([one, one]).score(rows).tolist() == [2.0, 4.0, 6.0]


def test_what_was_learnt_puts_the_right_one_first(learnt):
    random = np.random.default_rng(2)
    asked = [Asked(random) for _ in range(40)]
    right = [order(learnt, one.anew)[0] == one.wanted.argmax() for one in asked]
    assert np.mean(right) > 0.8


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(0, 7), st.floats(0.01, 2))
def test_a_vote_never_speaks_against_an_article(rows, place, more):
    shipped = load_trees()
    place %= len(rows)
    raised = rows.copy()
    raised[place, FEATURES.index("votes")] += more
    assert shipped.score(raised)[place] >= shipped.score(rows)[place] - 1e-9


def test_what_nearly_all_votes_are_for_comes_first():
    rows = np.zeros((5, len(FEATURES)))
    rows[:, 0] = -np.arange(5)
    rows[3, FEATURES.index("votes")] = AGREED
    assert order(load_trees(), rows)[0] == 3


def test_only_the_best_and_what_got_a_vote_is_ordered_anew():
    rows = np.zeros((BEST + 50, len(FEATURES)))
    rows[BEST + 7, FEATURES.index("votes")] = 0.2
    assert np.flatnonzero(ordered(rows)).tolist() == [*range(BEST), BEST + 7]
    last = trees([[[9, 0.1, 1, 2, 0], [-1, 0, 0, 0, 0.0], [-1, 0, 0, 0, 1.0]]])
    assert order(last, rows) == [BEST + 7, *range(BEST + 7), *range(BEST + 8, BEST + 50)]


def test_trees_learnt_for_other_features_are_refused(tmp_path):
    file = tmp_path / "ranker.json"
    file.write_text('{"features": ["votes"], "trees": [[[-1, 0, 0, 0, 1]]]}')
    with pytest.raises(ValueError, match=r"evals\.retrieval\.trust"):
        load_trees(file)


def test_the_trees_that_ship_are_few_and_know_these_features():
    shipped = load_trees()
    assert isinstance(shipped, Trees)
    assert len(shipped.feature) <= 200
    assert shipped.feature.max() < len(FEATURES)
