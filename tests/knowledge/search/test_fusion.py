"""How candidates are ranked: by likeness, by what their documents hold, by what was named."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.fusion import LEARNT, Candidate, document_shares, rank

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.sampled_from("abc"),
        st.integers(0, 30),
        st.floats(0, 60),
        st.floats(-0.2, 1),
        documents_citing=st.integers(0, 300),
        articles_citing=st.integers(0, 50),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda one: (one.version_id, one.ordinal),
)


def order(candidates):
    return [(one.version_id, one.ordinal) for one, _ in rank(candidates)]


def test_an_article_of_a_document_that_fits_as_a_whole_comes_before_an_equal_one():
    together = [Candidate("a", number, 20.0, 0.5) for number in range(4)]
    alone = Candidate("b", 0, 20.0, 0.5)
    assert order([alone, *together])[-1] == ("b", 0)


def test_a_much_better_article_wins_though_its_document_stands_alone():
    together = [Candidate("a", number, 20.0, 0.4) for number in range(20)]
    assert order([*together, Candidate("b", 0, 40.0, 0.7)])[0] == ("b", 0)


def test_the_parts_of_a_document_count_together():
    parts = [Candidate("book-1", 0, 20.0, 0.5, document="code"), Candidate("book-2", 0, 20.0, 0.5, document="code")]
    assert document_shares([*parts, Candidate("b", 0, 20.0, 0.5)])["code"] > 0.6


def test_of_two_alike_the_one_that_others_rest_on_comes_first():
    plain, document, article = (Candidate("a", 0, 20.0, 0.5), Candidate("b", 0, 20.0, 0.5, documents_citing=9),
                                Candidate("c", 0, 20.0, 0.5, documents_citing=9, articles_citing=4))  # fmt: skip
    assert order([plain, document, article]) == [("c", 0), ("b", 0), ("a", 0)]


def test_no_number_of_references_outweighs_a_much_better_article():
    cited = [Candidate("code", number, 20.0, 0.4, documents_citing=500, articles_citing=50) for number in range(5)]
    assert order([*cited, Candidate("policy", 0, 50.0, 0.7)])[0] == ("policy", 0)


def test_what_was_named_comes_first_whatever_fits():
    named = Candidate("b", 7, 0.0, 0.0, document_named=True, article_named=True)
    beside = Candidate("b", 8, 30.0, 0.6, document_named=True)
    assert order([Candidate("a", 0, 80.0, 0.9), beside, named])[:2] == [("b", 7), ("b", 8)]


@given(CANDIDATES)
def test_shares_add_up_and_every_candidate_is_ranked_once(candidates):
    assert abs(sum(document_shares(candidates).values()) - 1) < 1e-9
    assert sorted(order(candidates)) == sorted((one.version_id, one.ordinal) for one in candidates)


def test_no_document_is_known_by_name_to_what_was_learnt():
    assert set(LEARNT.__slots__) == {"dense", "document", "met", "covered", "document_cited", "article_cited"}
    assert LEARNT.dense > 0 <= LEARNT.document
