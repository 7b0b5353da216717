"""What a statute's head says: its title and part, and the events of its life (adopted, published, amended …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.grammar.dates import find_date
from ingest.metadata.numbers import tidy_number
from ingest.structure.statute_lines import StatuteLine
from knowledge.model import DateName
from knowledge.reference.numbers import find_document_numbers
from knowledge.reference.numerals import NUMERAL

_DAY = re.compile(
    r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_TITLED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》?")
_EVENT_LINE = re.compile(rf"^[（(]?\s?(?:{_DAY.pattern})|[届次]会议|通过|公布|发布|批准|修订|修正|施行")
_FINISHED = re.compile(r"(?:通过|公布|发布|颁布|批准|修订|修正|修改|施行|实施)[）)]?$")
_REASON = re.compile(r"^(?:为了?|根据|依据|依照)")
_PART = re.compile(r"^(?P<whole>.*民法典)\s?(?P<part>总则|附则|[^\s的]{1,6}编)$")
_AMENDED = re.compile(r"修订|修正|修改")
_FILE_DATE = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[)）]$")
_ORDER = re.compile(rf"[^\s，,。；;（(《》〉]{{0,80}}?(?:令|公告)\s?[（(]?\s?第?\s?{NUMERAL}\s?号令?")
_COURT_NUMBER = re.compile(r"^(?:法释|高检发释字|高检发研字|法发)\s?[〔\[（(]\d{4}[〕\])）]\s?\d+号$")
_IN_FORCE = re.compile(
    rf"(?:本|该)[^。，,；;《]{{1,14}}?(?:自|从|于)\s?(?P<day>{_DAY.pattern})\s?起?[^。，,；;]{{0,4}}(?:施行|实施|生效|执行)"
)
_AT_ONCE = re.compile(
    r"(?:本|该)[^。，,；;《]{1,14}?(?:自|从)(?:公布|发布|颁布|印发|通过)之日起?[^。，,；;]{0,4}(?:施行|实施|生效|执行)"
)
_CONTENTS = re.compile(r"^目\s?[录次]$")
_SHORT, _LONGEST_TITLE = 40, 120
MISSED = timedelta(days=400)
"""A file dated this much later than all that its head knows holds an amendment that the head doesn't know."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event as the head words it; `masked` is the wording without titles between 《 and 》."""

    day: date
    text: str
    masked: str


@dataclass(frozen=True, slots=True)
class Head:
    """A statute's head. `extra` are lines that are neither title, event nor the issuing office's `number`."""

    title: str
    part: str
    events: tuple[Event, ...]
    extra: tuple[StatuteLine, ...] = ()
    number: str = ""


def read_head(lines: Sequence[StatuteLine], name: str) -> Head:
    """The title, the part and the events of a head; the file's name stands in for a missing title."""
    titles = [line.text for line in lines if line.marks == 1]
    numbers = [line for line in lines if line.marks != 1 and _own_number(line.text)]
    rest = [line for line in lines if line.marks != 1 and line not in numbers]
    if not titles:
        count = _title_lines([line.text for line in rest])
        titles, rest = _whole_and_part("".join(line.text for line in rest[:count])), rest[count:]
    title = titles[0] or _FILE_DATE.sub("", name)
    rest = _without_title(rest, title)
    told = _told_lines([line.text for line in rest])
    part, number = titles[1] if len(titles) > 1 else "", tidy_number(numbers[0].text)[0] if numbers else ""
    return Head(title, part, tuple(_events(told)), tuple(rest[len(told) :]), number)


def _title_lines(lines: Sequence[str]) -> int:
    """How many lines at the head of a text without # are its title: those before its first event, if few."""
    count = next((i for i in range(1, len(lines)) if _ends_title(lines[i], lines[0])), len(lines))
    return count if sum(map(len, lines[:count])) <= _LONGEST_TITLE else min(1, count)


def _ends_title(line: str, first: str) -> bool:
    told = _EVENT_LINE.search(line) or _number(line) or _CONTENTS.match(line)
    return bool(told) or line[-1] in "。：；" or line.replace(" ", "") == first.replace(" ", "")


def _whole_and_part(title: str) -> list[str]:
    """A title that stands there twice, once; 民法典 and its part (合同编) apart."""
    half = len(title) // 2
    if title and title[:half] == title[half:]:
        return [title[:half]]
    match = _PART.match(title)
    return [match["whole"], match["part"]] if match else [title]


def _without_title(lines: Sequence[StatuteLine], title: str) -> list[StatuteLine]:
    """The lines without those at their head that print the title again, in one piece or several."""
    compact, seen = re.sub(r"\s", "", title), ""
    for index, line in enumerate(lines):
        words = re.sub(r"\s", "", line.text)
        if not compact.startswith(seen + words):
            return list(lines[index:])
        seen = "" if seen + words == compact else seen + words
    return []


def _told_lines(lines: Sequence[str]) -> list[str]:
    """The lines at the head that tell events, those that go on with an unfinished one included."""
    told: list[str] = []
    for line in lines:
        begins = bool(_EVENT_LINE.search(line)) and line[-1] not in "。：" and not _REASON.match(line)
        goes_on = (
            bool(told) and not _FINISHED.search(told[-1]) and len(line) <= _LONGEST_TITLE and line[-1] not in "。："
        )
        if not begins and not goes_on:
            break
        told.append(line)
    return told


def split_preface(body: Sequence[StatuteLine], head: Head) -> tuple[Head, list[StatuteLine]]:
    """Lines before the first article that belong to the head: the title again, the end of a broken event."""
    lines = _without_title(body, head.title)
    first = lines[0].text if lines else ""
    if not re.fullmatch(r"[^（(。]{2,40}[）)]", first):
        return head, lines
    if not head.events:
        return head, lines[1:]
    last = head.events[-1]
    ended = replace(last, text=last.text + first, masked=last.masked + first)
    return replace(head, events=(*head.events[:-1], ended)), lines[1:]


def number_of(head: Head, body: Sequence[StatuteLine]) -> str:
    """The statute's number: 国务院令第711号, 法释〔2020〕15号; "" if it states none."""
    orders = [(event, _tidy_order(match[0])) for event in head.events if (match := _ORDER.search(event.masked))]
    own = [order for event, order in orders if "《" not in event.text]
    if own:
        return own[-1]
    if orders:
        return orders[0][1]
    stated = (line.text for line in [*head.extra, *body[:6]] if _number(line.text) or _own_number(line.text))
    return head.number or next(stated, "")


def _tidy_order(order: str) -> str:
    return re.sub(r"\s|中华人民共和国", "", order)


def dates_of(head: Head, closing: str, name: str) -> dict[DateName, date]:
    """The dates of this version, each under its name. `closing` is the text of the last articles."""
    found = _told(head.events)
    stated = _IN_FORCE.search(closing)
    starts = find_date(stated["day"]) if stated else found.pop(DateName.IN_FORCE, None)
    found.pop(DateName.IN_FORCE, None)
    filed = _file_day(name)
    known = max(found.values(), default=None)
    if filed and (known or starts) and filed > max(day for day in (known, starts) if day) + MISSED:
        found[DateName.AMENDED] = filed
    elif filed and DateName.PUBLISHED not in found and DateName.AMENDED not in found and (not known or filed >= known):
        found[DateName.PUBLISHED] = filed
    if not starts and _AT_ONCE.search(closing) and DateName.AMENDED not in found:
        starts = found.get(DateName.PUBLISHED) or found.get(DateName.ADOPTED)
    if starts and starts >= found.get(DateName.AMENDED, date.min):
        found[DateName.IN_FORCE] = starts
    return found


def _told(events: Sequence[Event]) -> dict[DateName, date]:
    found: dict[DateName, date] = {}
    adopter = ""
    for event in events:
        body = re.split(r"第|常委|会议", event.masked)[0]
        if _AMENDED.search(event.masked) or (_AMENDED.search(event.text) and not _says(event, "通过|公布|发布|施行")):
            found[DateName.AMENDED] = max(event.day, found.get(DateName.AMENDED, event.day))
        elif _says(event, "通过"):
            if DateName.ADOPTED in found and body == adopter and event.day > found[DateName.ADOPTED] + MISSED:
                found[DateName.AMENDED] = event.day
            else:
                found[DateName.ADOPTED] = max(event.day, found.get(DateName.ADOPTED, event.day))
            adopter = body
        if _says(event, "公布|发布|颁布|印发") and not _AMENDED.search(event.masked):
            found.setdefault(DateName.PUBLISHED, event.day)
        if _says(event, "施行|实施|生效"):
            found[DateName.IN_FORCE] = event.day
        if not found:
            found[DateName.ADOPTED] = event.day
    return found


def _says(event: Event, words: str) -> bool:
    return bool(re.search(words, event.masked))


def _events(lines: Sequence[str]) -> list[Event]:
    """The events of the lines, each from its date to the next date outside 《》."""
    joined = ""
    for line in lines:
        joined += ("\n" if _DAY.match(line.lstrip("（( ").translate(_WIDE)) else "") + line
    joined = joined.translate(_WIDE)
    masked = _TITLED.sub(lambda match: "□" * len(match[0]), joined)
    days = list(_DAY.finditer(masked))
    ends = [*(following.start() for following in days[1:]), len(joined)][: len(days)]
    events = []
    for match, end in zip(days, ends, strict=True):
        if day := find_date(match[0]):
            events.append(Event(day, joined[match.end() : end].strip(), masked[match.end() : end].strip()))
    return events


def _own_number(line: str) -> bool:
    """Whether a line is an office's document number and nothing else: 青政规〔2022〕5号."""
    return not _number(line) and [one.text for one in find_document_numbers(line[:60])] == [line.strip()]


def _number(line: str) -> bool:
    return bool(_COURT_NUMBER.match(line.replace(" ", "")) or (_ORDER.fullmatch(line.strip("（）()"))))


def _file_day(name: str) -> date | None:
    match = _FILE_DATE.search(name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
