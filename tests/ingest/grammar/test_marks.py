"""Numbering marks where a paragraph opens, and what is none."""

from __future__ import annotations

import pytest

from ingest.grammar.marks import Level, read_mark, written_label


@pytest.mark.parametrize(
    ("text", "level", "number", "label"),
    [
        ("一、总体要求", Level.HAN, 1, "一、"),
        ("十二、附则", Level.HAN, 12, "十二、"),
        ("（一）指导思想", Level.ROUND_HAN, 1, "（一）"),
        ("(二十三)严格追究", Level.ROUND_HAN, 23, "（二十三）"),
        ("( 一 ) 加强领导", Level.ROUND_HAN, 1, "（一）"),
        ("三）抓好落实", Level.ROUND_HAN, 3, "（三）"),
        ("1.坚持依法行政", Level.ARABIC, 1, "1."),
        ("14．加强建设", Level.ARABIC, 14, "14."),
        ("2、推进公开", Level.ARABIC, 2, "2."),
        ("１０．推进公开", Level.ARABIC, 10, "10."),
        ("（1）记录", Level.ROUND_ARABIC, 1, "（1）"),
        ("2)公开", Level.ROUND_ARABIC, 2, "（2）"),
        ("⑶公示", Level.ROUND_ARABIC, 3, "（3）"),
        ("第一部分 总体要求", Level.PART, 1, "第一部分"),
        ("第二章 管理", Level.PART, 2, "第二章"),
        ("第三节 监督", Level.SECTION, 3, "第三节"),
        ("[(一)加强领导", Level.ROUND_HAN, 1, "（一）"),
        ("“1.加强领导", Level.ARABIC, 1, "1."),
    ],
)
def test_a_mark_has_a_level_a_number_and_the_label_that_people_cite(text, level, number, label):
    mark = read_mark(text)
    assert mark is not None
    assert (mark.level, mark.number) == (level, number)
    assert written_label(mark.level, mark.number, mark.written) == label


@pytest.mark.parametrize(
    "text",
    [
        "2018年底前完成",
        "1.5万人",
        "3.14",
        "一是加强领导",
        "一批项目",
        "十九大精神",
        "第一章规定的情形，适用本办法的规定。",
        "(见附件)",
        "主要包括:(1)利用公路;(2)占用公路",
        "",
    ],
)
def test_running_text_is_no_mark(text):
    assert read_mark(text) is None


def test_a_mark_that_lost_its_numeral_has_none():
    mark = read_mark("()深入推进")
    assert mark is not None
    assert (mark.level, mark.number, mark.written) == (Level.ROUND_HAN, 0, "()")
