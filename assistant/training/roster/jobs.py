"""Jobs of the roster: what a file would change told first, then taken in. Each may be run again from the start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.jobs.worker import Doing, Progress
from assistant.training.assign import follow_roster
from assistant.training.roster.sheet import count_rows, read_roster, remark, write_faults
from assistant.training.roster.take_in import Taken, take_in_roster

if TYPE_CHECKING:
    from assistant.bootstrap import Application

PREVIEW, TAKE_IN = "roster.preview", "roster.take-in"
FAULTS = ".faults.xlsx"
REJECTED_SHOWN = 100
UNITS_SHOWN = 10


def kinds(application: Application) -> Mapping[str, Doing]:
    """What a worker can do for the roster."""
    return {
        PREVIEW: lambda progress: preview(application, progress),
        TAKE_IN: lambda progress: take_in(application, progress),
    }


def preview(application: Application, progress: Progress) -> None:
    """Does all that an import does, takes it back, and keeps what it would have changed as the job's only row."""
    taken = _take(application, progress, dry_run=True)
    if taken.rejected:
        path = file_of(application, progress.job.arguments["name"])
        write_faults(list(taken.rejected), path.with_suffix(FAULTS))
    progress.row(told(taken), count=0)


def take_in(application: Application, progress: Progress) -> None:
    """Takes the file in and lets what is due follow; a file whose rows are in is deleted."""
    taken = _take(application, progress, dry_run=False)
    follow_roster(application.engine, datetime.now(UTC))
    progress.row(told(taken), count=0)
    path = file_of(application, progress.job.arguments["name"])
    path.unlink(missing_ok=True)
    path.with_suffix(FAULTS).unlink(missing_ok=True)


def file_of(application: Application, name: str) -> Path:
    """Where an uploaded roster is kept."""
    return application.settings.uploads_folder / "roster" / name


def told(taken: Taken) -> dict[str, Any]:
    """What came of an import, as a row of its job."""
    return {
        "added": taken.added,
        "updated": taken.updated,
        "unchanged": taken.unchanged,
        "left": taken.left,
        "refused": len(taken.rejected),
        "rejected": [
            {"row": row.number, "name": str(row.values.get("name", "")), "why": remark(row)}
            for row in taken.rejected[:REJECTED_SHOWN]
        ],
        "new_units": list(taken.new_units[:UNITS_SHOWN]),
        "new_unit_count": len(taken.new_units),
        "sample": [
            {"number": one.staff_number, "outcome": one.outcome, "before": one.before, "after": one.after}
            for one in taken.sample
        ],
        "leaving": [{"number": one.staff_number, "name": one.name, "before": one.before} for one in taken.leaving],
    }


def _take(application: Application, progress: Progress, *, dry_run: bool) -> Taken:
    arguments = progress.job.arguments
    path = file_of(application, arguments["name"])
    if not path.is_file():
        raise LookupError(f"the file {path.name} is no longer there: upload the roster again")
    progress.expect(count_rows(path))
    by = application.accounts.get(progress.job.created_by).principal()
    read = 0

    def tell(rows: int) -> None:
        nonlocal read
        progress.step(rows - read)
        read = rows

    taken = take_in_roster(
        application.engine, read_roster(path), by, at=datetime.now(UTC), complete=arguments["complete"],
        dry_run=dry_run, progress=tell,
    )  # fmt: skip
    progress.expect(0)  # the rows there were, without heads and blanks
    return taken
