"""The roster from a file: what it would change is shown first, then taken in; both are jobs in the background."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from fastapi import HTTPException
from starlette.datastructures import UploadFile
from starlette.responses import Response

from assistant.accounts.principal import Role
from assistant.jobs.model import Job, State
from assistant.training.roster.jobs import FAULTS, PREVIEW, TAKE_IN, file_of
from assistant.training.roster.sheet import NotARoster, read_roster
from assistant.training.roster.units import all_units, names_seen, set_contact
from ui.pages.routes import ADMIN, TRAINER, Pages
from ui.pages.visit import Here, Visit

pages = Pages()
MOST_UNITS = 200
LARGEST = 40 * 1024 * 1024
KEPT = timedelta(hours=2)


@pages.get("/training/roster", TRAINER)
def roster(visit: Here) -> Response:
    """The units that somebody answers for with their contacts; for administrators the forms that change them."""
    return _show(visit)


@pages.post("/training/roster", ADMIN, largest=LARGEST)
def upload(visit: Here) -> Response:
    """Keeps a file and puts a job that tells what it would change."""
    files = visit.form.files("file")
    ending = Path(files[0].filename or "").suffix.lower() if files else ""
    if not files or ending not in (".xlsx", ".csv"):
        visit.form.errors["file"] = "roster-file-kind"
        return _show(visit, 422)
    path = file_of(visit.application, f"{secrets.token_hex(16)}{ending}")
    _keep(files[0], path)
    if not _is_roster(path):
        path.unlink()
        visit.form.errors["file"] = "roster-unreadable"
        return _show(visit, 422)
    arguments = {"name": path.name, "complete": visit.form.flag("complete"), "title": files[0].filename or ""}
    return visit.redirect(f"/jobs/{visit.application.jobs.put(visit.person, PREVIEW, arguments, at=visit.now)}")


@pages.get("/training/roster/preview/{job_id}", ADMIN)
def preview(visit: Here, job_id: str) -> Response:
    """What a file would change."""
    return _show_preview(visit, *_found(visit, job_id))


@pages.post("/training/roster/preview/{job_id}", ADMIN)
def take_in(visit: Here, job_id: str) -> Response:
    """Puts a job that takes in the file that was shown; that people leave must have been confirmed."""
    job, found = _found(visit, job_id)
    if not file_of(visit.application, job.arguments["name"]).is_file():
        return visit.redirect("/training/roster", "roster-file-gone", kind="fault")
    if found["left"] and not visit.form.flag("left"):
        visit.form.errors["left"] = "roster-left-needed"
        return _show_preview(visit, job, found, 422)
    put = visit.application.jobs.put(visit.person, TAKE_IN, job.arguments, at=visit.now)
    return visit.redirect(f"/jobs/{put}")


@pages.get("/training/roster/preview/{job_id}/faults.xlsx", ADMIN)
def faults(visit: Here, job_id: str) -> Response:
    """The rows that would be refused, with the column that says why, as Excel."""
    job, _ = _found(visit, job_id)
    path = file_of(visit.application, job.arguments["name"]).with_suffix(FAULTS)
    if not path.is_file():
        raise HTTPException(404)
    headers = {"Content-Disposition": 'attachment; filename="roster-errors.xlsx"', "Cache-Control": "no-store"}
    return Response(path.read_bytes(), headers=headers, media_type="application/octet-stream")


@pages.post("/training/units/contact", ADMIN)
def contact(visit: Here) -> Response:
    """Where a unit's reminders go."""
    code, where = visit.form.text("unit", needed=True), visit.form.text("contact", longest=500)
    if where and "@" not in where and "://" not in where:
        return visit.redirect("/training/roster", "roster-contact-form", kind="fault")
    with visit.application.engine.begin() as connection:
        set_contact(connection, code, where)
    return visit.redirect("/training/roster", "roster-contact-kept")


def _show(visit: Visit, status: int = 200) -> Response:
    admin = visit.person.is_any(Role.ADMIN)
    with visit.application.engine.connect() as connection:
        own = None if admin else set(names_seen(connection, visit.person))
        units = [unit for unit in all_units(connection).values() if own is None or unit.code in own]
    sought = visit.request.query_params.get("unit", "").strip()[:200]
    found = [unit for unit in units if sought in unit.code]
    latest = visit.application.jobs.latest(visit.person)
    jobs = [job for job in latest if job.kind in (PREVIEW, TAKE_IN)][:5]
    return visit.render(
        "training/roster.html", status, units=found[:MOST_UNITS], total=len(units), jobs=jobs, sought=sought,
        found=len(found), most=MOST_UNITS, admin=admin,
    )  # fmt: skip


def _show_preview(visit: Visit, job: Job, found: Mapping[str, Any], status: int = 200) -> Response:
    complete = job.arguments["complete"]
    return visit.render("training/roster_preview.html", status, job=job, found=found, complete=complete)


def _found(visit: Visit, job_id: str) -> tuple[Job, Mapping[str, Any]]:
    """A preview that has ended, with what it found; 404 if there is none such."""
    jobs = visit.application.jobs
    try:
        job = jobs.get(visit.person, job_id)
        rows = jobs.rows(visit.person, job_id)
    except LookupError:
        raise HTTPException(404) from None
    if job.kind != PREVIEW or job.state is not State.DONE or not rows:
        raise HTTPException(404)
    return job, rows[-1]


def _is_roster(path: Path) -> bool:
    try:
        next(read_roster(path), None)
    except (NotARoster, BadZipFile, KeyError, ValueError):
        return False
    return True


def _keep(file: UploadFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("*"):
        if path.parent.stat().st_mtime - old.stat().st_mtime > KEPT.total_seconds():
            old.unlink(missing_ok=True)
    with path.open("wb") as out:
        while part := file.file.read(1 << 20):
            out.write(part)
