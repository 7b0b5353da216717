"""Chinese is read from the tries as pypinyin reads it, and by pypinyin where there are none."""

import sys
from random import Random

import pytest
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from knowledge.search import sounds


@pytest.fixture(autouse=True)
def anew():
    before = list(sounds._folder)
    sounds._tries.cache_clear()
    yield
    sounds.keep_sounds_in(*before) if before else sounds._folder.clear()
    sounds._tries.cache_clear()


def texts():
    """Phrases, pieces of them side by side, the beginnings of long ones, what is not Chinese, rare characters."""
    chance, phrases = Random(11), list(PHRASES_DICT)
    for phrase in chance.sample(phrases, 4000):
        other = chance.choice(phrases)
        cut = chance.randrange(1, len(phrase) + 1)
        yield from (phrase, phrase[:cut], phrase[-cut:], other[:2] + phrase[:cut], f"{phrase}，{other}a1{cut}")
    yield from ("", "abc", "第15条 A", "〇八宪章", "𠀀行", "㐀长", "\ue815行", "長樂", "行行", "不亦", "重庆银行行长")


def test_the_tries_read_as_pypinyin_does(tmp_path):
    sounds.keep_sounds_in(tmp_path / "words")
    assert sounds._tries() is not None
    for text in texts():
        assert sounds.syllables(text) == tuple(lazy_pinyin(text)), text


def test_they_are_made_once_and_anew_where_they_are_torn(tmp_path):
    sounds.keep_sounds_in(tmp_path)
    assert sounds.syllables("诚信") == ("cheng", "xin")
    [kept] = tmp_path.glob(f"*/{sounds.PHRASES}")
    made = kept.stat().st_mtime_ns
    sounds._tries.cache_clear()
    assert sounds.syllables("诚信") == ("cheng", "xin")
    assert kept.stat().st_mtime_ns == made
    kept.write_bytes(kept.read_bytes()[:100])
    sounds._tries.cache_clear()
    assert sounds.syllables("重庆") == ("chong", "qing")
    assert kept.stat().st_size > 100


def test_without_a_place_to_keep_them_pypinyin_is_asked(tmp_path, monkeypatch):
    sounds._folder.clear()
    assert sounds.syllables("重庆") == ("chong", "qing")
    sounds._tries.cache_clear()
    (tmp_path / "words").write_text("a file where the folder should be")
    sounds.keep_sounds_in(tmp_path / "words")
    assert sounds.syllables("重庆") == ("chong", "qing")
    assert sounds._tries() is None
    sounds.keep_sounds_in(tmp_path / "other")
    sounds._tries.cache_clear()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert sounds.syllables("重庆") == ("chong", "qing")
    assert sounds._tries() is None
