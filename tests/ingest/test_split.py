"""From articles to passages: every character in exactly one piece, in order, none too long."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.split import PIECE, WHOLE, pieces, pieces_of, split
from knowledge.model import Article, passage_place
from tests.samples import regulation

characters = st.text(alphabet="承诺公示（一）、，。；！？\n 1a", max_size=2000)


@given(characters)
def test_pieces_cover_the_text_exactly_and_in_order(text):
    made = list(pieces(text))
    assert "".join(piece for _, piece in made) == text
    assert all(text[start : start + len(piece)] == piece for start, piece in made)
    assert made, "even an empty text is one piece"


@given(characters)
def test_a_text_up_to_the_limit_is_whole_and_no_piece_is_longer_than_it(text):
    made = list(pieces(text))
    assert len(text) > WHOLE or len(made) == 1
    assert all(len(piece) <= (WHOLE if len(made) == 1 else PIECE) for _, piece in made)


def test_a_long_article_is_cut_at_the_ends_of_sentences():
    text = "承诺应当登记并公示办理结果。" * 60
    made = [piece for _, piece in pieces(text)]
    assert len(made) > 1
    assert all(piece.endswith("。") for piece in made)


def test_a_sentence_longer_than_a_piece_is_cut_hard():
    made = [piece for _, piece in pieces("承" * 1000)]
    assert list(map(len, made)) == [PIECE, PIECE, 200]


def test_passages_know_their_article_and_their_place_in_it():
    long = "承诺应当登记并公示办理结果。" * 60
    parsed = regulation("短。", long)
    passages = split(parsed, "v")
    assert pieces_of(parsed) == (1, len(passages) - 1)
    assert [passage_place(passage.id) for passage in passages] == [("v", 0)] + [("v", 1)] * (len(passages) - 1)
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(long[p.start : p.start + len(p.text)] == p.text for p in passages[1:])


def test_headings_are_context_for_search_and_no_part_of_the_text():
    article = Article("（一）", "正文。", heading="登记", headings=("重点任务", "登记"))
    (passage,) = split(replace(regulation("x"), articles=(article,)), "v")
    assert (passage.headings, passage.text) == ("重点任务 登记", "正文。")
