"""How a job goes: its progress and what came of each part so far; stopping it."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.responses import Response

from assistant.jobs.model import State
from assistant.quiz.machine.job import WRITE
from assistant.training.roster.jobs import PREVIEW, TAKE_IN
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.visit import Here

pages = Pages()
DOCUMENTS = "curation/job.html", "/curation"
ROSTER = "training/roster_job.html", "/training/roster"
SHOWN = {PREVIEW: ROSTER, TAKE_IN: ROSTER, WRITE: ("quiz/machine_job.html", "/items?standing=draft")}
"""The page of each kind of job and where it leads back to; else it is of documents."""


@pages.get("/jobs/{job_id}", SIGNED_IN)
def job(visit: Here, job_id: str) -> Response:
    """The job; a script looks again every second while it goes on."""
    jobs = visit.application.jobs
    try:
        found = jobs.get(visit.person, job_id)
    except LookupError:
        raise HTTPException(404) from None
    if found.kind == PREVIEW and found.state is State.DONE:
        return visit.redirect(f"/training/roster/preview/{job_id}")
    template, back = SHOWN.get(found.kind, DOCUMENTS)
    return visit.render(template, job=found, rows=jobs.rows(visit.person, job_id), back=back)


@pages.post("/jobs/{job_id}/cancel", SIGNED_IN)
def cancel(visit: Here, job_id: str) -> Response:
    """Stops the job after the part it is at."""
    try:
        visit.application.jobs.cancel(visit.person, job_id, at=visit.now)
    except LookupError:
        raise HTTPException(404) from None
    return visit.redirect(f"/jobs/{job_id}")
