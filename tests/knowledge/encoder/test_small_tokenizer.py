"""The small tokenizer cuts as the large one, and gives way to it for many texts and for files laid out otherwise."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder import static
from knowledge.encoder.small_tokenizer import read_small
from knowledge.encoder.static import SHIPPED, TOKENS, StaticEncoder

LATER_SIGNS = {0x32FF, 0xA7F2, 0xA7F3, 0xA7F4}
"""Signs of the Basic Multilingual Plane that `tokenizers` is too old to read."""
SMALL = read_small(SHIPPED / TOKENS)
ENCODER = StaticEncoder()


def large(texts):
    return [one.ids for one in ENCODER._large.encode_batch_fast(texts, add_special_tokens=False)]


@pytest.mark.parametrize(
    "text",
    ["", "？。", "换了领导之前答应的事还算数吗", "ＡＢＣ１２３ｋｇ㎡", "公开条例第17条", "龘靐齉㐀的䶵", "a" * 300],
)
def test_a_text_is_cut_as_the_large_one_cuts_it(text):
    assert SMALL.ids(text) == large([text])[0]


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.text(alphabet=HAN | st.sampled_from("的是公务员aZ９。 \n㊣")))
def test_whatever_characters_come_together(text):
    assert SMALL.ids(text) == large([text])[0]


def test_every_character_by_itself():
    signs = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and code not in LATER_SIGNS]
    assert [sign for sign, ids in zip(signs, large(signs), strict=True) if SMALL.ids(sign) != ids] == []


def test_every_line_of_some_statutes(shared):
    files = sorted((shared / "laws" / "national").rglob("*.md"))[::50]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    assert len(lines) > 1000
    assert [line for line, ids in zip(lines, large(lines), strict=True) if SMALL.ids(line) != ids] == []


def test_a_question_does_not_load_the_large_one_and_many_texts_do(monkeypatch):
    encoder = StaticEncoder()
    few = encoder.encode_query(["公务员可以经商吗"])
    assert "_large" not in vars(encoder)
    monkeypatch.setattr(static, "FEW_CHARACTERS", 0)
    assert (encoder.encode_query(["公务员可以经商吗"]) == few).all()
    assert "_large" in vars(encoder)


def test_what_is_taken_in_is_cut_by_the_large_one_which_is_quicker(monkeypatch):
    encoder = StaticEncoder()
    monkeypatch.setattr(encoder, "_small", None)
    assert (encoder.encode_document(["公务员可以经商吗"]) == ENCODER.encode_query(["公务员可以经商吗"])).all()


@pytest.mark.parametrize("changed", [{"normalizer": None}, {"added_tokens": [{"id": 1}]}, {"model": {"type": "BPE"}}])
def test_a_file_laid_out_otherwise_is_left_to_the_large_one(tmp_path, changed):
    file = tmp_path / TOKENS
    file.write_text(json.dumps({**json.loads((SHIPPED / TOKENS).read_text("utf-8")), **changed}), encoding="utf-8")
    assert read_small(file) is None
