"""How many credit hours something is worth: tables with their source and date, read from a file, never numbers in code.

Hours are kept as hundredths, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.training.calendar import day_of
from assistant.training.model import Activity, ActivityKind

PRESETS = Path(__file__).with_name("hour_rules.yaml")


@dataclass(frozen=True, slots=True)
class Worth:
    """What one kind of activity is worth.

    Args:
        each: hundredths for each one, however long.
        per_hour: hundredths for each full hour; with steps the rest of an hour is worth what its step says.
        steps: pairs of least minutes and hundredths, the longest first.
    """

    each: int = 0
    per_hour: int = 0
    steps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How many hours the rule asks of whom within how many years."""

    who: str
    hundredths: int
    years: int


@dataclass(frozen=True, slots=True)
class HourRules:
    """A table of rules with its source; `caps` is the most a person gets for a kind in a year.

    `in_force_from` is None where no source was found that says; `seen_on` is when the source was published or read.
    """

    id: str
    title: str
    source: str
    in_force_from: date | None
    worth: Mapping[ActivityKind, Worth]
    caps: Mapping[ActivityKind, int] = field(default_factory=dict)
    demands: tuple[Demand, ...] = ()
    note: str = ""
    seen_on: date | None = None


@cache
def rule_tables(path: Path = PRESETS) -> dict[str, HourRules]:
    """The tables that are there, by name."""
    import yaml

    told = yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    return {entry["id"]: _read(entry) for entry in told}


def worth(rules: HourRules, activity: Activity, had: int = 0) -> int:
    """Hundredths of hours for an activity, given what the person had for its kind that year.

    Nothing is worth anything before its rules are in force; a paper or practice that was not passed is worth nothing.
    """
    before = rules.in_force_from is not None and day_of(activity.at) < rules.in_force_from
    if before or activity.passed is False:
        return 0
    found = rules.worth.get(activity.kind)
    if found is None:
        return 0
    whole = _worth(found, activity.minutes)
    cap = rules.caps.get(activity.kind)
    return whole if cap is None else max(0, min(whole, cap - had))


def _worth(found: Worth, minutes: int) -> int:
    if found.steps and found.per_hour:
        hours, rest = divmod(minutes, 60)
        return hours * found.per_hour + _step(found.steps, rest)
    if found.steps:
        return _step(found.steps, minutes)
    return found.each + found.per_hour * minutes // 60


def _step(steps: tuple[tuple[int, int], ...], minutes: int) -> int:
    return next((worth for least, worth in steps if minutes >= least), 0)


def _read(entry: Mapping[str, Any]) -> HourRules:
    worths: dict[ActivityKind, Worth] = {}
    for kind, told in entry["worth"].items():
        steps = tuple((int(least), _hundredths(hours)) for least, hours in told.get("steps", ()))
        each, per_hour = (_hundredths(told.get(name, 0)) for name in ("each", "per_hour"))
        worths[ActivityKind(kind)] = Worth(each, per_hour, steps)
    caps = {ActivityKind(kind): _hundredths(most) for kind, most in entry["caps"].items()}
    demands = tuple(Demand(one["who"], _hundredths(one["hours"]), int(one["years"])) for one in entry["demands"])
    since, seen = (_day(entry, name) for name in ("in_force_from", "seen_on"))
    note = str(entry.get("note", ""))
    return HourRules(entry["id"], entry["title"], entry["source"], since, worths, caps, demands, note, seen)


def _day(entry: Mapping[str, Any], name: str) -> date | None:
    day = entry.get(name)
    if day is not None and not isinstance(day, date):
        raise ValueError(f"{entry['id']}: {name} must be a day as 2024-01-31 or null, it is {day!r}")
    return day


def _hundredths(hours: float) -> int:
    return round(float(hours) * 100)
