"""Rare characters of names show in print, whatever the reader's machine has."""

import io

import pytest
from pypdf import PdfReader

from assistant.training.certificates import Certificate
from assistant.training.reports import pdf
from assistant.training.reports.pdf import write_certificate, write_pdf
from assistant.training.reports.rare import picture_of
from assistant.training.reports.sheets import Sheet
from assistant.wording.words import answer_words
from tests.assistant.training.made import clock

ZH, NOW = answer_words("zh"), clock(2026, 3, 2)
RARE = "㐂𠮷䶮曌"
NAMES = ("㐂田", "张𠮷", "䶮某", "武曌", "阿卜杜·热依木")


def table():
    rows = tuple((str(number), name) for number, name in enumerate(NAMES))
    return Sheet("名单", "", ("工号", "姓名"), rows)


def pages(write):
    out = io.BytesIO()
    write(out)
    return PdfReader(out).pages


def certificate(out):
    made = Certificate("C-1", f"张{RARE}·木", "年度诚信教育", "青石市/财政局", 0, NOW, None, NOW, "code")
    write_certificate(made, "https://integrity.qs.gov.cn/x", out, ZH)


def fonts_of(page):
    return {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].get_object().values()}


@pytest.mark.skipif(any(picture_of(one) is None for one in RARE), reason="needs a Chinese type with rare characters")
def test_rare_characters_are_drawn_and_nothing_is_left_to_the_readers_types():
    (page,) = pages(lambda out: write_pdf([table()], out, ZH))
    assert len(page.images) == len(RARE)
    (page,) = pages(certificate)
    assert len(page.images) == len(RARE) + 1, "and the code"
    for one in pages(certificate):
        assert not any("STSong" in name for name in fonts_of(one))


def test_without_such_a_type_the_number_of_a_character_is_shown_rather_than_nothing(monkeypatch):
    monkeypatch.setattr(pdf, "picture_of", lambda _: None)
    (page,) = pages(lambda out: write_pdf([table()], out, ZH))
    text = page.extract_text()
    assert "[U+20BB7]" in text
    assert "阿卜杜·热依木" in text.replace("\n", "")
    assert any("STSong" in name for name in fonts_of(page))


def test_a_picture_is_of_the_character_and_not_of_a_missing_one():
    assert picture_of("\U000efffd") is None
