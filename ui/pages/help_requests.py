"""The office's queue of help requests: claim, reply, transfer, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import HTTPException
from starlette.responses import Response

from assistant.accounts.principal import Role
from assistant.helpdesk.life import OPEN, Outcome, Refusal, Standing
from assistant.helpdesk.model import Request
from assistant.helpdesk.office import CLERKS, NoSuchRequest
from assistant.training.roster.units import all_units
from ui.pages.navigation import Link
from ui.pages.routes import Pages
from ui.pages.visit import Here, Visit

ROLES = frozenset(CLERKS)
QUEUE = "/office/requests"
LONGEST_REPLY = 4000
LONGEST_UNIT = 100
SHOWN = {"open": tuple(OPEN), "answered": (Standing.ANSWERED,), "closed": (Standing.CLOSED,)}

pages = Pages(Link(QUEUE, "nav-help-requests", ROLES, order=60))


@pages.get(QUEUE, ROLES)
def queue(visit: Here) -> Response:
    """The requests that wait, the nearest promise first; answered and closed ones by choice."""
    chosen = visit.request.query_params.get("show", "open")
    office = visit.application.help_office
    waiting, late = office.counts(visit.person, at=visit.now)
    values: dict[str, Any] = {
        "requests": office.queue(visit.person, *SHOWN.get(chosen, SHOWN["open"])),
        "chosen": chosen if chosen in SHOWN else "open",
        "choices": list(SHOWN),
        "waiting": waiting,
        "late": late,
        "name_of": visit.name_of,
    }
    return visit.render("help_requests.html", **values)


@pages.get(QUEUE + "/{number}", ROLES)
def request(visit: Here, number: str) -> Response:
    """One request with what can be done to it."""
    return _show(visit, number)


@pages.post(QUEUE + "/{number}/claim", ROLES)
def claim(visit: Here, number: str) -> Response:
    """Takes it upon oneself."""
    return _done(visit, number, _try(lambda: visit.application.help_office.claim(visit.person, number, at=visit.now)))


@pages.post(QUEUE + "/{number}/reply", ROLES)
def reply(visit: Here, number: str) -> Response:
    """Answers the citizen."""
    text = visit.form.text("reply", needed=True, longest=LONGEST_REPLY)
    if visit.form.errors:
        return _show(visit, number, 422)
    office = visit.application.help_office
    return _done(visit, number, _try(lambda: office.reply(visit.person, number, text, at=visit.now)))


@pages.post(QUEUE + "/{number}/transfer", ROLES)
def transfer(visit: Here, number: str) -> Response:
    """Hands it to another unit."""
    unit = visit.form.text("unit", needed=True, longest=LONGEST_UNIT)
    note = visit.form.text("note")
    known = _units(visit)
    if known and unit not in known and not visit.form.text("sure"):
        visit.form.errors.setdefault("unit", "help-unit-unknown")
    if visit.form.errors:
        return _show(visit, number, 422)
    office = visit.application.help_office
    return _done(visit, number, _try(lambda: office.transfer(visit.person, number, unit, note, at=visit.now)))


@pages.post(QUEUE + "/{number}/close", ROLES)
def close(visit: Here, number: str) -> Response:
    """Ends it."""
    outcome = visit.form.choice("outcome", list(Outcome))
    if visit.form.errors:
        return _show(visit, number, 422)
    office = visit.application.help_office
    return _done(visit, number, _try(lambda: office.close(visit.person, number, Outcome(outcome), at=visit.now)))


def found(visit: Visit, number: str) -> Request:
    """The request, or 404."""
    try:
        return visit.application.help_office.open(visit.person, number, at=visit.now)
    except NoSuchRequest:
        raise HTTPException(404, visit.words("help-request-gone")) from None


def _units(visit: Visit) -> list[str]:
    """The units of the roster, by their whole paths."""
    with visit.application.engine.connect() as connection:
        return [unit.code for unit in all_units(connection).values()]


def _try(act: Callable[[], Standing | Refusal]) -> Standing | Refusal | None:
    try:
        return act()
    except NoSuchRequest:
        return None


def _done(visit: Visit, number: str, done: Standing | Refusal | None) -> Response:
    if done is None:
        raise HTTPException(404, visit.words("help-request-gone"))
    address = f"{QUEUE}/{number}"
    if isinstance(done, Refusal):
        return visit.redirect(address, f"help-refused-{done.value.replace('_', '-')}", kind="fault")
    return visit.redirect(address, f"help-done-{done.value}")


def _show(visit: Visit, number: str, status: int = 200) -> Response:
    seen = found(visit, number)
    mine = seen.claimed_by == visit.person.account_id or (bool(seen.claimed_by) and visit.person.is_any(Role.ADMIN))
    values: dict[str, Any] = {
        "seen": seen,
        "mine": mine,
        "late": seen.overdue(visit.now),
        "outcomes": [(o.value, visit.words(f"help-outcome-{o.value.replace('_', '-')}")) for o in Outcome],
        "name_of": visit.name_of,
        "units": _units(visit),
    }
    return visit.render("help_request.html", status, **values)
