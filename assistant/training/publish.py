"""A requirement put in force in one step: seen beforehand, with the examination that its paper needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from assistant.accounts.principal import Principal
from assistant.quiz.examinations.setting import Examinations, Refusal
from assistant.quiz.examinations.store import Examination
from assistant.quiz.examinations.tables import examinations
from assistant.quiz.examinations.terms import Standing as ExaminationStanding
from assistant.quiz.examinations.terms import Terms
from assistant.training import requirements
from assistant.training.assign import Assigned, follow_roster
from assistant.training.audience import condition
from assistant.training.calendar import day_of
from assistant.training.cycles import windows
from assistant.training.model import ActivityKind, Part, Requirement, Standing, Window
from assistant.training.requirements import Kept
from assistant.training.tables import people, units

AS_OFTEN_AS_ONE_LIKES = 20
UNITS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Outlook:
    """What putting a requirement in force would bring: its cycle now, whom it asks, the examinations it opens.

    `year` and `window` are None if no cycle is open at this moment. `by_unit` names the units that it asks most of.
    """

    year: int | None
    window: Window | None
    people: int
    by_unit: tuple[tuple[str, int], ...]
    without_address: int
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What it brought."""

    assigned: Assigned
    examinations: tuple[str, ...]


class NotOpened(Exception):  # noqa: N818 - says what is the matter
    """The paper cannot be sat; nothing was put in force."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"the examination was refused: {refusal.value}")
        self.refusal = refusal


def outlook(engine: Engine, asked: Requirement, now: datetime) -> Outlook:
    """What would come of a requirement, by the roster as it is."""
    opened = next(windows(asked.schedule, now), None)
    first = opened[1].opens_at if opened else now
    theirs = condition(asked.audience, day_of(first))
    with engine.connect() as connection:
        number = func.count()
        query = select(units.c.code, number).join(people, people.c.unit_id == units.c.id).where(theirs)
        found = connection.execute(query.group_by(units.c.code).order_by(number.desc(), units.c.code)).all()
        silent = connection.scalar(select(func.count()).select_from(people).where(theirs, people.c.email == "")) or 0
        needed = [part for part in _papers(asked) if opened and _open_already(connection, part, opened[1]) is None]
    year, window = opened or (None, None)
    return Outlook(
        year, window, sum(row[1] for row in found), tuple((row[0], row[1]) for row in found[:UNITS_SHOWN]), silent,
        tuple(part.subjects[0] for part in needed),
    )  # fmt: skip


def publish(engine: Engine, kept: Kept, principal: Principal, now: datetime) -> Published:
    """Opens an examination for each paper that none is open for, puts the requirement in force, gives it to all asked.

    Raises:
        NotOpened: an examination was refused.
        EditedMeanwhile: somebody changed the requirement since it was shown.
        Forbidden: it is for units that are not theirs.
    """
    requirements.may_save(principal, kept.requirement)
    opened = next(windows(kept.requirement.schedule, now), None)
    papers = _papers(kept.requirement) if opened else []
    made = [_open(engine, kept.requirement, part, *opened, principal, now) for part in papers if opened]
    requirements.save(engine, kept.requirement, principal, at=now, seen=kept.version, standing=Standing.ACTIVE)
    return Published(follow_roster(engine, now), tuple(one for one in made if one))


def _papers(asked: Requirement) -> list[Part]:
    return [part for part in asked.parts if part.kind is ActivityKind.PAPER and part.subjects]


def _open_already(connection: Connection, part: Part, window: Window) -> str | None:
    """An examination with this paper that can be sat within the window."""
    held = (examinations.c.paper_id == part.subjects[0]) & (examinations.c.opens < window.due_at)
    announced = examinations.c.standing == ExaminationStanding.ANNOUNCED.value
    query = select(examinations.c.id).where(held, announced, examinations.c.closes > window.opens_at)
    found: str | None = connection.scalar(query.limit(1))
    return found


def _open(
    engine: Engine, asked: Requirement, part: Part, year: int, window: Window, principal: Principal, now: datetime
) -> str:
    """The examination made for a paper; empty if one is open already, or its time has passed."""
    with engine.connect() as connection:
        if _open_already(connection, part, window) or now >= window.due_at:
            return ""
    made_up = bool(part.makeups) and window.closes_at > window.due_at
    terms = Terms(
        max(now, window.opens_at), window.due_at, part.attempts or AS_OFTEN_AS_ONE_LIKES,
        window.due_at if made_up else None, window.closes_at if made_up else None, part.makeups if made_up else 0,
    )  # fmt: skip
    service = Examinations(engine)
    draft = service.set(principal, f"{asked.title}（{year}）", part.subjects[0], terms, {}, now)
    if not isinstance(draft, Examination):
        raise NotOpened(draft[0])
    announced = service.announce(principal, draft.id, now)
    if not isinstance(announced, Examination):
        service.cancel(principal, draft.id, announced[0].value, now)
        raise NotOpened(announced[0])
    return draft.id
