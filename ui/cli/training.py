"""`integrity staff`, `integrity training`, `integrity audit`: the roster in, the nightly run, the audit log proven."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import FILE, define, option
from ui.cli.output import console, say, table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from assistant.training.roster.take_in import Taken

MOST_ROWS = 50


@click.group("staff", help=ui_words()("cli-staff"))
def staff() -> None:
    """The roster."""


@click.group("training", help=ui_words()("cli-training"))
def training() -> None:
    """The training records."""


@click.group("audit", help=ui_words()("cli-audit"))
def audit() -> None:
    """The audit log."""


@define("staff-import")
@click.argument("file", type=FILE)
@option("--dry-run", is_flag=True)
@option("--complete", is_flag=True)
@option("--errors", type=FILE)
@option("--json", "as_json", is_flag=True)
def take_in(
    application: Application, file: Path, dry_run: bool, complete: bool, errors: Path | None, as_json: bool
) -> int:
    """Takes a roster in; exit status 1 if a row was refused."""
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from assistant.accounts.directory import PROGRAM
    from assistant.training.assign import follow_roster
    from assistant.training.roster.sheet import NotARoster, Unreadable, read_roster, write_faults
    from assistant.training.roster.take_in import take_in_roster

    words = ui_words()
    if not file.exists() or file.suffix.lower() not in (".xlsx", ".csv"):
        raise Failure("cli-staff-format", path=str(file))
    now = datetime.now(UTC)
    shown = not as_json and console.is_terminal
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True, disable=not shown
    ) as bar:
        task = bar.add_task(words("cli-staff-reading", rows=0))
        try:
            taken = take_in_roster(
                application.engine, read_roster(file), PROGRAM, at=now, complete=complete, dry_run=dry_run,
                progress=lambda rows: bar.update(task, description=words("cli-staff-reading", rows=rows)),
            )  # fmt: skip
        except Unreadable:
            raise Failure("cli-staff-unreadable", path=str(file)) from None
        except NotARoster:
            raise Failure("cli-staff-columns", path=str(file)) from None
        if not dry_run:
            follow_roster(application.engine, now)
    if errors and taken.rejected:
        write_faults(list(taken.rejected), errors)
    _tell(taken, dry_run, as_json)
    return 1 if taken.rejected else 0


def _tell(taken: Taken, dry_run: bool, as_json: bool) -> None:
    from assistant.training.roster.sheet import remark

    words = ui_words()
    numbers = {name: getattr(taken, name) for name in ("added", "updated", "unchanged", "left")}
    if as_json:
        faults = [{"row": row.number, "faults": remark(row)} for row in taken.rejected]
        write_json({**numbers, "rejected": faults, "new_units": list(taken.new_units), "dry_run": dry_run})
        return
    if taken.rejected:
        heads = [words("column-row"), words("column-remark")]
        table(heads, ((row.number, remark(row)) for row in taken.rejected[:MOST_ROWS]))
    say(words("cli-staff-total", **numbers, rejected=len(taken.rejected), units=len(taken.new_units)))
    if dry_run:
        say(words("cli-staff-dry-run"))


@define("training-nightly")
def nightly(application: Application) -> None:
    """Does now what the service does each night."""
    from assistant.training.deliver import deliver
    from assistant.training.examined import collect
    from assistant.training.nightly import run_nightly

    now, routine = datetime.now(UTC), application.training_routine
    brought = collect(application.engine, now)
    night = run_nightly(application.engine, now)
    sent = deliver(application.engine, routine.notifier, routine.words, now)
    say(
        ui_words()(
            "cli-training-night", brought=brought, given=night.assigned.given, withdrawn=night.assigned.withdrawn,
            judged=night.judged, planned=night.planned, sent=sent.sent, failed=sent.failed + sent.retrying,
        )
    )  # fmt: skip


@define("audit-verify")
@option("--json", "as_json", is_flag=True)
def verify(application: Application, as_json: bool) -> int:
    """Proves the audit log's chain; exit status 1 if it is broken."""
    from assistant.audit.log import verify as check

    found = check(application.engine)
    if as_json:
        write_json({"whole": found is None, "broken_at": found.id if found else None})
    else:
        say(ui_words()("cli-audit-broken", entry=found.id) if found else ui_words()("cli-audit-whole"))
    return 1 if found else 0


staff.add_command(take_in, "import")
training.add_command(nightly, "nightly")
audit.add_command(verify, "verify")
