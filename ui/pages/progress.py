"""How far training is, for those who answer for units: cycles, drill-down, lists, exemptions, files to take away."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path

from fastapi import HTTPException
from sqlalchemy import Connection
from starlette.responses import Response

from assistant.accounts.principal import Role
from assistant.training import cycles
from assistant.training.deliver import again
from assistant.training.excuses import OwnExcuse, decisions, grant
from assistant.training.model import Excuse, Requirement, Status
from assistant.training.reminders import counts
from assistant.training.reports.completion import by_department, by_person, by_unit, hours_by_year, one_assignment
from assistant.training.reports.course import course
from assistant.training.reports.evidence import write_pack
from assistant.training.reports.excel import write_workbook
from assistant.training.reports.pdf import write_pdf
from assistant.training.reports.sheets import SHOWN, Sheet, completion_sheet, hours_sheet, people_sheet
from assistant.training.roster.units import names_seen
from assistant.wording.words import answer_words
from ui.pages.navigation import Link
from ui.pages.routes import TRAINER, Pages
from ui.pages.seen import note_seen
from ui.pages.visit import Here, Visit

pages = Pages(Link("/training", "training-nav", TRAINER, order=60))
MOST_PEOPLE = 500
MOST_OFFERED = 500
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@pages.get("/training", TRAINER)
def overview(visit: Here) -> Response:
    """The cycles, each with how far it is."""
    return _overview(visit)


def _overview(visit: Visit, status: int = 200) -> Response:
    shown = []
    with visit.application.engine.connect() as connection:
        for cycle, requirement in cycles.find_all(connection):
            tallies = by_unit(connection, cycle.id, visit.person, visit.now)
            everyone = visit.person.is_any(Role.ADMIN)
            shown.append((cycle, requirement, tallies[:1] if everyone else tallies))
        units = names_seen(connection, visit.person, MOST_OFFERED)
    today = visit.house.today()
    period = {
        "unit": visit.form.text("unit", default=units[0] if len(units) == 1 else ""),
        "first": visit.form.day("first") or today.replace(month=1, day=1),
        "last": visit.form.day("last") or today,
    }
    return visit.render("training/overview.html", status, shown=shown, statuses=SHOWN, units=units, period=period)


@pages.get("/training/cycles/{cycle_id}", TRAINER)
def cycle_page(visit: Here, cycle_id: int, unit: str = "", department: str | None = None, status: str = "") -> Response:
    """One cycle: units or departments as bars, then people."""
    wanted = (Status(status),) if status in {one.value for one in Status} else ()
    with visit.application.engine.connect() as connection:
        cycle, requirement = _cycle(connection, cycle_id)
        try:
            tallies = by_unit(connection, cycle_id, visit.person, visit.now, unit)
            departments = by_department(connection, cycle_id, unit, visit.person, visit.now) if unit else []
            everyone = []
            if unit or wanted or department is not None:
                everyone = by_person(
                    connection, cycle_id, visit.person, visit.now, unit=unit, department=department, statuses=wanted,
                    below=bool(wanted) and department is None, limit=MOST_PEOPLE,
                )  # fmt: skip
        except KeyError:
            raise HTTPException(404) from None
        told = counts(connection, cycle_id)
        grown = course(connection, cycle, visit.person, visit.now, unit)
    return visit.render(
        "training/cycle.html", cycle=cycle, requirement=requirement, tallies=tallies, departments=departments,
        everyone=everyone, unit=unit, department=department, wanted=status, statuses=SHOWN, sent=told,
        most=MOST_PEOPLE, grown=grown,
    )  # fmt: skip


@pages.get("/training/cycles/{cycle_id}/file.{kind}", TRAINER)
def cycle_file(visit: Here, cycle_id: int, kind: str, unit: str = "", status: str = "") -> Response:
    """The same as a file: Excel or print."""
    words = answer_words(visit.language)
    wanted = (Status(status),) if status in {one.value for one in Status} else ()
    with visit.application.engine.connect() as connection:
        cycle, requirement = _cycle(connection, cycle_id)
        try:
            tallies = by_unit(connection, cycle_id, visit.person, visit.now, unit)
            departments = by_department(connection, cycle_id, unit, visit.person, visit.now) if unit else []
            everyone = by_person(
                connection, cycle_id, visit.person, visit.now, unit=unit, statuses=wanted, below=True
            )
        except KeyError:
            raise HTTPException(404) from None
    names = {"title": requirement.title, "cycle": cycle.name}
    sheets = [
        completion_sheet(words("training-report-completion", **names), [*tallies, *departments], words, visit.now),
        people_sheet(words("training-report-people", **names), everyone, words, visit.now),
    ]
    file = sheets_as(sheets, kind, f"completion-{cycle_id}", visit)
    note_seen(visit, "report.take", f"cycle:{cycle_id}", unit=unit, people=len(everyone))
    return file


@pages.get("/training/hours.{kind}", TRAINER)
def hours_file(visit: Here, kind: str, unit: str = "") -> Response:
    """Hours by person and year as a file."""
    words = answer_words(visit.language)
    years = tuple(range(visit.now.year - 4, visit.now.year + 1))
    with visit.application.engine.connect() as connection:
        try:
            told = hours_by_year(connection, visit.person, years, unit)
        except KeyError:
            raise HTTPException(404) from None
    sheets = [hours_sheet(words("training-report-hours"), told, years, words, visit.now)]
    file = sheets_as(sheets, kind, "hours", visit)
    note_seen(visit, "report.take", "hours", unit=unit, people=len(told))
    return file


@pages.post("/training/cycles/{cycle_id}/reminders", TRAINER)
def remind_again(visit: Here, cycle_id: int) -> Response:
    """Has the reminders that did not go out sent again with the next round."""
    number = again(visit.application.engine, cycle_id, visit.person, visit.now)
    return visit.redirect(f"/training/cycles/{cycle_id}", "training-reminders-again", number=number)


@pages.get("/training/assignments/{assignment_id}/excuse", TRAINER)
def excuse_page(visit: Here, assignment_id: int) -> Response:
    """What was decided about an assignment, and the form for a decision."""
    return _excuse(visit, assignment_id)


@pages.post("/training/assignments/{assignment_id}/excuse", TRAINER)
def decide(visit: Here, assignment_id: int) -> Response:
    """Grants or withdraws an exemption or recognition."""
    kind = visit.form.choice("kind", ["exempt", "recognised", "none"])
    reason = visit.form.text("reason", needed=True)
    if visit.form.errors:
        return _excuse(visit, assignment_id, 422)
    try:
        grant(
            visit.application.engine, assignment_id, Excuse("" if kind == "none" else kind), visit.person,
            reason=reason, evidence=visit.form.text("evidence"), asked_by=visit.form.text("asked_by", longest=100),
            at=visit.now,
        )  # fmt: skip
    except OwnExcuse:
        return visit.redirect("/training", "training-own-excuse", kind="fault")
    except KeyError:
        raise HTTPException(404) from None
    return visit.redirect(f"/training/assignments/{assignment_id}/excuse", "training-excuse-kept")


@pages.post("/training/evidence", TRAINER)
def evidence(visit: Here) -> Response:
    """The evidence pack of a unit and a period."""
    unit = visit.form.text("unit", needed=True)
    first, last = visit.form.day("first", needed=True), visit.form.day("last", needed=True)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        visit.form.errors["last"] = "training-evidence-fields"
    if visit.form.errors or first is None or last is None:
        return _overview(visit, 422)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.zip"
        try:
            write_pack(visit.application.engine, unit, first, last, visit.person, path, visit.now)
        except KeyError:
            visit.form.errors["unit"] = "training-no-unit"
            return _overview(visit, 422)
        content = path.read_bytes()
    name = f"evidence-{first.isoformat()}-{last.isoformat()}.zip"
    return Response(content, headers=_attached(name), media_type="application/zip")


def _excuse(visit: Visit, assignment_id: int, status: int = 200) -> Response:
    with visit.application.engine.connect() as connection:
        found = one_assignment(connection, assignment_id, visit.person, visit.now)
        if found is None:
            raise HTTPException(404)
        told = decisions(connection, assignment_id)
    return visit.render("training/excuse.html", status, one=found, decisions=told)


def _cycle(connection: Connection, cycle_id: int) -> tuple[cycles.Cycle, Requirement]:
    try:
        return cycles.find(connection, cycle_id)
    except KeyError:
        raise HTTPException(404) from None


def sheets_as(sheets: list[Sheet], kind: str, name: str, visit: Visit) -> Response:
    """Tables as a workbook or in print; 404 for anything else."""
    if kind not in KINDS:
        raise HTTPException(404)
    out = io.BytesIO()
    if kind == "pdf":
        write_pdf(sheets, out, answer_words(visit.language))
    else:
        write_workbook(sheets, out)
    return Response(out.getvalue(), headers=_attached(f"{name}.{kind}"), media_type=KINDS[kind])


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
