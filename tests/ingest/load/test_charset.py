import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.load import load
from ingest.load.charset import decode

SIMPLIFIED = "第十五条 公职人员应当遵守纪律和法律。\n第十六条 各级人民政府应当加强政务诚信建设。"
TRADITIONAL = "第十五條 公務員應當遵守紀律和法律。\n第十六條 各級機關應當加強誠信建設，並對人民負責。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_simplified_chinese_comes_out_right_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(SIMPLIFIED.encode(encoding))
    assert load(path).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "utf-8", "utf-16-le", "gb18030"])
def test_traditional_chinese_comes_out_right_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TRADITIONAL.encode(encoding))
    assert load(path).text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", ["第三条 国家机关应当守信。", "公务员诚信教育", "一、总体要求"])
def test_a_few_words_are_enough(encoding, words):
    assert decode(words.encode(encoding))[0] == words


def test_rare_characters_of_gb18030_survive():
    words = "第一条 㐂𠮷等人名用字不得随意更改，应当按照规定办理。"
    assert decode(words.encode("gb18030"))[0] == words


def test_a_byte_order_mark_is_no_part_of_the_text():
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(mark + SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED


def test_an_old_end_mark_is_no_part_of_the_text():
    assert decode((SIMPLIFIED + "\x1a\x00\x00").encode())[0] == SIMPLIFIED


def test_text_of_the_west_is_read_too():
    words = "Le présent règlement est applicable à tous les États membres, où qu’ils soient.\n" * 4
    assert decode(words.encode("cp1252"))[0] == words


_WORDS = st.sampled_from([*SIMPLIFIED, "依照", "本法", "规定", "的", "《", "》", "，", "。", "\n", "1", "2018年"])


@given(st.lists(_WORDS, min_size=8, max_size=60), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be", "utf-8"]))
def test_chinese_of_any_length_survives(words, encoding):
    text = "第一条 为了" + "".join(words)
    assert decode(text.encode(encoding))[0] == text


def test_line_ends_become_single_newlines(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r三\n四".encode())
    assert load(path).text == "一\n二\n三\n四"
