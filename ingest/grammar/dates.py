"""Dates as official documents write them, and those that lost their signs in export."""

from __future__ import annotations

import re
from datetime import date

from knowledge.reference.numerals import to_int

LONGEST_LINE = 30
"""A line longer than this is no date."""

_DIGITS = "〇零○Ｏ一二三四五六七八九"
_MONTH = "一二三四五六七八九十"
_DATE = re.compile(
    r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)"
    rf"|(?P<y3>[一二][{_DIGITS}]{{3}})\s*年\s*(?P<m3>[{_MONTH}]{{1,2}})\s*月\s*(?P<d3>[{_MONTH}]{{1,3}})\s*日"
)
_LINE = re.compile(rf"^[（(]?\s*(?:{_DATE.pattern})\s*[)）]?$")
_SIGNED = re.compile(
    rf"(?:\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|[一二][{_DIGITS}]{{3}}年[{_MONTH}]{{1,2}}月[{_MONTH}]{{1,3}}日)$"
)
_LOST = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<rest>\d{2,4})$")


def find_date(text: str) -> date | None:
    """The first date in a text that the calendar has."""
    return next((day for match in _DATE.finditer(text) if (day := _read(match))), None)


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else, written out in full (2017年9月18日) or damaged (2012816)."""
    if len(text) > LONGEST_LINE:
        return False
    match = _LINE.match(text)
    if match:
        return _read(match) is not None and match["y2"] is None
    return restore_date(text) is not None


def ends_with_date(text: str) -> bool:
    """Whether a line closes with a date written out, as a signature on one line does."""
    match = _SIGNED.search(text)
    return match is not None and find_date(match[0]) is not None


def restore_date(text: str) -> date | None:
    """A date that lost 年月日 in export (2012816), if only one reading of it is a day of the calendar."""
    match = _LOST.match(text.strip())
    if not match:
        return None
    rest = match["rest"]
    days = {_day(int(match["year"]), rest[:cut], rest[cut:]) for cut in range(1, len(rest))}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _read(match: re.Match[str]) -> date | None:
    if match["y3"]:
        year = "".join(str(to_int(digit)) for digit in match["y3"].replace("Ｏ", "〇"))
        month, day = to_int(match["m3"]), to_int(match["d3"])
        return _day(int(year), str(month or 0), str(day or 0))
    groups = ("y", "m", "d") if match["y"] else ("y2", "m2", "d2")
    year, month_text, day_text = (match[name] for name in groups)
    return _day(int(year), month_text, day_text)


def _day(year: int, month: str, day: str) -> date | None:
    if month.startswith("0") and len(month) == 1 or day.startswith("0") and len(day) == 1:
        return None
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
