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


@pytest.fixture
def larger(tmp_path, encoder):
    vectors = ArticleVectors(open_client(tmp_path / "chroma", None), Audience.STAFF, "m@1", rows=tmp_path / "rows")
    made = AudienceIndex(LexicalIndex(tmp_path / "lexical"), vectors)
    texts = [f"{TEXTS[n % 4]}第{n}项押金" for n in range(120)]
    made.replace([Passage(f"v{n % 6}", n, 0, text, 0, "条例", "") for n, text in enumerate(texts)], (), (), encoder)
    return made


@pytest.mark.parametrize("versions", [{"v0"}, {"v0", "v3"}, {"v1", "v2", "v3", "v4", "v5"}, {"none"}, set()])
@pytest.mark.parametrize("top_k", [1, 7, 200])
def test_words_among_some_versions_match_as_in_a_narrowed_search(larger, versions, top_k):
    found = larger.matching("押金应当退还多少", top_k, frozenset(versions))
    asked = larger.lexical.query("押金应当退还多少", 200, versions)
    assert [score for _, score in found] == [score for _, score in asked][:top_k]
    assert dict(found).items() <= dict(asked).items()
    assert larger.lexical.size_of(versions) == len(larger.lexical.passages_of(versions))


def test_where_the_best_of_everything_are_elsewhere_the_search_is_narrowed(larger, monkeypatch):
    asked = []
    query = LexicalIndex.query
    monkeypatch.setattr(LexicalIndex, "query", lambda self, *given: asked.append(given[1:3]) or query(self, *given))
    most = frozenset({"v0", "v1", "v2", "v3", "v4"})
    assert len(larger.matching("押金", 5, most)) == 5
    assert asked == [(11, None)]
    asked.clear()
    monkeypatch.setattr("knowledge.store.FETCHED_AT_MOST", 20)
    assert {name[:2] for name, _ in larger.matching("押金", 5, frozenset({"v5"}))} == {"v5"}
    assert asked == [(5, frozenset({"v5"}))]


class Forgetful(dict):
    """What another thread, which takes something in, empties as soon as it is filled."""

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


def test_a_search_is_not_disturbed_by_what_another_thread_takes_in(larger, encoder):
    vector = encoder.encode_query(["押金多久退"])[0]
    versions = frozenset({"v0", "v3"})

    def found():
        return (
            larger.matching("押金", 5, versions),
            larger.nearest(vector, 5, versions),
            larger.nearest_of_few(vector, 5, versions),
        )

    before = found()
    for name in ("_sizes", "_narrowed", "_compared"):
        object.__setattr__(larger, name, Forgetful())
    assert found() == before
