"""Training requirements: the list, the form, what one would bring, putting in force and retiring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from fastapi import HTTPException
from starlette.responses import Response

from assistant.accounts.principal import Forbidden, Role
from assistant.quiz.bank.life import Standing as Published
from assistant.quiz.bank.store import Bank
from assistant.quiz.papers.store import Paper, Papers
from assistant.quiz.practice.choose import KNOWN
from assistant.training import requirements
from assistant.training.assign import follow_roster
from assistant.training.hours import rule_tables
from assistant.training.model import (
    ActivityKind,
    Audience,
    Basis,
    Part,
    Requirement,
    Schedule,
    Standing,
)
from assistant.training.pledges import templates
from assistant.training.publish import NotOpened, outlook, publish
from assistant.training.subjects import articles_named
from knowledge.model import CataloguedArticle
from ui.pages.forms import Form
from ui.pages.routes import TRAINER, Pages
from ui.pages.visit import Here, Visit

pages = Pages()
NEW = "new"
LINE_MARKS = re.compile(r"[\n;；]+")
KNOWN_PERCENT = round(KNOWN * 100)
BASIS = re.compile(r"[|｜#]")


@pages.get("/training/requirements", TRAINER)
def listing(visit: Here) -> Response:
    """The requirements."""
    with visit.application.engine.connect() as connection:
        kept = requirements.find_all(connection)
    return visit.render("training/requirements.html", kept=kept)


@pages.get("/training/requirements/{requirement_id}", TRAINER)
def edit(visit: Here, requirement_id: str) -> Response:
    """The form of a requirement."""
    kept = _find(visit, requirement_id)
    return _form(visit, kept.requirement if kept else _blank(visit), kept)


@pages.post("/training/requirements/{requirement_id}", TRAINER)
def keep(visit: Here, requirement_id: str) -> Response:
    """Keeps what the form says, unless somebody else has changed it since it was shown."""
    kept = _find(visit, requirement_id)
    seen = visit.form.number("seen", 0, 1_000_000, 0) or 0
    standing = Standing(visit.form.choice("standing", [one.value for one in Standing], "draft") or "draft")
    made = _read(visit.form, kept.requirement if kept else _blank(visit))
    faults = _faults(visit, made)
    if visit.form.errors:
        return _form(visit, made, kept, 422, faults)
    try:
        requirements.save(visit.application.engine, made, visit.person, at=visit.now, seen=seen, standing=standing)
    except requirements.EditedMeanwhile:
        return visit.redirect(f"/training/requirements/{made.id}", "requirements-edited", kind="fault")
    except Forbidden:
        visit.form.errors["units"] = "requirements-own-units"
        return _form(visit, made, kept, 403)
    if standing is Standing.ACTIVE:
        follow_roster(visit.application.engine, visit.now)
    return visit.redirect("/training/requirements", "requirements-kept")


@pages.get("/training/requirements/{requirement_id}/publish", TRAINER)
def preview(visit: Here, requirement_id: str) -> Response:
    """What putting it in force would bring."""
    kept = _find(visit, requirement_id)
    if kept is None:
        raise HTTPException(404)
    titles = {one.id: one.title for one in _papers(visit)}
    with visit.application.engine.connect() as connection:
        titles |= {one.id: one.title for one in templates(connection)}
    return visit.render(
        "training/publish.html", kept=kept, one=kept.requirement, rules=rule_tables(), titles=titles,
        found=outlook(visit.application.engine, kept.requirement, visit.now),
        basis=[(one, _article(visit, one)) for one in kept.requirement.basis],
    )  # fmt: skip


@pages.post("/training/requirements/{requirement_id}/publish", TRAINER)
def put_in_force(visit: Here, requirement_id: str) -> Response:
    """Puts it in force as it was shown, opens the examination, gives it to all who are asked."""
    kept = _find(visit, requirement_id)
    place = f"/training/requirements/{requirement_id}/publish"
    if kept is None or kept.version != visit.form.number("seen", 1, 1_000_000, 0):
        return visit.redirect(place, "requirements-edited", kind="fault")
    try:
        done = publish(visit.application.engine, kept, visit.person, visit.now)
    except requirements.EditedMeanwhile:
        return visit.redirect(place, "requirements-edited", kind="fault")
    except NotOpened as fault:
        return visit.redirect(place, f"desk-refused-{fault.refusal.value.replace('_', '-')}", kind="fault")
    number = done.assigned.given + done.assigned.restored
    return visit.redirect("/training", "requirements-published", given=number, examinations=len(done.examinations))


def _article(visit: Visit, basis: Basis) -> CataloguedArticle | None:
    """The article of a basis, if the knowledge base has it."""
    if not basis.article:
        return None
    found = articles_named(visit.application.catalogue(), f"{basis.document}#{basis.article}", visit.house.today())
    return found[0] if found else None


def _faults(visit: Visit, made: Requirement) -> dict[str, list[str]]:
    """What is to be read or practised and can't be, by field: not in the knowledge base, or without published items."""
    catalogue, day = visit.application.catalogue(), visit.house.today()
    faults: dict[str, list[str]] = {}
    for part in made.parts:
        if part.kind in (ActivityKind.READING, ActivityKind.PRACTICE):
            found = {subject: articles_named(catalogue, subject, day) for subject in part.subjects}
            if unknown := [subject for subject, articles in found.items() if not articles]:
                visit.form.errors[part.kind.value] = "requirements-unknown-subject"
                faults[part.kind.value] = unknown
            elif part.kind is ActivityKind.PRACTICE and (bare := _without_items(visit, found)):
                visit.form.errors[part.kind.value] = "requirements-no-items"
                faults[part.kind.value] = bare
    return faults


def _without_items(visit: Visit, found: Mapping[str, list[CataloguedArticle]]) -> list[str]:
    bank = Bank(visit.application.engine).all(Published.PUBLISHED)
    asked = {kept.item.proof.digest for kept in bank if kept.item.proof}
    return [subject for subject, articles in found.items() if not asked & {one.article.digest for one in articles}]


def _find(visit: Visit, requirement_id: str) -> requirements.Kept | None:
    if requirement_id == NEW:
        return None
    with visit.application.engine.connect() as connection:
        kept = requirements.find(connection, requirement_id)
    if kept is None:
        raise HTTPException(404)
    return kept


def _blank(visit: Visit) -> Requirement:
    own = () if visit.person.is_any(Role.ADMIN) else tuple(sorted(visit.person.units))
    return Requirement(uuid4().hex[:16], "", Audience(own), (), Schedule(visit.now.year), hour_rules="national-2023")


def _form(
    visit: Visit,
    requirement: Requirement,
    kept: requirements.Kept | None,
    status: int = 200,
    faults: Mapping[str, list[str]] | None = None,
) -> Response:
    with visit.application.engine.connect() as connection:
        pledges = templates(connection)
    parts = {part.kind.value: part for part in requirement.parts}
    return visit.render(
        "training/requirement.html", status, one=requirement, kept=kept, parts=parts, pledges=pledges,
        papers=_papers(visit), rules=rule_tables(), standings=[one.value for one in Standing], faults=faults or {},
        known=KNOWN_PERCENT,
    )  # fmt: skip


def _papers(visit: Visit) -> list[Paper]:
    return Papers(visit.application.engine).all(visit.person)


def _read(form: Form, before: Requirement) -> Requirement:
    """The requirement that the form describes; what is wrong is noted in the form."""
    title = form.text("title", needed=True, longest=200)
    basis = []
    for line in _lines(form, "basis"):
        document, *rest = BASIS.split(line, maxsplit=1)
        place = (document.strip().strip("《》"), "".join(rest).strip())
        basis += [one for one in before.basis if (one.document, one.article) == place] or [Basis(*place)]
    parts = _parts(form)
    if not parts:
        form.errors["parts"] = "requirements-no-part"
    audience = Audience(
        _lines(form, "units"), _lines(form, "departments"), _lines(form, "ranks"), _lines(form, "categories"),
        form.number("appointed_within", 0, 3660, -1) if form.text("appointed_within") else None,
    )  # fmt: skip
    return replace(
        before, title=title, description=form.text("description"), basis=tuple(basis), parts=parts, audience=audience,
        schedule=_schedule(form, before.schedule),
        hour_rules=form.choice("hour_rules", ["", *rule_tables()], before.hour_rules),
        remind_days=_days(form, before.remind_days),
    )  # fmt: skip


def _parts(form: Form) -> tuple[Part, ...]:
    parts = []
    mark = float(form.number("pass_mark", 0, 100, 60) or 0)
    if reading := _lines(form, "reading"):
        minutes = form.number("minutes", 0, 600, 0) or 0
        parts.append(Part(ActivityKind.READING, reading, needed=len(reading), minutes=minutes))
    if paper := form.text("paper"):
        attempts, makeups = form.number("attempts", 0, 20, 0) or 0, form.number("makeups", 0, 20, 0) or 0
        parts.append(Part(ActivityKind.PAPER, (paper,), pass_mark=mark, attempts=attempts, makeups=makeups))
    if practice := _lines(form, "practice"):
        mastered = float(form.number("mastery", 1, 100, KNOWN_PERCENT) or KNOWN_PERCENT)
        parts.append(Part(ActivityKind.PRACTICE, practice, needed=len(practice), pass_mark=mastered))
    if event := form.text("event", longest=200):
        parts.append(Part(ActivityKind.EVENT, (event,), needed=form.number("events", 1, 50, 1) or 1))
    if pledge := form.text("pledge"):
        parts.append(Part(ActivityKind.PLEDGE, (pledge,)))
    return tuple(parts)


def _schedule(form: Form, before: Schedule) -> Schedule:
    def number(name: str, least: int, most: int) -> int:
        given = form.number(name, least, most, getattr(before, name))
        return given if given is not None else getattr(before, name)

    return Schedule(
        number("first_year", 2000, 2100), number("month", 1, 12), number("day", 1, 31), number("opens_month", 1, 12),
        number("opens_day", 1, 31), number("every_years", 0, 20), number("makeup_days", 0, 366),
        number("days_after_appointment", 0, 3660), number("validity_months", 0, 240),
    )  # fmt: skip


def _days(form: Form, before: tuple[int, ...]) -> tuple[int, ...]:
    text = form.text("remind_days", default=" ".join(map(str, before)))
    try:
        days = sorted({int(one) for one in re.split(r"[\s,，、]+", text) if one})
    except ValueError:
        days = [9999]
    if any(abs(one) > 366 for one in days):
        form.errors["remind_days"] = "form-number"
        return before
    return tuple(days)


def _lines(form: Form, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in LINE_MARKS.split(form.text(name)) if one.strip()))
