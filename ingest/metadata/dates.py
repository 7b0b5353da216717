"""The dates in a document's own words: signed, printed, in force, at an end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.grammar.dates import ends_with_date, find_date, is_date_line, restore_date
from knowledge.model import DateName

_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_SUBJECT = r"(?:本|该|此)[^。，,；;]{1,12}?"
_IN_FORCE = re.compile(rf"{_SUBJECT}(?:自|从|于)\s*(?P<day>{_DAY})\s*起[^。，,]{{0,6}}(?:施行|实施|执行|生效)")
_AT_ONCE = re.compile(rf"{_SUBJECT}自(?:发布|公布|印发|下发|发文)之日起[^。，,]{{0,6}}(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"有效期[^。]{{0,8}}?(?:至|到)\s*(?P<day>{_DAY})")
_FOR_YEARS = re.compile(r"有效期(?:为|限为|限)?\s*(?P<years>[1-9]|10)\s*年")
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
        _put(found, DateName.REPEALED, find_date(until["day"]))
    elif (years := _FOR_YEARS.search(text)) and (start := found.get(DateName.IN_FORCE)):
        last = (start.month, min(start.day, 28) if start.month == 2 else start.day)
        _put(found, DateName.REPEALED, date(start.year + int(years["years"]), *last))
    return found


def _put(found: dict[DateName, date], name: DateName, day: date | None) -> None:
    if day is not None:
        found.setdefault(name, day)
