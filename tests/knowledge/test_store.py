"""One audience's two indexes: a small one is compared whole, and finds what the dense index would."""

import pytest

from knowledge.encoder.static import StaticEncoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Audience, Passage
from knowledge.store import SMALL, AudienceIndex
from knowledge.vectors import ArticleVectors, open_client

TEXTS = ("押金应当在五个工作日内退还", "公务员不得经商办企业", "申请人可以查阅档案", "主管部门负责指导和监督")
ALL = frozenset({"a", "b"})


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder()


@pytest.fixture
def index(tmp_path, encoder):
    vectors = ArticleVectors(open_client(tmp_path / "chroma", None), Audience.STAFF, "m@1", rows=tmp_path / "rows")
    made = AudienceIndex(LexicalIndex(tmp_path / "lexical"), vectors)
    made.replace([Passage("ab"[n % 2], n, 0, text, 0, "条例", "") for n, text in enumerate(TEXTS)], (), (), encoder)
    return made


def test_a_small_index_compared_whole_finds_what_the_dense_index_finds(index, encoder):
    vector = encoder.encode_query(["押金多久退"])[0]
    assert index.small
    assert index.nearest_of_few(vector, 3, ALL) == pytest.approx(index.nearest(vector, 3), abs=1e-5)
    assert list(index.nearest_of_few(vector, 3, ALL)) == list(index.nearest(vector, 3))


def test_of_a_small_index_only_the_versions_given_are_found(index, encoder):
    vector = encoder.encode_query(["押金多久退"])[0]
    assert {name[0] for name in index.nearest_of_few(vector, 9, frozenset({"b"}))} == {"b"}
    assert index.nearest_of_few(vector, 9, frozenset({"c"})) == {}


def test_a_small_index_sees_what_takes_the_place_of_something(index, encoder):
    vector = encoder.encode_query(["押金多久退"])[0]
    assert "a-0-0" in index.nearest_of_few(vector, 9, ALL)
    index.replace([Passage("d", 0, 0, TEXTS[0], 0, "条例", "")], ["a"], ["a-0-0", "a-2-0"], encoder)
    assert set(index.nearest_of_few(vector, 9, frozenset({"b", "d"}))) == {"b-1-0", "b-3-0", "d-0-0"}


def test_an_index_with_more_passages_is_not_small(index, encoder, monkeypatch):
    monkeypatch.setattr("knowledge.store.SMALL", len(TEXTS) - 1)
    assert not index.small
    assert len(TEXTS) <= SMALL
