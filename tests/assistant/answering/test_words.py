"""The list of words cuts texts as jieba does, and is mended where its files are not whole."""

import logging

import jieba
import pytest

from assistant.answering.grammar import words

TEXTS = (
    "换了领导之前答应的事还算数吗",
    "行政机关收到政府信息公开申请，能够当场答复的，应当当场予以答复。",
    "到2025年底前，GDP增长5.5%左右的目标，由市发展改革委会同有关部门完成。",
    "龘靐齉爩，ＡＢＣ abc　混排\n换行",
    "",
)


@pytest.fixture(autouse=True)
def anew():
    before = list(words._folder)
    words.word_list.cache_clear()
    yield
    words.keep_words_in(*before) if before else words._folder.clear()
    words.word_list.cache_clear()


@pytest.fixture(scope="module")
def own_jieba():
    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


def test_texts_are_cut_as_jieba_cuts_them(tmp_path, own_jieba):
    words.keep_words_in(tmp_path)
    made = words.word_list()
    for text in TEXTS:
        assert made.lcut(text, HMM=False) == own_jieba.lcut(text, HMM=False)
        assert made.lcut(text) == own_jieba.lcut(text)
        assert made.lcut_for_search(text, HMM=False) == own_jieba.lcut_for_search(text, HMM=False)
    assert max(map(len, own_jieba.FREQ)) <= words.LONGEST
    assert (made.total, made.get("行政"), made.get("靐齉")) == (own_jieba.total, own_jieba.FREQ["行政"], 0)
    assert (made.tag("申请"), made.tag("靐齉")) == ("v", "x")


@pytest.mark.parametrize("file", [words.TRIE, words.ROWS, words.REST])
def test_what_is_torn_on_the_disk_is_made_anew(tmp_path, file):
    words.keep_words_in(tmp_path)
    expected = words.word_list().lcut(TEXTS[1])
    [torn] = tmp_path.glob(f"*/{file}")
    torn.write_bytes(torn.read_bytes()[:100])
    words.word_list.cache_clear()
    assert words.word_list().lcut(TEXTS[1]) == expected
    assert torn.stat().st_size > 100


def test_without_a_place_to_keep_it_the_list_is_made_in_memory(tmp_path):
    (tmp_path / "words").write_text("a file where the folder should be")
    words.keep_words_in(tmp_path / "words")
    assert words.word_list().lcut("政府信息公开") == ["政府", "信息", "公开"]
    assert (tmp_path / "words").is_file()
