"""Deadlines: the words that set one, and the last day they allow."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_YEAR = r"(?P<year>(?:19|20)\d\d)\s*年"
_MONTH = r"(?P<month>\d{1,2})\s*月"
_END = r"(?:年?底|年?末|底|末)"
_DUE = re.compile(
    rf"{_YEAR}\s*(?:{_MONTH}\s*(?:(?P<day>\d{{1,2}})\s*日|(?P<third>上旬|中旬|下旬)|{_END})?"
    rf"|(?P<quarter>[一二三四1-4])季度|第(?P<quarter2>[一二三四1-4])季度|(?P<half>上半年|下半年)|{_END})?"
)
_OPEN = re.compile(r"启动|开始|起(?:实施|执行|施行)?$|持续|长期|常态|逐步")
_PLACE = r"(?:年?[底末]|\d{1,2}\s?月(?:\s?\d{1,2}\s?日|[底末]|[上中下]旬)?|第?[一二三四1-4]季度|[上下]半年)"
_RUNNING = re.compile(
    rf"(?:[到至于在]\s?)?(?:19|20)\d\d\s?年{_PLACE}?(?:之前|以前|前(?![一二三四两几十后期]))"
    r"|(?:[到至于在]\s?)?(?:19|20)\d\d\s?年(?:年?[底末]|\d{1,2}月[底末])(?=[，,])"
)
_ENDS = {"上半年": 6, "下半年": 12}
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": 31}
_QUARTERS = {digit: 3 * (index % 4 + 1) for index, digit in enumerate("一二三四1234")}


def due_date(words: str) -> date | None:
    """The last day that a deadline allows; None if it names none (2017年启动实施, 持续推进, 按年度完成)."""
    match = _DUE.search(words)
    if not match or _OPEN.search(words):
        return None
    year = int(match["year"])
    if match["half"]:
        return date(year, *_last_of(year, _ENDS[match["half"]]))
    if quarter := match["quarter"] or match["quarter2"]:
        return date(year, *_last_of(year, _QUARTERS[quarter]))
    if not match["month"]:
        return date(year, 12, 31)
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    last = _last_of(year, month)[1]
    day = int(match["day"]) if match["day"] else _THIRDS.get(match["third"] or "", last)
    return date(year, month, min(day, last)) if day else None


def running_deadlines(text: str) -> list[tuple[int, int]]:
    """Where running text sets a day by which something is to be done: 2018年底前, 到2018年年底前.

    到2025年, opens an aim that nobody is named for: no deadline.
    """
    return [match.span() for match in _RUNNING.finditer(text)]


def _last_of(year: int, month: int) -> tuple[int, int]:
    return month, monthrange(year, month)[1]
