"""Long texts of one sort: twice as long takes about twice as many steps, so that no file holds the parser up."""

import sys

import pytest

from ingest.loaded import LoadedText, Rejected
from ingest.structure import read_documents

SHAPES = {
    "articles": "第九条 应当公开。\n", "items": "（一）应当公开；\n", "heads": "一、工作\n", "tables": "甲\t乙\t丙\n",
    "pipes": "| 甲 | 乙 |\n", "titles": "《甲》第一条、第二条、", "unclosed": "《", "brackets": "（", "quotes": "“",
    "numbers": "国发〔2021〕5号", "dates": "2021年3月5日", "repeals": "废止《甲》《乙》、", "lines": "甲\n",
    "duties": "牵头单位：市府；", "fields": "索引号: A 公开方式: B ", "marks": "# 第一章 总则\n", "blanks": "\n　",
}  # fmt: skip
SHORT, LONG = 6_000, 24_000


def steps(text):
    """Calls that reading a text takes, in Python and out of it: the same on every machine."""
    count = 0

    def counting(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        read_documents(LoadedText(f"青石市办法\n\n{text}", "青石市办法", "text"))
    except Rejected:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_as_long_takes_about_four_times_as_many_steps(shape):
    short, long = (steps((SHAPES[shape] * size)[:size]) for size in (SHORT, LONG))
    assert long < 7 * short + 5_000
