"""What every request stands on: the services, the clock, the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant.bootstrap import Application

if TYPE_CHECKING:
    from ui.pages.navigation import Link


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """The parts that signed-in people's pages work with; `secure` says that browsers come by HTTPS."""

    application: Application
    links: tuple[Link, ...]
    now: Callable[[], datetime] = utc_now
    today: Callable[[], date] = date.today
    secure: bool = False
