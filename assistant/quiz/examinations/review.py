"""What a person sees of their own attempts once they have ended: the score, and after the windows the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from assistant.accounts.principal import Principal, Role
from assistant.database.engine import reading
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.outcomes import Outcome, outcome
from assistant.quiz.examinations.scoring import Result, SlotMark
from assistant.quiz.examinations.seen import seen
from assistant.quiz.examinations.sitting import NoSuchAttempt, person_of
from assistant.quiz.examinations.store import (
    Attempt,
    Examination,
    answers_of,
    attempts_of,
    find_attempt,
    find_examination,
    is_candidate,
    responses,
    results_of,
    taken,
    to_examination,
)
from assistant.quiz.examinations.tables import examinations
from assistant.quiz.examinations.terms import ENDED, Entry, Standing, entry
from assistant.quiz.marking import Response
from assistant.quiz.model import Item
from assistant.quiz.papers.sheet import shown


@dataclass(frozen=True, slots=True)
class Listed:
    """An examination in a person's list: what they may do, what their attempts came to (None: not told yet)."""

    examination: Examination
    entry: Entry
    outcomes: tuple[tuple[Attempt, Outcome | None], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One slot of an ended attempt, key and explanation with it."""

    item: Item
    response: Response
    mark: SlotMark


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An ended attempt. `result` is None while scores aren't told, `slots` is empty while keys aren't."""

    examination: Examination
    attempt: Attempt
    result: Result | None
    slots: tuple[Marked, ...]


class Review:
    """Ended attempts, for the person who sat them and for trainers."""

    def __init__(self, engine: Engine, versions: ItemVersions) -> None:
        self._reading = reading(engine)
        self._versions = versions

    def list(self, who: Principal, at: datetime) -> list[Listed]:
        """The examinations announced to a person, those that open last first."""
        query = select(examinations).where(examinations.c.standing == Standing.ANNOUNCED.value)
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(examinations.c.opens.desc(), examinations.c.id)).mappings()
            listed = (self._listed(connection, to_examination(row), who, at) for row in rows.all())
            return [one for one in listed if one.entry is not Entry.NOT_A_CANDIDATE]

    def attempt(self, who: Principal, attempt_id: str, at: datetime) -> Reviewed | None:
        """An attempt of one's own; None while it runs.

        Raises:
            NoSuchAttempt: there is none of that id under this account.
        """
        with self._reading.connect() as connection:
            found = find_attempt(connection, attempt_id)
            if found is None or found.person != person_of(who):
                raise NoSuchAttempt
            return self._reviewed(connection, found, at, all_told=False)

    def any_attempt(self, who: Principal, attempt_id: str, at: datetime) -> Reviewed | None:
        """The attempt of somebody a trainer may see, with its keys; None while it runs.

        Raises:
            NoSuchAttempt: there is none, or it is of another unit.
        """
        who.require(Role.TRAINER, Role.ADMIN)
        with self._reading.connect() as connection:
            found = find_attempt(connection, attempt_id)
            examination = find_examination(connection, found.examination_id) if found else None
            if found is None or examination is None:
                raise NoSuchAttempt
            if found.person not in seen(connection, who, examination.author, [found.person]):
                raise NoSuchAttempt
            return self._reviewed(connection, found, at, all_told=True)

    def _listed(self, connection: Connection, found: Examination, who: Principal, at: datetime) -> Listed:
        own = attempts_of(connection, found.id, person_of(who))
        known = results_of(connection, [attempt.id for attempt in own])
        taken_ones = [taken(attempt, known.get(attempt.id)) for attempt in own]
        listed = is_candidate(connection, found.id, person_of(who))
        may = entry(found.terms, found.standing, taken_ones, at, candidate=listed)
        told = found.terms.scores_told(at)
        ended = tuple(
            (attempt, outcome(attempt, known[attempt.id]) if told else None)
            for attempt in own
            if attempt.standing in ENDED and attempt.id in known
        )
        return Listed(found, may, ended)

    def _reviewed(self, connection: Connection, attempt: Attempt, at: datetime, *, all_told: bool) -> Reviewed | None:
        examination = find_examination(connection, attempt.examination_id)
        result = results_of(connection, [attempt.id]).get(attempt.id)
        if examination is None or result is None or attempt.standing not in ENDED:
            return None
        terms = examination.terms
        slots: tuple[Marked, ...] = ()
        if all_told or terms.keys_told(at):
            versions = self._versions.of((slot.item_id, slot.version) for slot in attempt.sheet)
            given: Mapping[int, Response] = responses(
                attempt.sheet, versions, answers_of(connection, [attempt.id])[attempt.id]
            )
            slots = tuple(
                Marked(shown(slot, versions), given.get(number, Response()), result.marks[number])
                for number, slot in enumerate(attempt.sheet)
            )
        told = result if all_told or terms.scores_told(at) else None
        return Reviewed(examination, attempt, told, slots)
