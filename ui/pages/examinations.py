"""Sitting examinations: the list, the sheet, each answer as it is given, the result."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from assistant.quiz.asked import is_given, read_response
from assistant.quiz.examinations.sitting import NoSuchAttempt, SaveOutcome, Sitting
from assistant.quiz.examinations.terms import Entry
from assistant.training.examined import collect_attempt
from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.sheet_view import field_of, read_field, told
from ui.pages.visit import Here, Visit

pages = Pages(Link("/examinations", "examinations-nav", SIGNED_IN, order=30, rooms=("/attempts",)))


@pages.get("/examinations", SIGNED_IN)
def listing(visit: Here) -> Response:
    """The examinations announced, and one's own attempts."""
    quiz = visit.application.quiz
    quiz.sittings.close_overdue(visit.now)
    return visit.render("quiz/examinations.html", listed=quiz.review.list(visit.person, visit.now))


@pages.post("/examinations/{examination_id}/start", SIGNED_IN)
def start(visit: Here, examination_id: str) -> Response:
    """Starts an attempt, or goes on with the one that runs."""
    begun = visit.application.quiz.sittings.start(visit.person, examination_id, visit.now)
    if isinstance(begun, Entry):
        return visit.redirect("/examinations", f"examinations-entry-{begun.value.replace('_', '-')}", kind="fault")
    return visit.redirect(f"/attempts/{begun.id}")


@pages.get("/attempts/{attempt_id}", SIGNED_IN)
def sheet(visit: Here, attempt_id: str) -> Response:
    """The sheet with the answers saved so far; what has ended shows its result."""
    sitting = _sitting(visit, attempt_id)
    if sitting is None:
        return _ended(visit, attempt_id)
    return _show(visit, sitting)


@pages.post("/attempts/{attempt_id}/answers", SIGNED_IN)
def save(visit: Here, attempt_id: str) -> Response:
    """Saves one answer for the page's script, or all of them for a browser without."""
    if visit.form.text("slot"):
        return _save_one(visit, attempt_id)
    sitting = _sitting(visit, attempt_id)
    if sitting is None:
        return _ended(visit, attempt_id)
    stale = _save_all(visit, sitting)
    if visit.form.errors:
        return _show(visit, sitting, 422)
    key = "examinations-stale" if stale else "examinations-saved"
    return visit.redirect(f"/attempts/{attempt_id}", key, kind="fault" if stale else "done")


@pages.post("/attempts/{attempt_id}/submit", SIGNED_IN)
def submit(visit: Here, attempt_id: str) -> Response:
    """Saves what the form brings along, then ends the attempt; the page's script is told where to go on."""
    sitting = _sitting(visit, attempt_id)
    if sitting is not None:
        if _save_all(visit, sitting):
            return _onward(visit, visit.redirect(f"/attempts/{attempt_id}", "examinations-stale", kind="fault"))
        if visit.form.errors:
            return _show(visit, sitting, 422)
        visit.application.quiz.sittings.submit(visit.person, attempt_id, visit.now)
    ended = _onward(visit, _ended(visit, attempt_id))
    ended.background = BackgroundTask(collect_attempt, visit.application.engine, attempt_id, visit.now)
    return ended


@pages.get("/attempts/{attempt_id}/result", SIGNED_IN)
def result(visit: Here, attempt_id: str) -> Response:
    """What an attempt came to, as far as it may be told now."""
    quiz = visit.application.quiz
    try:
        reviewed = quiz.review.attempt(visit.person, attempt_id, visit.now)
        if reviewed is None and quiz.sittings.close_overdue(visit.now):
            reviewed = quiz.review.attempt(visit.person, attempt_id, visit.now)
    except NoSuchAttempt:
        raise HTTPException(404) from None
    if reviewed is None:
        return visit.redirect("/examinations")
    shown = [(slot, told(slot.item, slot.response, visit.words)) for slot in reviewed.slots]
    blueprint = quiz.sittings.blueprint(reviewed.examination.paper_id)
    return visit.render("quiz/result.html", reviewed=reviewed, shown=shown, blueprint=blueprint)


def _save_one(visit: Visit, attempt_id: str) -> Response:
    sittings, person = visit.application.quiz.sittings, visit.person
    slot = visit.form.number("slot", 0, 10_000)
    sequence = visit.form.number("sequence", 1, 2**31 - 1)
    if slot is None or sequence is None:
        raise HTTPException(422)
    try:
        sent = read_field(visit.form, f"s{slot}", sittings.asked(person, attempt_id, slot))
        kept = sittings.save(person, attempt_id, slot, sequence, sent, visit.now)
    except NoSuchAttempt:
        raise HTTPException(404) from None
    except ValueError:
        return JSONResponse({"outcome": "refused", "text": visit.words("examinations-refused")})
    return JSONResponse({"outcome": kept.outcome.value, "sequence": kept.sequence, "now": visit.now.isoformat()})


def _show(visit: Visit, sitting: Sitting, status: int = 200) -> Response:
    given = {slot: answer.response for slot, answer in sitting.answers.items()}
    fields = [
        field_of(f"s{slot}", slot + 1, item, given.get(slot)) for slot, item in enumerate(sitting.asked)
    ]
    return visit.render(
        "quiz/sheet.html",
        status,
        sitting=sitting,
        sections=_sections(visit, sitting, fields),
        answered=sum(field.answered for field in fields),
        total=len(fields),
        now=visit.now,
    )


def _sections(visit: Visit, sitting: Sitting, fields: list[Any]) -> list[tuple[str, list[Any]]]:
    """The fields under the names of their sections."""
    sections = visit.application.quiz.sittings.blueprint(sitting.examination.paper_id).sections
    grouped: dict[int, list[Any]] = {}
    for slot, field in zip(sitting.attempt.sheet, fields, strict=True):
        grouped.setdefault(slot.section, []).append(field)
    mark = visit.words("list-mark")
    return [
        (sections[number].name or mark.join(visit.words(f"quiz-type-{kind}") for kind in sections[number].types), own)
        for number, own in sorted(grouped.items())
    ]


def _save_all(visit: Visit, sitting: Sitting) -> bool:
    """Saves every answer of the form that differs from the one kept; whether one was older than what is kept."""
    seen = visit.form.number("seen", 0, 2**31 - 2, default=sitting.sequence) or 0
    stale = False
    for slot, item in enumerate(sitting.asked):
        sent = read_field(visit.form, f"s{slot}", item)
        try:
            given = read_response(sent, item)
        except ValueError:
            visit.form.errors[f"s{slot}"] = "examinations-refused"
            continue
        kept = sitting.answers.get(slot)
        if (kept is None and not is_given(given)) or (kept and read_response(kept.response, item) == given):
            continue
        saved = visit.application.quiz.sittings.save(
            visit.person, sitting.attempt.id, slot, seen + 1, sent, visit.now
        )
        stale |= saved.outcome is SaveOutcome.STALE
    return stale


def _sitting(visit: Visit, attempt_id: str) -> Sitting | None:
    try:
        return visit.application.quiz.sittings.sit(visit.person, attempt_id, visit.now)
    except NoSuchAttempt:
        raise HTTPException(404) from None


def _onward(visit: Visit, answer: Response) -> Response:
    """The same, for a script: it cannot see where a redirect leads, and one to the sign-in page is another matter."""
    if not visit.form.flag("scripted"):
        return answer
    told = JSONResponse({"to": answer.headers["location"]})
    told.raw_headers += [(name, value) for name, value in answer.raw_headers if name == b"set-cookie"]
    return told


def _ended(visit: Visit, attempt_id: str) -> Response:
    visit.application.quiz.sittings.close_overdue(visit.now)
    return visit.redirect(f"/attempts/{attempt_id}/result")
