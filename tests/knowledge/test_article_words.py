"""Articles cut into words: packed and read back as they were, their vectors those of the whole text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.article_words import CLAUSE, TOKEN, cut, joined, pack
from knowledge.encoder.static import StaticEncoder
from knowledge.model import Passage
from knowledge.reference.clauses import SHORTEST_CLAUSE, clauses
from knowledge.store import indexed_text, prepare
from knowledge.word_rows import WordRows

MODEL = StaticEncoder()
TEXT = "机关应当履行承诺：不得以换届为由违约。\n违反的，责令改正；情节严重的，依法处理。"
numbers = st.integers(1, CLAUSE - 1)
parts = st.lists(st.lists(numbers, max_size=5), min_size=1, max_size=4)


def packed(*articles):
    return pack([[list(range(1, 1 + length))] if length else None for length in articles])


@given(st.lists(st.none() | parts, min_size=1, max_size=6))
def test_packed_articles_come_apart_as_they_were(articles):
    found = pack(articles).apart()
    assert len(found) == len(articles)
    for article, row in zip(articles, found, strict=True):
        head, *rest = article or [[]]
        assert row.tolist() == [*head, *(n for clause in rest if clause for n in (CLAUSE, *clause))]
        assert row.dtype == TOKEN


def test_nothing_packed_comes_apart_as_nothing():
    assert pack([]).apart() == []
    assert [row.tolist() for row in joined([packed(2, 0), packed(1)]).apart()] == [[1, 2], [], [1]]


@given(st.text(alphabet="机关承诺。；：，\n 第一二3a（）", max_size=80), st.text(alphabet="总则第一章 ", max_size=8))
def test_the_vector_of_the_parts_is_that_of_the_whole(text, headings):
    passage = Passage("v", 0, 0, text, 0, "政务诚信条例", headings)
    whole = MODEL.encode_document([indexed_text(passage)])
    assert np.array_equal(prepare([passage], MODEL).vectors, whole)


def test_an_article_in_pieces_is_kept_whole_at_its_first():
    first, second = TEXT[:15], TEXT[15:]
    pieces = [Passage("v", 3, n, text, 0, "条例", "第一章") for n, text in enumerate((first, second))]
    other = Passage("v", 4, 0, TEXT, 0, "条例", "第一章")
    one, none, whole = prepare([*pieces, other], MODEL).articles.apart()
    assert one.tolist() == whole.tolist()
    assert not len(none)
    assert (one == CLAUSE).sum() == len(list(clauses(TEXT)))


def test_short_clauses_go_on_but_no_word_crosses_a_line():
    assert [len(clause) >= SHORTEST_CLAUSE for clause in clauses(TEXT)][:-1] == [True] * (len(list(clauses(TEXT))) - 1)
    assert next(clauses("一、总则\n二、机关应当履行承诺。")) == "一、总则\n二、机关应当履行承诺。"


class Large(StaticEncoder):
    vocabulary = CLAUSE + 1


def test_a_model_with_more_tokens_than_can_be_numbered_is_a_clear_error():
    with pytest.raises(ValueError, match="65535 tokens; 65534 at most"):
        cut([("条例", TEXT)], Large())


@pytest.fixture
def rows(tmp_path):
    made = WordRows(tmp_path, "m")
    made.add(packed(3, 0, 2), 0)
    return made


def kept(rows, *wanted):
    return [None if row is None else row.tolist() for row in rows.at(wanted)]


def test_rows_are_read_back_and_those_without_words_are_none(rows, tmp_path):
    assert kept(rows, 2, 0, 1, 7, -1) == [[1, 2], [1, 2, 3], None, None, None]
    assert kept(WordRows(tmp_path, "other"), 0) == [None]


def test_a_word_that_the_model_does_not_know_is_kept(tmp_path):
    made = prepare([Passage("v", 0, 0, "䶵的承诺", 0, "条例", "")], MODEL).articles
    assert 0 in made.tokens
    strange = WordRows(tmp_path, "strange")
    strange.add(made, 0)
    assert kept(strange, 0) == [made.tokens.tolist()]


def test_another_reader_sees_what_is_added_later(rows, tmp_path):
    other = WordRows(tmp_path, "m")
    assert kept(other, 2, 3) == [[1, 2], None]
    rows.add(packed(4), 3)
    assert kept(other, 2, 3) == [[1, 2], [1, 2, 3, 4]]


def test_passages_added_before_words_were_kept_have_none(tmp_path):
    late = WordRows(tmp_path, "m")
    late.add(packed(2), 5)
    assert kept(late, *range(6)) == [None] * 5 + [[1, 2]]


def test_what_was_written_but_never_counted_is_overwritten(rows, tmp_path):
    with (tmp_path / "m.tokens").open("ab") as tokens:
        tokens.write(np.array([9, 9], TOKEN).tobytes())
    rows.add(packed(1), 3)
    assert kept(rows, 0, 2, 3) == [[1, 2, 3], [1, 2], [1]]


@pytest.mark.parametrize("lost", [1, 2, 4, 10])
def test_words_lost_in_a_power_cut_are_not_here_and_the_next_ones_stand_right(rows, tmp_path, lost):
    with (tmp_path / "m.tokens").open("r+b") as tokens:
        tokens.truncate(10 - lost)
    again = WordRows(tmp_path, "m")
    assert kept(again, 0, 2) == [[1, 2, 3] if lost <= 4 else None, None]
    again.add(packed(2), 3)
    assert kept(again, 0, 2, 3) == [[1, 2, 3] if lost <= 4 else None, None, [1, 2]]


def test_rows_whose_numbers_were_cut_off_are_left_without(rows, tmp_path):
    with (tmp_path / "m.ends").open("r+b") as ends:
        ends.truncate(2 * 8 + 3)
    again = WordRows(tmp_path, "m")
    assert kept(again, 0, 2) == [[1, 2, 3], None]
    again.add(packed(2), 3)
    assert kept(again, 0, 2, 3) == [[1, 2, 3], None, [1, 2]]
