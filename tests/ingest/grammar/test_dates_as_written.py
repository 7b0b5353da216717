"""Dates as official documents write them."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.grammar.dates import ends_with_date, find_date, is_date_line, restore_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017年9月18日", date(2017, 9, 18)),
        ("成文日期: 2017-10-31", date(2017, 10, 31)),
        ("二〇一〇年七月十九日", date(2010, 7, 19)),
        ("二○一二年十二月三十一日", date(2012, 12, 31)),
        ("二零二一年一月一日", date(2021, 1, 1)),
        ("2018.02.02", date(2018, 2, 2)),
        ("2018年13月1日，2018年1月2日", date(2018, 1, 2)),
        ("没有日期", None),
    ],
)
def test_the_first_date_that_the_calendar_has(text, day):
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012816", date(2012, 8, 16)),
        ("20121231", date(2012, 12, 31)),
        ("201211", date(2012, 1, 1)),
        ("2012111", None),  # 1 November or 11 January
        ("2012999", None),
        ("1234567", None),
    ],
)
def test_a_date_that_lost_its_signs_is_restored_where_only_one_day_fits(text, day):
    assert restore_date(text) == day


def test_a_line_that_is_a_date_signs_a_document_and_one_that_has_a_date_does_not():
    assert is_date_line("二〇一〇年七月十九日")
    assert is_date_line("2012816")
    assert not is_date_line("2018-02-02")
    assert not is_date_line("2018年底前完成")
    assert ends_with_date("某市人民政府 2018年5月20日")
