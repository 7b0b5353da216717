"""Templates of pages: escaped, every value named must be there."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.training.calendar import last_day
from assistant.training.reports.sheets import percent
from ui.desks.answer_text import answer_blocks
from ui.messages.reasons import reason_told

STATIC = Path(__file__).with_name("static")
STATIC_PATH = "/house"
SHOWN_IN = ZoneInfo("Asia/Shanghai")


def render_page(template: str, **values: object) -> str:
    """A template of this package with its values, each of them escaped."""
    return _environment().get_template(template).render(**values)


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that browsers may keep it."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"{STATIC_PATH}/{name}?v={digest}"


def moment(at: datetime | None) -> str:
    """A moment as people here read it: in China's time, to the minute."""
    return at.astimezone(SHOWN_IN).strftime("%Y-%m-%d %H:%M") if at else ""


def day(at: date | None) -> str:
    """A date, or of a moment its day in China."""
    if isinstance(at, datetime):
        at = at.astimezone(SHOWN_IN).date()
    return at.isoformat() if at else ""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ui.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # the files go with the program: nothing to look for at each page
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=asset, answer_blocks=answer_blocks, reason_told=reason_told)
    made.filters.update(last_day=last_day, percent=percent)
    made.filters.update(moment=moment, day=day, key=lambda value: str(value).replace("_", "-"))
    return made
