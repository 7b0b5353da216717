"""What attempts came to: for the person, for trainers, for training requirements that ask for a pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from assistant.accounts.principal import Principal
from assistant.quiz.examinations.scoring import Result
from assistant.quiz.examinations.seen import seen
from assistant.quiz.examinations.store import Attempt, attempts_of, find_examination, results_of, to_attempt
from assistant.quiz.examinations.tables import attempts, examinations
from assistant.quiz.examinations.terms import ENDED


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ended attempt with its result as it counts now. `provisional` until a person has marked what is written."""

    examination_id: str
    attempt_id: str
    staff_number: str
    name: str
    attempt: int
    make_up: bool
    score: float
    possible: float
    passed: bool
    provisional: bool
    started_at: datetime
    submitted_at: datetime


def results(engine: Engine, examination_id: str) -> list[Outcome]:
    """Every ended attempt at an examination, by person and attempt."""
    with engine.connect() as connection:
        return _outcomes(connection, attempts_of(connection, examination_id))


def results_seen(engine: Engine, who: Principal, examination_id: str) -> tuple[list[Outcome], int]:
    """The ended attempts at an examination that a trainer may see, and how many there are of other units."""
    with engine.connect() as connection:
        found = find_examination(connection, examination_id)
        every = _outcomes(connection, attempts_of(connection, examination_id))
        known = seen(connection, who, found.author if found else "", (one.staff_number for one in every))
    shown = [one for one in every if one.staff_number in known]
    return shown, len(every) - len(shown)


def of_person(engine: Engine, person: str) -> list[Outcome]:
    """Every ended attempt of a person, the newest first."""
    with engine.connect() as connection:
        query = select(attempts).where(attempts.c.person == person).order_by(attempts.c.ended_at.desc())
        return _outcomes(connection, map(to_attempt, connection.execute(query).mappings()))


def best(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """For each person the attempt that counts: a passed one, then the highest score, then the earliest."""
    found: dict[str, Outcome] = {}
    for one in outcomes:
        known = found.get(one.staff_number)
        if known is None or (one.passed, one.score) > (known.passed, known.score):
            found[one.staff_number] = one
    return found


def best_pass(engine: Engine, person: str, *, examination_id: str = "", paper_id: str = "") -> Outcome | None:
    """The best passed attempt of a person at one examination, or at any held with one paper; None if there is none."""
    query = select(attempts).join(examinations, examinations.c.id == attempts.c.examination_id)
    query = query.where(attempts.c.person == person).order_by(attempts.c.ended_at)
    if examination_id:
        query = query.where(attempts.c.examination_id == examination_id)
    if paper_id:
        query = query.where(examinations.c.paper_id == paper_id)
    with engine.connect() as connection:
        found = _outcomes(connection, map(to_attempt, connection.execute(query).mappings()))
    return best(one for one in found if one.passed).get(person)


def outcome(attempt: Attempt, result: Result) -> Outcome | None:
    """An attempt with its result; None while it runs."""
    if attempt.standing not in ENDED or attempt.started_at is None or attempt.ended_at is None:
        return None
    return Outcome(
        attempt.examination_id,
        attempt.id,
        attempt.person,
        attempt.name,
        attempt.number,
        attempt.make_up,
        result.score,
        result.possible,
        result.passed,
        result.provisional,
        attempt.started_at,
        attempt.ended_at,
    )


def _outcomes(connection: Connection, found: Iterable[Attempt]) -> list[Outcome]:
    ended = [attempt for attempt in found if attempt.standing in ENDED]
    known = results_of(connection, [attempt.id for attempt in ended])
    made = (outcome(attempt, known[attempt.id]) for attempt in ended if attempt.id in known)
    return [one for one in made if one]
