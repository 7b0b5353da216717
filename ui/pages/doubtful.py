"""The lines that text recognition was unsure of, each beside its picture; a file read again once they are right."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.responses import Response

from assistant.curation.intake import RE_READ
from assistant.curation.lines import NoSuchLine, box_of, doubts, line_at, put_right
from assistant.originals.picture import NoPicture, line_picture
from ui.pages.routes import ADMIN, Pages
from ui.pages.visit import Here

pages = Pages()
MOST_LINES = 50


@pages.get("/curation/lines", ADMIN)
def page(visit: Here) -> Response:
    """The lines to be looked at."""
    found = doubts(visit.application.originals)
    return visit.render("curation/lines.html", lines=found[:MOST_LINES], count=len(found))


@pages.get("/curation/lines/{digest}/{page}.png", ADMIN)
def picture(visit: Here, digest: str, page: int, at: str) -> Response:
    """The picture of one line, with a little around it."""
    originals = visit.application.originals
    found = next((one.original for one in originals.judged() if one.original.digest == digest), None)
    try:
        if found is None:
            raise HTTPException(404)
        line = line_at(originals, digest, page, box_of(at))
        drawn = line_picture(found.path, found.format, page, line, originals.picture(digest, page))
    except (NoPicture, NoSuchLine, ValueError):
        raise HTTPException(404) from None
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@pages.post("/curation/lines", ADMIN)
def correct(visit: Here) -> Response:
    """Keeps what a person read on a line."""
    form, application = visit.form, visit.application
    number = form.number("page", 1, 100_000) or 0
    try:
        put_right(
            application.originals, application.engine, visit.person, form.text("digest"), number,
            box_of(form.text("at")), form.text("read"), at=visit.now,
        )  # fmt: skip
    except (NoSuchLine, ValueError):
        return visit.redirect("/curation/lines", "lines-gone", kind="fault")
    return visit.redirect("/curation/lines", "lines-kept")


@pages.post("/curation/lines/re-read", ADMIN)
def read_again(visit: Here) -> Response:
    """Puts a job that reads a file again with what people read on its lines."""
    source = visit.form.text("source", needed=True, longest=1000)
    known = next((one for one in visit.application.originals.judged() if one.source == source), None)
    if known is None:
        raise HTTPException(404)
    arguments = {"path": source, "title": known.title}
    return visit.redirect(f"/jobs/{visit.application.jobs.put(visit.person, RE_READ, arguments, at=visit.now)}")
