"""Offline events with their sign-in sheets, and the pledges that were signed."""

from __future__ import annotations

import re
from datetime import datetime

from fastapi import HTTPException
from starlette.responses import Response

from assistant.training import events, pledges, requirements
from assistant.training.calendar import ZONE
from assistant.training.model import ActivityKind
from assistant.training.reports.excel import write_workbook
from assistant.training.reports.sheets import pledges_sheet
from assistant.training.roster.units import names_seen
from assistant.wording.words import answer_words
from ui.pages.routes import TRAINER, Pages
from ui.pages.visit import Here, Visit

pages = Pages()
MOST_OFFERED = 500
MOST_NAMED, LONGEST_NAMED = 20, 16  # what is named travels in a cookie
MARKS = re.compile(r"[\s,，、;；]+")


@pages.get("/training/events", TRAINER)
def listing(visit: Here) -> Response:
    """The events, and the form for a new one."""
    return _list(visit)


@pages.post("/training/events", TRAINER)
def announce(visit: Here) -> Response:
    """Makes an event."""
    form = visit.form
    topic, title = form.text("topic", needed=True, longest=200), form.text("title", needed=True, longest=200)
    unit, place = form.text("unit", needed=True), form.text("place", longest=200)
    minutes = form.number("minutes", 1, 2000)
    try:
        starts = datetime.fromisoformat(form.text("starts", needed=True)).replace(tzinfo=ZONE)
    except ValueError:
        form.errors["starts"] = "form-day"
        starts = visit.now
    if form.errors or minutes is None:
        return _list(visit, 422)
    try:
        made = events.announce(
            visit.application.engine, topic, title, unit, visit.person, place=place, starts_at=starts,
            minutes=minutes, at=visit.now,
        )  # fmt: skip
    except KeyError:
        form.errors["unit"] = "training-no-unit"
        return _list(visit, 422)
    return visit.redirect(f"/training/events/{made}", "events-made")


@pages.get("/training/events/{event_id}", TRAINER)
def event(visit: Here, event_id: str) -> Response:
    """An event with its sheet."""
    with visit.application.engine.connect() as connection:
        mine = {one.id: one for one in events.find_all(connection, visit.person)}
        if event_id not in mine:
            raise HTTPException(404)
        there = events.sheet(connection, event_id)
    return visit.render("training/event.html", event=mine[event_id], sheet=there)


@pages.post("/training/events/{event_id}", TRAINER)
def hand_in(visit: Here, event_id: str) -> Response:
    """Takes the sheet in: staff numbers, as they come; those that nobody in the roster has are named."""
    numbers = [one for one in MARKS.split(visit.form.text("numbers", longest=100_000)) if one]
    try:
        new = events.sign_in(visit.application.engine, event_id, numbers, visit.person, visit.now)
    except KeyError:
        raise HTTPException(404) from None
    with visit.application.engine.connect() as connection:
        missing = events.not_in_roster(connection, numbers)
    place, count = f"/training/events/{event_id}", len(set(numbers))
    if not missing:
        return visit.redirect(place, "events-signed", new=new, told=count)
    named = [one if len(one) <= LONGEST_NAMED else f"{one[:LONGEST_NAMED]}…" for one in missing[:MOST_NAMED]]
    names = visit.words("list-mark").join(named) + ("…" if len(missing) > MOST_NAMED else "")
    return visit.redirect(
        place, "events-signed-missing", kind="fault", new=new, told=count, missing=len(missing), names=names
    )


@pages.get("/training/pledges", TRAINER)
def signed(visit: Here) -> Response:
    """The templates, and who signed."""
    with visit.application.engine.connect() as connection:
        texts = pledges.templates(connection)
        found = pledges.signed(connection, visit.person)
    return visit.render("training/pledges.html", templates=texts, signed=found[:300], total=len(found))


@pages.post("/training/pledges", TRAINER)
def write(visit: Here) -> Response:
    """Keeps a new version of a text."""
    form = visit.form
    name = form.text("template", needed=True, longest=64)
    title, body = form.text("title", needed=True, longest=200), form.text("body", needed=True, longest=10_000)
    months = form.number("months", 0, 120, 12)
    if form.errors or not re.fullmatch(r"[a-z0-9-]+", name):
        return visit.redirect("/training/pledges", "pledges-fields", kind="fault")
    pledges.write(visit.application.engine, name, title, body, visit.person, months=months or 0, at=visit.now)
    return visit.redirect("/training/pledges", "pledges-kept")


@pages.get("/training/pledges.xlsx", TRAINER)
def file(visit: Here) -> Response:
    """The signatures as Excel."""
    import io

    words = answer_words(visit.language)
    with visit.application.engine.connect() as connection:
        found = pledges.signed(connection, visit.person)
    out = io.BytesIO()
    write_workbook([pledges_sheet(found, words, visit.now)], out)
    headers = {"Content-Disposition": 'attachment; filename="pledges.xlsx"', "Cache-Control": "no-store"}
    return Response(out.getvalue(), headers=headers, media_type="application/octet-stream")


def _list(visit: Visit, status: int = 200) -> Response:
    with visit.application.engine.connect() as connection:
        found = events.find_all(connection, visit.person)
        parts = (part for kept in requirements.find_all(connection) for part in kept.requirement.parts)
        kinds = {name for part in parts if part.kind is ActivityKind.EVENT for name in part.subjects}
        units = names_seen(connection, visit.person, MOST_OFFERED)
    return visit.render("training/events.html", status, events=found[:200], topics=sorted(kinds), units=units)
