"""Several documents in one file."""

from __future__ import annotations

from ingest.structure.divide import divide


def test_a_file_with_one_document_passes_through():
    (part,) = divide("某市意见\n一、要求")
    assert (part.text, part.start, part.heading) == ("某市意见\n一、要求", 0, "")


def test_numbered_headings_with_a_colon_part_a_file():
    text = "汇编\n第一篇:甲意见\n一、甲\n第二篇:乙方案\n一、乙\n"
    first, second = divide(text)
    assert (first.heading, first.text, first.preface) == ("甲意见", "\n一、甲\n", "汇编")
    assert (second.heading, second.text, second.preface) == ("乙方案", "\n一、乙\n", "")
    assert text[second.start :].startswith("\n一、乙")


def test_headings_in_brackets_or_with_the_title_of_a_document_part_a_file_too():
    assert [part.heading for part in divide("【第一篇】甲实施意见\n甲\n【第二篇】乙工作方案\n乙")] == [
        "甲实施意见",
        "乙工作方案",
    ]
    assert [part.heading for part in divide("篇一：甲\n甲\n篇二：乙\n乙")] == ["甲", "乙"]


def test_the_parts_of_one_book_and_numbers_out_of_order_do_not():
    assert len(divide("手册\n第一篇 总则\n甲\n第二篇 分则\n乙")) == 1
    assert len(divide("第一篇:甲\n甲\n第三篇:丙\n丙")) == 1
    assert len(divide("参见第一篇:甲。\n第二篇:乙")) == 1
