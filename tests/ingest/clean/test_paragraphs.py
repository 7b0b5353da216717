"""Lines back to paragraphs."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.clean.lines import fold, read_lines, width


def kept(text, **options):
    return [paragraph.text for paragraph in clean(text, **options).paragraphs]


CUT = [
    ("1、加强领导。要理顺领导体制和工", "作机制,及时调整。"),
    ("为了确保工作的制度化、规范化、科学化,真正达到内", "容统一:"),
    ("各区人民政府,", "市政府各部门:"),
    ("一、", "总体要求"),
]
WHOLE = [
    ("三、完善机制,加大条例的落实力度", "进一步加大力度。"),
    ("抓好落实。(市发改委牵头,2017年完成)", "建设平台。"),
    ("要求如下:", "第一项任务。"),
    ("某市人民政府", "2018年5月20日"),
    ("责任单位:市直有关部门,各乡(镇、街办、场)", "完成时限:2010年底"),
    ("完善任务，要点，内容，措施，安排，其他\t市局", "公开任务\t市局"),
]


@pytest.mark.parametrize(("first", "second"), CUT)
def test_what_a_line_end_cut_is_rejoined(first, second):
    assert kept(f"{first}\n{second}") == [first + second]


@pytest.mark.parametrize(("first", "second"), WHOLE)
def test_what_ends_with_its_line_is_not(first, second):
    assert kept(f"{first}\n{second}") == [first.replace("\t", " "), second.replace("\t", " ")]


def test_a_page_end_between_two_fields_does_not_run_them_together():
    assert kept("责任单位:市直有关部门,各乡(镇)\n—4—\n完成时限:2010年底") == [
        "责任单位:市直有关部门,各乡(镇)",
        "完成时限:2010年底",
    ]


def test_white_space_is_folded_and_the_rest_stays_as_it_stands():
    assert fold("\u3000\u3000采取\u00a0\u00a0拆分答复,即(一)\u200b项 ") == "采取 拆分答复,即(一)项"


def test_a_line_knows_where_it_stands_in_the_text():
    text = "\u3000\u3000一、甲\n\n  乙"
    assert [text[line.start] for line in read_lines(text)] == ["一", "乙"]
    assert [line.gap for line in read_lines(text)] == [False, True]


def test_a_line_is_as_wide_as_it_is_printed():
    assert width("一二三") == 3.0
    assert width("2018年") == 3.0


def test_a_title_as_long_as_the_measure_does_not_swallow_the_text_below_it():
    title = "三、完善保障机制，加大政府信息公开条例的落实力度和范围"
    body = (
        "进一步加大政府信息公开条例等行业规定要求落实力度。要继续完善"
        + "和规范信息主动公开工作机制、依申请公开受理机制。"
    )
    measure = len(title)
    wrapped = [body[at : at + measure] for at in range(0, len(body), measure)]
    text = "\n".join([title, *wrapped] * 3)
    assert kept(text) == [title, body] * 3


def test_marks_of_markdown_are_no_text():
    assert kept("# 某市意见\n\n## 一、要求\n\n<!-- 注 -->\n\n- 甲。\n\n|---|---|\n", markdown=True) == [
        "某市意见",
        "一、要求",
        "甲。",
    ]
