"""Setting examinations: terms and people, announcing, results, what is put right afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import HTTPException
from starlette.responses import Response

from assistant.quiz.examinations.outcomes import results_seen
from assistant.quiz.examinations.scoring import Correction, Remedy
from assistant.quiz.examinations.setting import Refusal
from assistant.quiz.examinations.sitting import NoSuchAttempt, person_of
from assistant.quiz.examinations.store import Examination
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.model import Item, ItemType
from ui.pages.forms import Form
from ui.pages.navigation import Link
from ui.pages.rendering import SHOWN_IN
from ui.pages.routes import TRAINER, Pages
from ui.pages.sheet_view import keyed, told
from ui.pages.visit import Here, Visit

pages = Pages(Link("/examination-desk", "desk-examinations-nav", TRAINER, order=52))
CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE)


@pages.get("/examination-desk", TRAINER)
def listing(visit: Here) -> Response:
    """Every examination."""
    return visit.render("quiz/desk.html", examinations=visit.application.quiz.examinations.all(visit.person))


@pages.get("/examination-desk/new", TRAINER)
def new(visit: Here) -> Response:
    """The form of an examination."""
    return _form(visit, visit.request.query_params.get("paper", ""))


@pages.post("/examination-desk/new", TRAINER)
def make(visit: Here) -> Response:
    """Sets an examination as a draft."""
    form = visit.form
    title, paper_id = form.text("title", needed=True, longest=100), form.text("paper", needed=True)
    terms, people = _terms(form), _people(form)
    if terms is not None and terms.opens < terms.closes <= visit.now:
        form.errors["closes"] = "desk-refused-over"
    if form.errors or terms is None:
        return _form(visit, paper_id, 422)
    made = visit.application.quiz.examinations.set(visit.person, title, paper_id, terms, people, visit.now)
    if isinstance(made, Examination):
        return visit.redirect(f"/examination-desk/{made.id}", "desk-made")
    for refusal in made:
        form.errors[_FIELD.get(refusal, "title")] = f"desk-refused-{refusal.value.replace('_', '-')}"
    return _form(visit, paper_id, 422)


@pages.get("/examination-desk/{examination_id}", TRAINER)
def examination(visit: Here, examination_id: str) -> Response:
    """One examination: its terms, its people, what has come in."""
    quiz = visit.application.quiz
    quiz.sittings.close_overdue(visit.now)
    found = _found(visit, examination_id)
    people = quiz.examinations.people(visit.person, examination_id)
    known = {one.staff_number for one in visit.application.accounts.all() if one.active}
    outcomes, elsewhere = results_seen(visit.application.engine, visit.person, examination_id)
    return visit.render(
        "quiz/desk_examination.html",
        examination=found,
        people=people,
        without_account=[number for number in people if number not in known],
        outcomes=outcomes,
        elsewhere=elsewhere,
        may_announce=visit.now < found.terms.closes and (found.standing == "draft" or visit.now < found.terms.opens),
    )


@pages.post("/examination-desk/{examination_id}/announce", TRAINER)
def announce(visit: Here, examination_id: str) -> Response:
    """Freezes the papers and announces."""
    _found(visit, examination_id)
    made = visit.application.quiz.examinations.announce(visit.person, examination_id, visit.now)
    place = f"/examination-desk/{examination_id}"
    if isinstance(made, Examination):
        return visit.redirect(place, "desk-announced")
    return visit.redirect(place, f"desk-refused-{made[0].value.replace('_', '-')}", kind="fault")


@pages.post("/examination-desk/{examination_id}/cancel", TRAINER)
def cancel(visit: Here, examination_id: str) -> Response:
    """Cancels it; what was given is kept."""
    _found(visit, examination_id)
    reason = visit.form.text("reason", needed=True, longest=500)
    place = f"/examination-desk/{examination_id}"
    if visit.form.errors:
        return visit.redirect(place, "desk-reason-needed", kind="fault")
    visit.application.quiz.examinations.cancel(visit.person, examination_id, reason, visit.now)
    return visit.redirect(place, "desk-cancelled")


@pages.get("/examination-desk/{examination_id}/corrections", TRAINER)
def corrections(visit: Here, examination_id: str) -> Response:
    """The items as they were asked, each with what may be done about it."""
    return _corrections(visit, examination_id)


@pages.post("/examination-desk/{examination_id}/corrections", TRAINER)
def correct(visit: Here, examination_id: str) -> Response:
    """Shows who would pass or fail; the other button does it."""
    service = visit.application.quiz.corrections
    _found(visit, examination_id)
    asked = service.asked(visit.person, examination_id)
    item = asked.get(visit.form.text("item"))
    remedy = Remedy(visit.form.choice("remedy", [one.value for one in Remedy]) or Remedy.DROP)
    if item is None or visit.form.errors:
        raise HTTPException(422)
    proposed = Correction(item.id, remedy, _key(visit.form, item) if remedy is Remedy.ACCEPT else ())
    reason = visit.form.text("reason", longest=500)
    try:
        if visit.form.text("apply") and reason:
            done = service.correct(visit.person, examination_id, [proposed], reason, visit.now)
            place = f"/examination-desk/{examination_id}"
            return visit.redirect(place, "desk-corrected", changed=len(done), turned=sum(one.turned for one in done))
        changes = service.preview(visit.person, examination_id, [proposed])
    except ValueError:
        return visit.redirect(f"/examination-desk/{examination_id}/corrections", "desk-no-key", kind="fault")
    if visit.form.text("apply"):
        visit.form.errors["reason"] = "desk-reason-needed"
    return visit.render(
        "quiz/desk_preview.html",
        422 if visit.form.errors else 200,
        examination=_found(visit, examination_id),
        item=item,
        one=keyed(item, visit.words),
        proposed=proposed,
        changes=changes,
        reason=reason,
    )


@pages.get("/examination-desk/attempts/{attempt_id}", TRAINER)
def attempt(visit: Here, attempt_id: str) -> Response:
    """An attempt with its keys, and the marks that a person gives."""
    try:
        reviewed = visit.application.quiz.review.any_attempt(visit.person, attempt_id, visit.now)
    except NoSuchAttempt:
        raise HTTPException(404) from None
    if reviewed is None:
        raise HTTPException(404)
    shown = [(slot, told(slot.item, slot.response, visit.words)) for slot in reviewed.slots]
    own = reviewed.attempt.person == person_of(visit.person)
    return visit.render("quiz/desk_attempt.html", reviewed=reviewed, shown=shown, own=own)


@pages.post("/examination-desk/attempts/{attempt_id}", TRAINER)
def mark(visit: Here, attempt_id: str) -> Response:
    """Marks one written answer by hand."""
    place = f"/examination-desk/attempts/{attempt_id}"
    slot = visit.form.number("slot", 0, 10_000)
    try:
        given = float(visit.form.text("given"))
        note = visit.form.text("note", longest=500)
        visit.application.quiz.corrections.mark_by_hand(
            visit.person, attempt_id, -1 if slot is None else slot, given, note, visit.now
        )
    except ValueError:
        return visit.redirect(place, "desk-marks-wrong", kind="fault")
    return visit.redirect(place, "desk-marked")


def _found(visit: Visit, examination_id: str) -> Examination:
    found = visit.application.quiz.examinations.get(visit.person, examination_id)
    if found is None:
        raise HTTPException(404)
    return found


def _form(visit: Visit, paper_id: str, status: int = 200) -> Response:
    papers = [(paper.id, paper.title) for paper in visit.application.quiz.papers.all(visit.person)]
    return visit.render("quiz/desk_form.html", status, papers=papers, paper_id=paper_id)


def _corrections(visit: Visit, examination_id: str) -> Response:
    asked = visit.application.quiz.corrections.asked(visit.person, examination_id)
    return visit.render(
        "quiz/desk_corrections.html",
        examination=_found(visit, examination_id),
        items=[(item, keyed(item, visit.words), item.type in CHOICES) for item in asked.values()],
    )


def _terms(form: Form) -> Terms | None:
    opens, closes = _moment(form, "opens", needed=True), _moment(form, "closes", needed=True)
    again, until = _moment(form, "make_up_opens"), _moment(form, "make_up_closes")
    attempts = form.number("attempts", 1, 99, default=1) or 1
    make_ups = form.number("make_up_attempts", 0, 99, default=0) or 0
    if opens is None or closes is None:
        return None
    flags = {"scores_at_once": form.flag("scores_at_once"), "open_book": form.flag("open_book")}
    only = form.flag("candidates_only")
    return Terms(opens, closes, attempts, again, until, make_ups, candidates_only=only, **flags)


def _moment(form: Form, name: str, *, needed: bool = False) -> datetime | None:
    """A moment as browsers send it, meant in China's time."""
    text = form.text(name, needed=needed)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        form.errors[name] = "form-day"
        return None
    return (at if at.tzinfo else at.replace(tzinfo=SHOWN_IN)).astimezone(UTC)


def _people(form: Form) -> dict[str, str]:
    """A line a person: the staff number, then the name."""
    lines = (line.split(None, 1) for line in form.text("people", longest=200_000).splitlines())
    return {words[0]: words[1].strip() if len(words) > 1 else words[0] for words in lines if words}


def _key(form: Form, item: Item) -> tuple[str, ...]:
    if item.type in CHOICES:
        return tuple(form.texts("key"))
    return tuple(form.text("key").split("|"))


_FIELD = {
    Refusal.WINDOW: "closes",
    Refusal.ATTEMPTS: "attempts",
    Refusal.MAKE_UP: "make_up_closes",
    Refusal.NO_PAPER: "paper",
}
