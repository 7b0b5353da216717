"""One's own learning: what is due, what was done, hours, certificates; reading an article, signing a pledge."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from fastapi import HTTPException
from starlette.responses import Response

from assistant.accounts.principal import Forbidden
from assistant.documents import find_articles, find_documents
from assistant.training import pledges
from assistant.training.activities import tell
from assistant.training.calendar import day_of
from assistant.training.certificates import NotCompleted, address, check, issue
from assistant.training.hours import rule_tables
from assistant.training.model import Activity, ActivityKind
from assistant.training.record import record_of, subject_names
from assistant.training.reports.pdf import write_certificate
from assistant.wording.words import answer_words
from ui.pages.navigation import Link
from ui.pages.routes import ANYONE, SIGNED_IN, TRAINER, Pages
from ui.pages.seen import note_seen
from ui.pages.visit import Here, Visit

pages = Pages(Link("/learning", "learning-nav", SIGNED_IN, order=20))
LONGEST_READING = timedelta(hours=2)


@pages.get("/learning", SIGNED_IN)
def mine(visit: Here) -> Response:
    """One's own record."""
    return _record(visit, visit.person.staff_number)


@pages.get("/training/people/{staff_number}", TRAINER)
def person(visit: Here, staff_number: str) -> Response:
    """Somebody's record, for those who answer for their unit."""
    return _record(visit, staff_number)


@pages.get("/learning/read", SIGNED_IN)
def read(visit: Here, subject: str = "") -> Response:
    """A document or article that is to be read."""
    title, _, label = subject.partition("#")
    catalogue = visit.application.catalogue()
    found = find_documents(catalogue, title) if title else []
    if not found:
        raise HTTPException(404)
    articles = find_articles(catalogue, found, label) if label else catalogue.articles_of(found[0])
    return visit.render(
        "training/read.html", subject=subject, document=found[0], articles=articles, opened=visit.now.isoformat()
    )


@pages.post("/learning/read", SIGNED_IN)
def have_read(visit: Here) -> Response:
    """Keeps that it was read, and for how long the page was open."""
    subject = visit.form.text("subject", needed=True, longest=200)
    try:
        opened = datetime.fromisoformat(visit.form.text("opened"))
        spent = min(max(visit.now - opened, timedelta()), LONGEST_READING)
    except (ValueError, TypeError):
        raise HTTPException(422) from None
    day = day_of(visit.now).isoformat()
    source = f"reading:{visit.person.staff_number}:{day}:{subject}"[:120]
    activity = Activity(source, ActivityKind.READING, subject, visit.now, round(spent.total_seconds() / 60))
    tell(visit.application.engine, [(visit.person.staff_number, activity)], visit.now)
    return visit.redirect("/learning", "learning-read-kept")


@pages.get("/learning/pledges/{template_id}", SIGNED_IN)
def pledge(visit: Here, template_id: str) -> Response:
    """The words of a pledge, to be signed."""
    with visit.application.engine.connect() as connection:
        template = pledges.newest(connection, template_id)
        signed = pledges.signed(connection, visit.person, template_id=template_id, own=True)
    if template is None:
        raise HTTPException(404)
    return visit.render("training/pledge.html", pledge=template, signed=signed)


@pages.post("/learning/pledges/{template_id}", SIGNED_IN)
def sign(visit: Here, template_id: str) -> Response:
    """Signs it."""
    version = visit.form.number("version", 1, 10_000)
    if not visit.form.flag("agreed") or version is None:
        return visit.redirect(f"/learning/pledges/{template_id}", "learning-pledge-agree", kind="fault")
    try:
        pledges.sign(visit.application.engine, template_id, version, visit.person, visit.now)
    except KeyError:
        return visit.redirect(f"/learning/pledges/{template_id}", "learning-pledge-changed", kind="fault")
    except Forbidden:
        return visit.redirect("/learning", "learning-nobody", kind="fault")
    return visit.redirect("/learning", "learning-pledge-signed")


@pages.get("/learning/certificates/{assignment_id}", SIGNED_IN)
def certificate(visit: Here, assignment_id: int) -> Response:
    """The certificate in print."""
    try:
        made = issue(visit.application.engine, assignment_id, visit.person, visit.now)
    except (KeyError, NotCompleted):
        raise HTTPException(404) from None
    out = io.BytesIO()
    base = visit.application.settings.public_base_url or str(visit.request.base_url)
    write_certificate(made, address(base, made), out, answer_words(visit.language))
    headers = {"Content-Disposition": f'attachment; filename="{made.number}.pdf"', "Cache-Control": "no-store"}
    return Response(out.getvalue(), headers=headers, media_type="application/pdf")


@pages.get("/certificates", ANYONE)
def ask(visit: Here, number: str = "", code: str = "") -> Response:
    """The form for checking a certificate."""
    return _check(visit, number, code)


@pages.get("/certificates/{number}", ANYONE)
def checked(visit: Here, number: str, code: str = "") -> Response:
    """What may be shown of a certificate to whoever holds it."""
    return _check(visit, number, code)


def _check(visit: Visit, number: str, code: str) -> Response:
    found = None
    if number and code:
        with visit.application.engine.connect() as connection:
            found = check(connection, number.strip()[:40], code.strip()[:60], visit.now)
    status = 404 if number and code and found is None else 200
    return visit.render("training/certificate.html", status, number=number, code=code, found=found)


def _record(visit: Visit, staff_number: str) -> Response:
    with visit.application.engine.connect() as connection:
        record = record_of(connection, staff_number, visit.person, visit.now)
        names = subject_names(connection, record) if record else {}
    rules = rule_tables()
    own = staff_number == visit.person.staff_number
    if record and not own:
        note_seen(visit, "person.view", f"person:{record.person_id}")
    return visit.render("training/record.html", record=record, names=names, rules=rules, own=own)
