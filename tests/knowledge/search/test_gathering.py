"""What both indexes find: enough of what may be shown, however much like it may not."""

import pytest

from knowledge.encoder.static import StaticEncoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Audience, Passage
from knowledge.search.gathering import CANDIDATES, Sought, gathered
from knowledge.store import AudienceIndex
from knowledge.vectors import ArticleVectors, open_client

ENCODER = StaticEncoder()
EARLIER = 3 * CANDIDATES
QUESTION = "押金应当几日内退还"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Many earlier versions that fit the question wholly, and a few in force that fit it less."""
    folder = tmp_path_factory.mktemp("index")
    vectors = ArticleVectors(open_client(folder / "chroma", None), Audience.PUBLIC, "m@1", rows=folder / "rows")
    made = AudienceIndex(LexicalIndex(folder / "lexical"), vectors)
    before = [Passage("before", n, 0, f"押金应当在五日内退还{n}", 0, "条例", "") for n in range(EARLIER)]
    now = [Passage("now", n, 0, f"主管部门负责监督退还押金和其他各项费用的情况{n}", 0, "条例", "") for n in range(5)]
    made.replace([*before, *now], (), (), ENCODER)
    return made


def sought(top_k):
    return Sought.of(QUESTION, (), ENCODER.encode_query([QUESTION])[0], top_k)


@pytest.mark.parametrize("small", [True, False])
def test_what_is_in_force_is_found_below_many_that_are_not(index, monkeypatch, small):
    monkeypatch.setattr("knowledge.store.SMALL", 10**6 if small else 0)
    found = gathered(index, sought(10), frozenset({"now"}), [None], ())
    assert set(found) == {("now", n) for n in range(5)}
    assert all(lexical > 0 and like > 0 for lexical, like in found.values())


def test_twice_as_many_as_are_wanted_are_candidates(index):
    everything = frozenset({"before", "now"})
    few, many = (gathered(index, sought(top_k), everything, [None], ()) for top_k in (10, 100))
    assert CANDIDATES <= len(few) < 2 * CANDIDATES + 1
    assert 200 <= len(many)
    assert few.items() <= {**many, **few}.items()


def test_an_article_that_is_asked_for_besides_is_scored_unless_it_may_not_be_shown(index):
    extra = [("now", 4), ("before", EARLIER - 1)]
    found = gathered(index, sought(10), frozenset({"before"}), [None], extra)
    assert ("before", EARLIER - 1) in found
    assert ("now", 4) not in found
    assert found["before", EARLIER - 1][1] > 0
