"""Sitting an examination: start, go on, save an answer, submit. Every step may be repeated without harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError as Clash

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.database.engine import reading
from assistant.quiz.asked import Asked, asked, read_response, response_to_json
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.freezing import attempt_row, sheet_for
from assistant.quiz.examinations.marking import Marker
from assistant.quiz.examinations.store import (
    Answer,
    Attempt,
    Examination,
    answers_of,
    attempts_of,
    find_attempt,
    find_examination,
    hold,
    hold_open,
    is_candidate,
    is_open,
    keep_answer,
    last_answer,
    results_of,
    taken,
)
from assistant.quiz.examinations.tables import attempts
from assistant.quiz.examinations.terms import (
    ENDED,
    GRACE,
    MAY_ENTER,
    AttemptStanding,
    Entry,
    due,
    entry,
    is_running,
)
from assistant.quiz.papers.blueprint import Blueprint
from assistant.quiz.papers.sheet import shown
from assistant.quiz.papers.store import read_paper

TRIES = 3
MOST_KNOWN = 5000
CLOCK = "examinations"
"""Who ended an attempt whose time was up, in the audit log."""


class SaveOutcome(StrEnum):
    """What became of an answer."""

    SAVED = "saved"  # also when the very same was saved before
    STALE = "stale"  # a newer one is kept: send again with a higher sequence number to replace it
    ENDED = "ended"  # the attempt no longer takes answers


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer; `sequence` is the highest number that its slot has."""

    outcome: SaveOutcome
    sequence: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the page of a running attempt needs, and nothing of the key."""

    examination: Examination
    attempt: Attempt
    asked: tuple[Asked, ...]
    answers: Mapping[int, Answer]

    @property
    def sequence(self) -> int:
        """The highest sequence number given so far."""
        return max((answer.sequence for answer in self.answers.values()), default=0)


class NoSuchAttempt(Exception):  # noqa: N818 - says what is the matter
    """There is no such attempt, or it is another's: which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("there is no such attempt under this account: open the list of examinations")


def person_of(who: Principal) -> str:
    """What a person's attempts are kept under: the staff number, or the account where there is none."""
    return who.staff_number or who.account_id


class Sittings:
    """The examinations as those who sit them see them. `at` is the server's clock."""

    def __init__(self, engine: Engine, versions: ItemVersions | None = None) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._marker = Marker(engine, versions or ItemVersions(engine))
        self._started: dict[str, Attempt] = {}

    def blueprint(self, paper_id: str) -> Blueprint:
        """The blueprint of a paper, for its sections' names and minimums; nothing of its items is in it."""
        return self._marker.blueprint(paper_id)

    def entry(self, who: Principal, examination_id: str, at: datetime) -> Entry:
        """What someone may do about an examination now."""
        with self._engine.connect() as connection:
            found = find_examination(connection, examination_id)
            if found is None:
                return Entry.NOT_ANNOUNCED
            return self._entry(connection, found, attempts_of(connection, found.id, person_of(who)), who, at)

    def start(self, who: Principal, examination_id: str, at: datetime) -> Attempt | Entry:
        """The attempt that runs, or a new one, or why there is none. Clicked twice, it is one attempt."""
        for _ in range(TRIES):
            try:
                with self._engine.begin() as connection:
                    return self._start(connection, who, examination_id, at)
            except Clash:  # the other click was faster: read again
                continue
        return self.entry(who, examination_id, at)

    def sit(self, who: Principal, attempt_id: str, at: datetime) -> Sitting | None:
        """The attempt as it stands, to be gone on with; None once it has ended.

        Raises:
            NoSuchAttempt: there is none of that id under this account.
        """
        with self._reading.connect() as connection:
            attempt = _own(connection, who, attempt_id)
            examination = find_examination(connection, attempt.examination_id)
            if examination is None or not is_open(connection, attempt_id, at):
                return None
            given = answers_of(connection, [attempt.id])[attempt.id]
        versions = self._marker.versions.of((slot.item_id, slot.version) for slot in attempt.sheet)
        return Sitting(examination, attempt, tuple(asked(shown(slot, versions)) for slot in attempt.sheet), given)

    def save(
        self, who: Principal, attempt_id: str, slot: int, sequence: int, response: Mapping[str, Any], at: datetime
    ) -> Saved:
        """Keeps an answer. The client counts its answers; the same number twice is one answer.

        Raises:
            NoSuchAttempt: there is none of that id under this account.
            ValueError: there is no such slot, or it is no response to its item.
        """
        if not 0 < sequence < 2**31:
            raise ValueError(f"{sequence} is no sequence number")
        item = self.asked(who, attempt_id, slot)
        given = response_to_json(read_response(response, item))
        with self._engine.begin() as connection:
            takes = hold_open(connection, attempt_id, at)
            if takes and keep_answer(connection, attempt_id, slot, Answer(sequence, given), at):
                return Saved(SaveOutcome.SAVED, sequence)
            before = last_answer(connection, attempt_id, slot)
            if not takes:
                return Saved(SaveOutcome.ENDED, before.sequence)
            same = sequence == before.sequence and given == response_to_json(read_response(before.response, item))
            return Saved(SaveOutcome.SAVED if same else SaveOutcome.STALE, before.sequence)

    def asked(self, who: Principal, attempt_id: str, slot: int) -> Asked:
        """What one slot of one's own attempt asks. A sheet never changes, so it is read once.

        Raises:
            NoSuchAttempt: there is none of that id under this account.
            ValueError: the sheet has no such slot.
        """
        attempt = self._started.get(attempt_id)
        if attempt is None or attempt.person != person_of(who):
            with self._reading.connect() as connection:
                attempt = _own(connection, who, attempt_id)
            if len(self._started) > MOST_KNOWN:
                self._started.clear()
            self._started[attempt_id] = attempt
        if not 0 <= slot < len(attempt.sheet):
            raise ValueError(f"the sheet has no slot {slot}")
        place = attempt.sheet[slot]
        return asked(shown(place, self._marker.versions.of([(place.item_id, place.version)])))

    def submit(self, who: Principal, attempt_id: str, at: datetime) -> Attempt:
        """Ends an attempt and marks it; the second time nothing happens.

        Raises:
            NoSuchAttempt: there is none of that id under this account.
        """
        with self._engine.begin() as connection:
            _own(connection, who, attempt_id)
            attempt = _held(connection, attempt_id)
            if attempt.standing is AttemptStanding.STARTED:
                late = attempt.due_at is not None and at > attempt.due_at + GRACE
                standing = AttemptStanding.OVERDUE if late else AttemptStanding.SUBMITTED
                self._end(connection, attempt, standing, at, CLOCK if late else who.account_id)
            return _held(connection, attempt_id)

    def close_overdue(self, at: datetime) -> int:
        """Ends and marks every attempt whose time is up; how many those were. May run as often as one likes."""
        over = select(attempts.c.id).where(
            attempts.c.standing == AttemptStanding.STARTED.value, attempts.c.due_at < at - GRACE
        )
        with self._reading.connect() as connection:
            found = connection.scalars(over.order_by(attempts.c.due_at)).all()
        closed = 0
        for attempt_id in found:
            with self._engine.begin() as connection:
                attempt = _held(connection, attempt_id)
                if attempt.standing is AttemptStanding.STARTED:
                    self._end(connection, attempt, AttemptStanding.OVERDUE, at)
                    closed += 1
        return closed

    def _start(self, connection: Connection, who: Principal, examination_id: str, at: datetime) -> Attempt | Entry:
        examination = find_examination(connection, examination_id)
        if examination is None:
            return Entry.NOT_ANNOUNCED
        own = attempts_of(connection, examination_id, person_of(who))
        for attempt in own:
            if attempt.standing is AttemptStanding.STARTED and not is_running(taken(attempt, None), at):
                self._end(connection, attempt, AttemptStanding.OVERDUE, at)
        own = attempts_of(connection, examination_id, person_of(who))
        way = self._entry(connection, examination, own, who, at)
        if way is Entry.RESUME:
            return next(attempt for attempt in own if attempt.standing is AttemptStanding.STARTED)
        if way not in MAY_ENTER:
            return way
        number = sum(attempt.standing is not AttemptStanding.FROZEN for attempt in own) + 1
        frozen = next((attempt for attempt in own if attempt.standing is AttemptStanding.FROZEN), None)
        return self._begin(connection, examination, frozen, who, number, way is Entry.START_MAKE_UP, at)

    def _begin(
        self, connection: Connection, examination: Examination, frozen: Attempt | None, who: Principal,
        number: int, make_up: bool, at: datetime,
    ) -> Attempt:  # fmt: skip
        if frozen is None:
            paper = read_paper(self._engine, examination.paper_id)
            if paper is None:
                raise KeyError(f"there is no paper {examination.paper_id}")
            sheet = sheet_for(examination, paper, self._marker.versions, person_of(who), number)
            row = attempt_row(examination, person_of(who), who.name, number, sheet, at)
            connection.execute(insert(attempts).values(**row))
            attempt_id = row["id"]
        else:
            attempt_id = frozen.id
        minutes = self._marker.blueprint(examination.paper_id).minutes
        ends = due(examination.terms, at, minutes, make_up=make_up)
        values = {"standing": AttemptStanding.STARTED.value, "make_up": make_up, "started_at": at, "due_at": ends}
        unstarted = (attempts.c.id == attempt_id) & (attempts.c.standing == AttemptStanding.FROZEN.value)
        connection.execute(update(attempts).where(unstarted).values(**values))
        return _held(connection, attempt_id)

    def _end(
        self, connection: Connection, attempt: Attempt, standing: AttemptStanding, at: datetime, who: str = ""
    ) -> None:
        ended = min(at, attempt.due_at) if attempt.due_at else at
        running = (attempts.c.id == attempt.id) & (attempts.c.standing == AttemptStanding.STARTED.value)
        changed = connection.execute(update(attempts).where(running).values(standing=standing.value, ended_at=ended))
        if changed.rowcount == 1:
            self._marker.mark(connection, attempt, reason=standing.value, at=at)
            record(connection, f"attempt.{standing.value}", f"attempt:{attempt.id}", who=who or CLOCK, at=at)

    def _entry(
        self, connection: Connection, found: Examination, own: list[Attempt], who: Principal, at: datetime
    ) -> Entry:
        results = results_of(connection, [attempt.id for attempt in own if attempt.standing in ENDED])
        listed = is_candidate(connection, found.id, person_of(who))
        known = [taken(attempt, results.get(attempt.id)) for attempt in own]
        return entry(found.terms, found.standing, known, at, candidate=listed)


def _own(connection: Connection, who: Principal, attempt_id: str) -> Attempt:
    attempt = find_attempt(connection, attempt_id)
    if attempt is None or attempt.person != person_of(who):
        raise NoSuchAttempt
    return attempt


def _held(connection: Connection, attempt_id: str) -> Attempt:
    """The attempt, which nobody else changes until the transaction ends."""
    hold(connection, attempt_id)
    attempt = find_attempt(connection, attempt_id)
    if attempt is None:
        raise NoSuchAttempt
    return attempt
