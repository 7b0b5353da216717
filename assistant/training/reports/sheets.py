"""Reports as plain tables with their words, whatever they are then written as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.training.calendar import last_day, local
from assistant.training.model import Status
from assistant.training.pledges import Pledge
from assistant.training.reports.articles import ItemFigures, Weak
from assistant.training.reports.completion import Hours, Standing, Tally
from assistant.training.reports.coverage import Covered, DocumentCover
from assistant.wording.words import Words

SHOWN = (Status.COMPLETED, Status.IN_PROGRESS, Status.NOT_STARTED, Status.OVERDUE, Status.EXPIRED, Status.EXEMPT)
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it is, of what and when, its heads and rows; `wide` names the columns that need room."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: frozenset[int] = frozenset({0})


def completion_sheet(title: str, tallies: Sequence[Tally], words: Words, now: datetime) -> Sheet:
    """How many are how far, by unit or department."""
    heads = [words("training-column-unit"), words("training-column-asked")]
    heads += [words(f"training-status-{status.value.replace('_', '-')}") for status in SHOWN]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name or words("training-no-department"), one.total, *(one.counts.get(status, 0) for status in SHOWN),
         percent(one.share))
        for one in tallies
    )  # fmt: skip
    return Sheet(title, _at(words, now), (*heads, words("training-column-share")), rows)


def people_sheet(title: str, standings: Iterable[Standing], words: Words, now: datetime) -> Sheet:
    """Everyone with how they stand."""
    names = ("number", "name", "unit", "department", "status", "due", "completed", "score", "remark")
    heads = tuple(words(f"training-column-{name}") for name in names)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.staff_number, one.name, one.unit, one.department,
            words(f"training-status-{one.status.value.replace('_', '-')}"), last_day(one.due_at).isoformat(),
            day(one.completed_at), "" if one.score is None else one.score, remark(one, words),
        )
        for one in standings
    )  # fmt: skip
    return Sheet(title, _at(words, now), heads, rows, frozenset({2, 3}))


def hours_sheet(title: str, told: Iterable[Hours], years: Sequence[int], words: Words, now: datetime) -> Sheet:
    """Hours by person and year."""
    heads = [words(f"training-column-{name}") for name in ("number", "name", "unit", "department")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.staff_number, one.name, one.unit, one.department, *(one.years.get(year, 0) / 100 for year in years),
         sum(one.years.get(year, 0) for year in years) / 100)
        for one in told
    )  # fmt: skip
    total = words("training-column-total")
    return Sheet(title, _at(words, now), (*heads, *map(str, years), total), rows, frozenset({2, 3}))


def remark(one: Standing, words: Words) -> str:
    """What else there is to say of somebody: late, or failed so far."""
    if one.completed_at is not None:
        return words("training-late") if one.late else ""
    return words("training-failed") if one.failed else ""


def percent(share: float) -> str:
    """A share as people write it; not rounded up to all."""
    return f"{int(share * 1000) / 10:.1f}%"


def day(at: datetime | None) -> str:
    """The day of a moment."""
    return local(at).date().isoformat() if at else ""


def _at(words: Words, now: datetime) -> str:
    return words("training-as-of", at=local(now).strftime("%Y-%m-%d %H:%M"))


def weak_sheet(told: Iterable[Weak], titles: Mapping[str, str], words: Words, now: datetime) -> Sheet:
    """The articles answered worst."""
    names = ("document", "article", "right", "answers", "examined")
    heads = tuple(words(f"training-column-{name}") for name in names)
    rows = tuple(
        (titles.get(one.document, one.document), one.label, percent(one.share), one.answers, one.examined)
        for one in told
    )
    return Sheet(words("training-report-weak"), _at(words, now), heads, rows)


def documents_sheet(told: Iterable[DocumentCover], words: Words, now: datetime) -> Sheet:
    """How much of each document training reaches."""
    names = ("document", "articles", "with-items", "required", "answered", "answered-right")
    rows = tuple((one.title, one.articles, one.with_items, one.required, one.answered, one.right) for one in told)
    heads = tuple(words(f"training-column-{name}") for name in names)
    return Sheet(words("training-report-coverage"), _at(words, now), heads, rows)


def coverage_sheet(told: Iterable[Covered], words: Words, now: datetime) -> Sheet:
    """Every article in force: its items, who must read it, who knows it."""
    names = ("document", "article", "heading", "items", "required-by", "practised", "practised-right", "sat",
             "sat-right")  # fmt: skip
    rows = tuple(
        (one.title, one.label, one.heading, one.items, words("list-mark").join(one.required), one.practised,
         one.practised_right, one.examined, one.examined_right)
        for one in told
    )  # fmt: skip
    heads = tuple(words(f"training-column-{name}") for name in names)
    return Sheet(words("training-report-articles"), _at(words, now), heads, rows, frozenset({0, 2, 4}))


def items_sheet(told: Iterable[ItemFigures], words: Words, now: datetime) -> Sheet:
    """Items as they were answered."""
    heads = tuple(words(f"training-column-{name}") for name in ("stem", "document", "article", "right", "answers"))
    rows = tuple((one.stem, one.title, one.label, percent(one.share), one.answers) for one in told)
    return Sheet(words("training-report-items"), _at(words, now), heads, rows, frozenset({0, 1}))


def pledges_sheet(told: Iterable[Pledge], words: Words, now: datetime) -> Sheet:
    """The signatures of pledges."""
    names = ("number", "name", "unit", "template", "version", "signed", "valid", "digest")
    rows = tuple(
        (one.staff_number, one.name, one.unit, one.template_id, one.version,
         local(one.signed_at).strftime("%Y-%m-%d %H:%M:%S"),
         last_day(one.valid_until).isoformat() if one.valid_until else "", one.digest)
        for one in told
    )  # fmt: skip
    heads = tuple(words(f"training-column-{name}") for name in names)
    return Sheet(words("training-report-pledges"), _at(words, now), heads, rows, frozenset({2, 7}))
