"""`integrity report`: training reports on the screen, in Excel, in print; evidence packs and their check."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import DAY, FILE, define, option
from ui.cli.output import say, table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from assistant.bootstrap import Application
    from assistant.training.cycles import Cycle
    from assistant.training.model import Requirement
    from assistant.training.reports.sheets import Sheet


@click.group("report", help=ui_words()("cli-report"))
def report() -> None:
    """Training reports."""


def _options(function: Callable[..., object]) -> Callable[..., object]:
    for add in (
        option("--requirement", default=""), option("--department", default=None), option("--unit", default=""),
        option("--out", type=FILE), option("--json", "as_json", is_flag=True),
    ):  # fmt: skip
        function = add(function)
    return function


@define("report-completion")
@_options
def completion(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """How far a cycle is, by unit, or by person of one department."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.reports import completion as told
    from assistant.training.reports.sheets import completion_sheet, people_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    with application.engine.connect() as connection:
        cycle, asked = _cycle(connection, requirement)
        names = {"title": asked.title, "cycle": cycle.name}
        everyone = told.by_person(connection, cycle.id, PROGRAM, now, unit=unit, department=department, below=True)
        people = people_sheet(words("training-report-people", **names), everyone, words, now)
        if department is not None:
            _write([people], out, as_json)
            return
        tallies = told.by_unit(connection, cycle.id, PROGRAM, now, unit)
        departments = told.by_department(connection, cycle.id, unit, PROGRAM, now) if unit else []
        first = completion_sheet(words("training-report-completion", **names), [*tallies, *departments], words, now)
    _write([first, people] if out else [first], out, as_json)


@define("report-overdue")
@_options
def overdue(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """Who is overdue."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.model import Status
    from assistant.training.reports.completion import by_person
    from assistant.training.reports.sheets import people_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    with application.engine.connect() as connection:
        cycle, asked = _cycle(connection, requirement)
        late = by_person(
            connection, cycle.id, PROGRAM, now, unit=unit, department=department, below=True,
            statuses=(Status.OVERDUE,),
        )  # fmt: skip
    title = words("training-report-overdue", title=asked.title, cycle=cycle.name)
    _write([people_sheet(title, late, words, now)], out, as_json)


@define("report-hours")
@_options
def hours(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """Hours by person in the last five years."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.calendar import day_of
    from assistant.training.reports.completion import hours_by_year
    from assistant.training.reports.sheets import hours_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    years = tuple(range(day_of(now).year - 4, day_of(now).year + 1))
    with application.engine.connect() as connection:
        told = hours_by_year(connection, PROGRAM, years, unit)
    if department is not None:
        told = [one for one in told if one.department == department]
    del requirement
    _write([hours_sheet(words("training-report-hours"), told, years, words, now)], out, as_json)


@define("report-weakest")
@_options
def weakest(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """The articles that a unit's people get wrong most often."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.reports.articles import weakest as find
    from assistant.training.reports.sheets import weak_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    told = find(application.engine, PROGRAM, unit, most=50)
    titles = {version.document_id: version.title for version in application.catalogue().versions().values()}
    del requirement, department
    _write([weak_sheet(told, titles, words, now)], out, as_json)


@define("report-coverage")
@_options
def coverage(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """How much of the knowledge base training reaches, by document; in a file by article as well."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.calendar import day_of
    from assistant.training.reports import coverage as reach
    from assistant.training.reports.sheets import coverage_sheet, documents_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    told = reach.coverage(application.engine, application.catalogue(), PROGRAM, day_of(now), unit)
    sheets = [documents_sheet(reach.by_document(told), words, now), coverage_sheet(told, words, now)]
    del requirement, department
    _write(sheets if out else sheets[:1], out, as_json)


@define("report-items")
@_options
def items(
    application: Application, requirement: str, department: str | None, unit: str, out: Path | None, as_json: bool
) -> None:
    """How items were answered in examinations."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.model import ActivityKind
    from assistant.training.reports.articles import items as find
    from assistant.training.reports.sheets import items_sheet
    from assistant.wording.words import answer_words

    words, now = answer_words(application.settings.language), datetime.now(UTC)
    papers = [""]
    if requirement:
        with application.engine.connect() as connection:
            _, asked = _cycle(connection, requirement)
        papers = [one for part in asked.parts if part.kind is ActivityKind.PAPER for one in part.subjects]
    told = [one for paper in papers for one in find(application.engine, PROGRAM, paper)]
    del department, unit
    _write([items_sheet(told, words, now)], out, as_json)


@define("report-evidence")
@option("--unit", required=True)
@option("--from", "first", type=DAY, required=True)
@option("--to", "last", type=DAY, required=True)
@option("--out", type=FILE, required=True)
def evidence(application: Application, unit: str, first: datetime, last: datetime, out: Path) -> None:
    """Writes the evidence pack of a unit and a period."""
    from assistant.accounts.directory import PROGRAM
    from assistant.training.reports.evidence import write_pack

    if last < first:
        raise Failure("cli-report-period")
    files = write_pack(application.engine, unit, first.date(), last.date(), PROGRAM, out, datetime.now(UTC))
    say(ui_words()("cli-report-pack", path=str(out), files=len(files)))


@define("report-verify")
@click.argument("file", type=FILE)
def check(application: Application, file: Path) -> int:  # noqa: ARG001 - every command gets the application
    """Checks an evidence pack; exit status 1 if anything in it isn't as it was written."""
    from assistant.training.reports.evidence import NotAPack, verify_pack

    words = ui_words()
    if not file.exists():
        raise Failure("cli-no-such-path", path=str(file))
    try:
        faults = verify_pack(file)
    except NotAPack:
        raise Failure("cli-pack-none", path=str(file)) from None
    for fault in faults:
        say(words(f"cli-pack-{fault.kind}", file=fault.file))
    if not faults:
        say(words("cli-pack-whole"))
    return 1 if faults else 0


def _cycle(connection: Connection, requirement: str) -> tuple[Cycle, Requirement]:
    """The newest cycle of a requirement, named by id or title; of all if none is named."""
    from assistant.training.cycles import find_all

    known = find_all(connection)
    for cycle, asked in known:
        if requirement in ("", asked.id, asked.title, f"{asked.title} {cycle.name}", f"{asked.id}/{cycle.name}"):
            return cycle, asked
    raise Failure("cli-report-no-cycle", known=", ".join(f"{asked.id}/{cycle.name}" for cycle, asked in known) or "—")


def _write(sheets: list[Sheet], out: Path | None, as_json: bool) -> None:
    from assistant.training.reports.excel import write_workbook
    from assistant.training.reports.pdf import write_pdf
    from assistant.wording.words import answer_words

    if as_json:
        write_json([dict(zip(sheet.heads, row, strict=True)) for sheet in sheets for row in sheet.rows])
    elif out is None:
        for sheet in sheets:
            say(f"{sheet.title}  {sheet.subtitle}")
            table(sheet.heads, sheet.rows)
    elif out.suffix.lower() in (".xlsx", ".pdf"):
        with out.open("wb") as stream:
            if out.suffix.lower() == ".pdf":
                write_pdf(sheets, stream, answer_words(ui_words().language))
            else:
                write_workbook(sheets, stream)
        say(ui_words()("cli-written", path=str(out), rows=sum(len(sheet.rows) for sheet in sheets)))
    else:
        raise Failure("cli-report-format", path=str(out))


report.add_command(completion, "completion")
report.add_command(overdue, "overdue")
report.add_command(hours, "hours")
report.add_command(weakest, "weakest")
report.add_command(coverage, "coverage")
report.add_command(items, "items")
report.add_command(evidence, "evidence")
report.add_command(check, "verify")
