"""Days as people count them (Asia/Shanghai) and the moments at which they begin: the only place that knows the zone.

A day set as a deadline is met until its last second: the moment kept is the beginning of the next day, and what comes
before that moment is in time.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def begin(day: date) -> datetime:
    """The moment at which a day begins, in UTC."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def end(day: date) -> datetime:
    """The first moment after a day, in UTC."""
    return begin(day + timedelta(days=1))


def day_of(at: datetime) -> date:
    """The day on which a moment falls.

    Raises:
        ValueError: the moment has no zone.
    """
    return local(at).date()


def local(at: datetime) -> datetime:
    """The moment as clocks show it.

    Raises:
        ValueError: it has no zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone: give an aware datetime")
    return at.astimezone(ZONE)


def last_day(before: datetime) -> date:
    """The last day that lies before a moment kept as a deadline: the day to show."""
    return day_of(before - timedelta(microseconds=1))


def on_day(year: int, month: int, day: int) -> date:
    """A day of a year; the 29th of February is the 28th where there is none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    number = day.year * 12 + day.month - 1 + months
    return on_day(number // 12, number % 12 + 1, day.day)


def months_after(at: datetime, months: int) -> datetime:
    """The end of the day that lies some months after a moment."""
    return end(add_months(day_of(at), months))
