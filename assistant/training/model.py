"""The words of training: a person, a requirement and its parts, what was done, how far someone is. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ActivityKind(StrEnum):
    """What can count."""

    READING = "reading"
    PAPER = "paper"
    PRACTICE = "practice"
    EVENT = "event"
    PLEDGE = "pledge"


class Progress(StrEnum):
    """How far a person is with an assignment; whether that is late or expired follows from the time."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


class Excuse(StrEnum):
    """Why an assignment is not asked of someone."""

    NONE = ""
    EXEMPT = "exempt"
    RECOGNISED = "recognised"


class Status(StrEnum):
    """What an assignment is shown as at a moment."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    EXEMPT = "exempt"
    EXPIRED = "expired"


class Standing(StrEnum):
    """Where a requirement is in its life; only an active one makes assignments."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Basis:
    """An article that demands the training, with its text's hash at the time."""

    document: str
    article: str
    number: str = ""
    quote: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a requirement is for: all that is named must hold; what is empty excludes nobody.

    `units` are codes, each with all below it. `appointed_within_days` keeps those appointed no longer ago than that.
    """

    units: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    appointed_within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be done.

    Args:
        kind: by which kind of activity.
        subjects: what the activity must be about, one of them or each, by `needed`; empty means any.
        needed: how many different subjects (for events: how many events).
        minutes: how long a reading must have lasted.
        pass_mark: of 100, for papers and practice.
        attempts: how many attempts at a paper count before the due date; 0 for any number.
        makeups: how many more may be made by whoever failed those, until the make-up window closes.
    """

    kind: ActivityKind
    subjects: tuple[str, ...] = ()
    needed: int = 1
    minutes: int = 0
    pass_mark: float = 60.0
    attempts: int = 0
    makeups: int = 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """When it is due.

    Args:
        month: with `day`, the day of the year by which it is due.
        day: the day of that month.
        opens_month: with `opens_day`, when what is done begins to count; a day after the due day lies a year before.
        opens_day: the day of that month.
        every_years: 0 for once, 1 for each year, N for each Nth counted from `first_year`.
        first_year: the year of the first cycle.
        makeup_days: how long after the due date those who failed may make up.
        days_after_appointment: for the newly appointed: due that many days after it, if that is later.
        validity_months: how long a completion is good for; 0 for ever.
    """

    first_year: int
    month: int = 12
    day: int = 31
    opens_month: int = 1
    opens_day: int = 1
    every_years: int = 1
    makeup_days: int = 0
    days_after_appointment: int = 0
    validity_months: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is required, of whom, and why."""

    id: str
    title: str
    audience: Audience
    parts: tuple[Part, ...]
    schedule: Schedule
    basis: tuple[Basis, ...] = ()
    hour_rules: str = ""
    hours: float = 0.0
    remind_days: tuple[int, ...] = (-30, -7, 0, 7)
    description: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the roster. `units` are the codes of their unit and all above it."""

    staff_number: str
    name: str
    unit: str
    department: str = ""
    post: str = ""
    rank: str = ""
    category: str = ""
    email: str = ""
    appointed_on: date | None = None
    active: bool = True
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that a person did. `source` names it for good: the same one counts once, however often it is told."""

    source: str
    kind: ActivityKind
    subject: str
    at: datetime
    minutes: int = 0
    score: float | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """When what is done counts: from `opens_at`, in time before `due_at`, made up before `closes_at`."""

    opens_at: datetime
    due_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far somebody is: pure of time, but for what lies in the activities."""

    progress: Progress
    done: tuple[bool, ...] = ()
    failed: bool = False
    late: bool = False
    completed_at: datetime | None = None
    score: float | None = None
