"""The desk of who keeps the documents: uploads, corrections, removals, each as a job."""

from __future__ import annotations

from functools import partial
from shutil import rmtree
from typing import Any

from starlette.responses import Response

from assistant.accounts.secrets import new_id
from assistant.curation.corrections import TEXTS, check
from assistant.curation.dependants import dependants
from assistant.curation.intake import CORRECT, RE_READ, REMOVE, TAKE_IN, keep_upload
from assistant.documents import current
from assistant.jobs.model import Job
from knowledge.model import Audience, DateName, DocumentType, Status, Version
from ui.pages.documents import versions_of
from ui.pages.navigation import Link
from ui.pages.routes import ADMIN, Pages
from ui.pages.visit import Here, Visit

LARGEST_UPLOAD = 500 * 1024 * 1024
CHUNK = 1 << 20
REJECTED = "rejected"
LONGEST_QUESTION = 500
DECLARED = (Status.UNKNOWN, Status.IN_FORCE, Status.REPEALED, Status.SUPERSEDED)
pages = Pages(Link("/curation", "curation-title", ADMIN, order=70))


@pages.get("/curation", ADMIN)
def desk(visit: Here, question: str = "") -> Response:
    """The form for uploads, and the latest jobs; the question that a document is looked for, if there is one."""
    return _desk(visit, question[:LONGEST_QUESTION])


@pages.post("/curation/upload", ADMIN, largest=LARGEST_UPLOAD)
def upload(visit: Here) -> Response:
    """Keeps the files and puts a job that takes them in."""
    files = visit.form.files("files")
    audience = visit.form.choice("audience", ["", *Audience])
    question = visit.form.text("question", longest=LONGEST_QUESTION)
    if not files:
        visit.form.errors["files"] = "curation-no-files"
    if visit.form.errors:
        return _desk(visit, question, 422)
    job_id = new_id()
    folder = visit.application.settings.uploads_folder / job_id
    try:
        for file in files:
            keep_upload(folder, file.filename or "", iter(partial(file.file.read, CHUNK), b""))
    except OSError:
        rmtree(folder, ignore_errors=True)
        raise
    arguments = {"folder": str(folder), "audience": audience, "files": len(files), "question": question}
    visit.application.jobs.put(visit.person, TAKE_IN, arguments, at=visit.now, job_id=job_id)
    return visit.redirect(f"/jobs/{job_id}")


@pages.get("/curation/{document_id}/correct", ADMIN)
def correction(visit: Here, document_id: str, version: str = "") -> Response:
    """The form in which what was read from the file is put right."""
    return _form(visit, _chosen(visit, document_id, version))


@pages.post("/curation/{document_id}/correct", ADMIN)
def correct(visit: Here, document_id: str) -> Response:
    """Puts a job that reads the file again with what was put right; only what differs is kept."""
    version = _chosen(visit, document_id, visit.form.text("version"))
    fields = _fields(visit, version)
    if visit.form.errors:
        return _form(visit, version, 422)
    if not fields:
        return visit.redirect(f"/documents/{document_id}", "curation-nothing-changed")
    before = _before(visit, version)
    fields = {**before, **fields, "dates": {**before.get("dates", {}), **fields.get("dates", {})}}
    check(fields)
    arguments = {"version_id": version.id, "fields": fields, "title": version.title}
    job_id = visit.application.jobs.put(visit.person, CORRECT, arguments, at=visit.now)
    return visit.redirect(f"/jobs/{job_id}")


@pages.get("/curation/{document_id}/remove", ADMIN)
def removal(visit: Here, document_id: str) -> Response:
    """What would be left hanging, before it is removed."""
    versions = versions_of(visit, document_id)
    hanging = dependants(visit.application.catalogue(), visit.application.engine, versions)
    return visit.render("curation/remove.html", version=versions[0], versions=versions, hanging=hanging)


@pages.post("/curation/{document_id}/remove", ADMIN)
def remove(visit: Here, document_id: str) -> Response:
    """Puts a job that removes a document with all its versions."""
    title = versions_of(visit, document_id)[0].title
    arguments = {"document_id": document_id, "title": title}
    return visit.redirect(f"/jobs/{visit.application.jobs.put(visit.person, REMOVE, arguments, at=visit.now)}")


def _desk(visit: Visit, question: str, status: int = 200) -> Response:
    jobs = _ours(visit.application.jobs.latest(visit.person))
    rejected = {
        job.id: sum(row.get("outcome") == REJECTED for row in visit.application.jobs.rows(visit.person, job.id))
        for job in jobs
    }
    return visit.render("curation/desk.html", status, jobs=jobs, rejected=rejected, question=question)


def _ours(jobs: list[Job]) -> list[Job]:
    return [job for job in jobs if job.kind in (TAKE_IN, CORRECT, REMOVE, RE_READ)][:10]


def _chosen(visit: Visit, document_id: str, version_id: str) -> Version:
    versions = versions_of(visit, document_id)
    return next((one for one in versions if one.id == version_id), current(versions, visit.house.today())[0])


def _form(visit: Visit, version: Version, status: int = 200) -> Response:
    words = visit.words
    return visit.render(
        "curation/correct.html",
        status,
        version=version,
        types=[(kind.value, words(f"type-{kind.value.replace('_', '-')}")) for kind in DocumentType],
        audiences=[(one.value, words(f"audience-{one.value}")) for one in Audience],
        declared=[(one.value, words(f"status-{one.value.replace('_', '-')}")) for one in DECLARED],
        dates=[(name.value, words(f"card-date-{name.value.replace('_', '-')}")) for name in DateName],
    )


def _fields(visit: Visit, version: Version) -> dict[str, Any]:
    form, fields = visit.form, {}
    for name in TEXTS:
        value = form.text(name, needed=name == "title", longest=300)
        if value != getattr(version, name):
            fields[name] = value
    for name, kinds in (("type", DocumentType), ("audience", Audience), ("declared", Status)):
        value = form.choice(name, [kind.value for kind in kinds])
        if value != getattr(version, name).value:
            fields[name] = value
    dates = {}
    for name in DateName:
        day = form.day(f"date-{name.value}")
        if day != version.dates.get(name):
            dates[name.value] = day.isoformat() if day else ""
    begins, ends = form.day("date-in_force"), form.day("date-repealed")
    if begins and ends and ends < begins:
        form.errors["date-repealed"] = "curation-repealed-early"
    return {**fields, **({"dates": dates} if dates else {})}


def _before(visit: Visit, version: Version) -> dict[str, Any]:
    """What was put right of this version's document already."""
    kept = visit.application.corrections.of(version.source)
    if not kept:
        return {}
    try:
        return dict(kept.get(visit.application.position_of(version), {}))
    except LookupError:
        return {}
