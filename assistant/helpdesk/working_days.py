"""Working days as the State Council sets them for China: holidays off, the weekend days worked in lieu counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

CHINA = ZoneInfo("Asia/Shanghai")


@cache
def _calendar() -> HolidayBase:
    from holidays import country_holidays

    return country_holidays("CN")


def is_working_day(day: date) -> bool:
    """Whether offices work that day. Days in lieu are known for years whose arrangement the library has."""
    return bool(_calendar().is_working_day(day))


def due(received: datetime, days: int) -> datetime:
    """The end, in China, of the nth working day after the one on which something was received.

    Raises:
        ValueError: the time has no zone, or no working day is allowed.
    """
    if received.tzinfo is None:
        raise ValueError("when a request was received must have a time zone: pass an aware UTC datetime")
    if days < 1:
        raise ValueError(f"a promise of {days} working days cannot be kept: allow one at least")
    day = received.astimezone(CHINA).date()
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return (datetime.combine(day + timedelta(days=1), time(), CHINA) - timedelta(seconds=1)).astimezone(UTC)
