"""The dates in a document's own words: signed, printed, in force, at an end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ingest.grammar.dates import ends_with_date, find_date, is_date_line, restore_date
from knowledge.model import DateName

_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_SUBJECT = r"(?:本|该|此)[^。，,；;]{1,12}?"
_IN_FORCE = re.compile(rf"{_SUBJECT}(?:自|从|于)\s*(?P<day>{_DAY})\s*起[^。，,]{{0,6}}(?:施行|实施|执行|生效)")
_AT_ONCE = re.compile(rf"{_SUBJECT}自(?:发布|公布|印发|下发|发文)之日起[^。，,]{{0,6}}(?:施行|实施|执行|生效)")
_KIND = (
    r"(?:办法|意见|方案|规定|细则|规则|规范|通知|决定|条例|制度|规程|标准|计划|规划|措施|政策|文件"
    r"|公告|通告|指引|指南|章程|解释)"
)
_DOCUMENT = rf"本[^。，,；;：:的《》]{{0,6}}?{_KIND}(?:\s*[（(][^（）()]{{1,6}}[)）])?"
_STARTS = r"(?:施行|实施|执行|生效)(?:[，,][^。；;，,]{0,24}解释)?\s*[，,、（(]"
_VALID = rf"(?:{_DOCUMENT}的?|{_STARTS}\s*)有效期"
"""A period of validity of the document itself, not of a licence or a promise that it speaks of."""
_UNTIL = re.compile(rf"{_VALID}[^。]{{0,8}}?(?:至|到)\s*(?P<day>{_DAY})")
_FOR_YEARS = re.compile(rf"{_VALID}(?:为|限为|限)?\s*(?P<years>10|[1-9])\s*年")
_PRINTED = re.compile(rf"(?P<day>{_DAY})\s*印发")


def signed_date(lines: Sequence[str]) -> tuple[date | None, str]:
    """The last date that signs these lines, and what was mended about it ("" if nothing)."""
    for line in reversed(lines):
        if is_date_line(line):
            day = find_date(line)
            if day is None and (day := restore_date(line)):
                return day, f"{line} → {day.year}年{day.month}月{day.day}日"
            return day, ""
        if len(line) <= 40 and ends_with_date(line):
            return find_date(line), ""
    return None, ""


def dates_in_text(text: str, known: dict[DateName, date]) -> dict[DateName, date]:
    """The dates that the text itself states, `known` ones kept as they are."""
    found = dict(known)
    if printed := _PRINTED.search(text):
        _put(found, DateName.PUBLISHED, find_date(printed["day"]))
    if stated := _IN_FORCE.search(text):
        _put(found, DateName.IN_FORCE, find_date(stated["day"]))
    elif _AT_ONCE.search(text):
        _put(found, DateName.IN_FORCE, found.get(DateName.PUBLISHED) or found.get(DateName.SIGNED))
    if until := _UNTIL.search(text):
        last_day = find_date(until["day"])
        _put(found, DateName.REPEALED, last_day + timedelta(days=1) if last_day else None)
    elif (years := _FOR_YEARS.search(text)) and (start := found.get(DateName.IN_FORCE)):
        anniversary = (start.month, min(start.day, 28) if start.month == 2 else start.day)
        _put(found, DateName.REPEALED, date(start.year + int(years["years"]), *anniversary))
    return found


def _put(found: dict[DateName, date], name: DateName, day: date | None) -> None:
    if day is not None:
        found.setdefault(name, day)
