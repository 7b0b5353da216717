"""Rows of examinations and attempts as values; the queries that several services share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, exists, func, insert, select

from assistant.quiz.asked import asked, read_response
from assistant.quiz.examinations import scoring
from assistant.quiz.examinations.scoring import Correction, Remedy, Result
from assistant.quiz.examinations.tables import answers, attempts, candidates, corrections, examinations, hand_marks
from assistant.quiz.examinations.tables import results as results_table
from assistant.quiz.examinations.terms import AttemptStanding, Standing, Taken, Terms, is_running
from assistant.quiz.marking import Response
from assistant.quiz.papers import sheet as sheets
from assistant.quiz.papers.sheet import Sheet, Versions, shown

TERMS = tuple(Terms.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Examination:
    """An examination. `pool` is what was published when its papers were frozen: item ids with their versions."""

    id: str
    title: str
    paper_id: str
    standing: Standing
    terms: Terms
    pool: tuple[tuple[str, int], ...]
    frozen_at: datetime | None
    author: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A person's attempt at an examination, with the sheet that they were given."""

    id: str
    examination_id: str
    person: str
    name: str
    number: int
    standing: AttemptStanding
    make_up: bool
    sheet: Sheet
    started_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer that counts for a slot: the one with the highest sequence number."""

    sequence: int
    response: Mapping[str, Any]


def find_examination(connection: Connection, examination_id: str) -> Examination | None:
    """An examination by its id."""
    row = connection.execute(select(examinations).where(examinations.c.id == examination_id)).mappings().first()
    return to_examination(row) if row else None


def find_attempt(connection: Connection, attempt_id: str) -> Attempt | None:
    """An attempt by its id."""
    row = connection.execute(select(attempts).where(attempts.c.id == attempt_id)).mappings().first()
    return to_attempt(row) if row else None


def attempts_of(connection: Connection, examination_id: str, person: str = "") -> list[Attempt]:
    """The attempts at an examination, of one person or of all."""
    query = select(attempts).where(attempts.c.examination_id == examination_id)
    if person:
        query = query.where(attempts.c.person == person)
    ordered = query.order_by(attempts.c.person, attempts.c.number)
    return [to_attempt(row) for row in connection.execute(ordered).mappings()]


def is_candidate(connection: Connection, examination_id: str, person: str) -> bool:
    """Whether someone is listed for an examination."""
    own = (candidates.c.examination_id == examination_id) & (candidates.c.person == person)
    return connection.scalar(select(candidates.c.person).where(own)) is not None


def answers_of(connection: Connection, attempt_ids: Iterable[str]) -> dict[str, dict[int, Answer]]:
    """The answers that count, by attempt and slot."""
    wanted = list(attempt_ids)
    found: dict[str, dict[int, Answer]] = {one: {} for one in wanted}
    query = select(answers).where(answers.c.attempt_id.in_(wanted)).order_by(answers.c.sequence)
    for row in connection.execute(query).mappings():
        found[row["attempt_id"]][row["slot"]] = Answer(row["sequence"], row["response"])
    return found


LAST_ANSWER = (
    select(answers.c.sequence, answers.c.response)
    .where(answers.c.attempt_id == bindparam("attempt"), answers.c.slot == bindparam("slot"))
    .order_by(answers.c.sequence.desc())
    .limit(1)
)
HELD = select(attempts.c.id).where(attempts.c.id == bindparam("attempt")).with_for_update()
STANDING = (
    select(attempts.c.standing, attempts.c.due_at, examinations.c.standing.label("announced"))
    .join(examinations, examinations.c.id == attempts.c.examination_id)
    .where(attempts.c.id == bindparam("attempt"))
)
HELD_STANDING = STANDING.with_for_update(of=attempts)
_AS_NEW = exists().where(
    answers.c.attempt_id == bindparam("attempt"),
    answers.c.slot == bindparam("slot"),
    answers.c.sequence >= bindparam("sequence"),
)
ADDED = insert(answers).from_select(
    ["attempt_id", "slot", "sequence", "response", "at"],
    select(
        bindparam("attempt", type_=answers.c.attempt_id.type),
        bindparam("slot", type_=answers.c.slot.type),
        bindparam("sequence", type_=answers.c.sequence.type),
        bindparam("response", type_=answers.c.response.type),
        bindparam("at", type_=answers.c.at.type),
    ).where(~_AS_NEW),
)
"""What every answer asks of the database, put together once."""


def last_answer(connection: Connection, attempt_id: str, slot: int) -> Answer:
    """The answer that counts for one slot; number 0 if there is none."""
    row = connection.execute(LAST_ANSWER, {"attempt": attempt_id, "slot": slot}).first()
    return Answer(row.sequence, row.response) if row else Answer(0, {})


def hold(connection: Connection, attempt_id: str) -> None:
    """Keeps others from changing an attempt until the transaction ends."""
    if connection.dialect.name != "sqlite":
        connection.execute(HELD, {"attempt": attempt_id})
    else:
        _begin(connection)


def hold_open(connection: Connection, attempt_id: str, at: datetime) -> bool:
    """The same, and whether the attempt takes answers now, in one query."""
    if connection.dialect.name != "sqlite":
        return _takes_answers(connection.execute(HELD_STANDING, {"attempt": attempt_id}).first(), at)
    _begin(connection)
    return is_open(connection, attempt_id, at)


def is_open(connection: Connection, attempt_id: str, at: datetime) -> bool:
    """Whether an attempt takes answers now; asks for no more than that."""
    return _takes_answers(connection.execute(STANDING, {"attempt": attempt_id}).first(), at)


def _begin(connection: Connection) -> None:
    if not getattr(connection.connection, "in_transaction"):  # noqa: B009 - the driver's own, passed on
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _takes_answers(row: Any, at: datetime) -> bool:  # noqa: ANN401 - a row of STANDING
    if row is None or row.announced != Standing.ANNOUNCED:
        return False
    return is_running(Taken(AttemptStanding(row.standing), due=row.due_at), at)


def responses(sheet: Sheet, versions: Versions, given: Mapping[int, Answer]) -> dict[int, Response]:
    """Answers as responses to the items of a sheet."""
    return {
        number: read_response(given[number].response, asked(shown(slot, versions)))
        for number, slot in enumerate(sheet)
        if number in given
    }


def keep_answer(connection: Connection, attempt_id: str, slot: int, answer: Answer, at: datetime) -> bool:
    """Adds an answer; False if that slot has one with that sequence number or a higher one."""
    row = {"attempt": attempt_id, "slot": slot, "sequence": answer.sequence, "response": answer.response, "at": at}
    return connection.execute(ADDED, row).rowcount == 1


def corrections_of(connection: Connection, examination_id: str) -> list[Correction]:
    """The corrections of an examination in the order in which they were made."""
    query = select(corrections).where(corrections.c.examination_id == examination_id).order_by(corrections.c.id)
    return [
        Correction(row["item_id"], Remedy(row["remedy"]), tuple(row["key"]))
        for row in connection.execute(query).mappings()
    ]


def hand_marks_of(connection: Connection, attempt_ids: Iterable[str]) -> dict[str, dict[int, float]]:
    """The last marks that a person gave, by attempt and slot."""
    query = select(hand_marks).where(hand_marks.c.attempt_id.in_(list(attempt_ids))).order_by(hand_marks.c.id)
    found: dict[str, dict[int, float]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["attempt_id"], {})[row["slot"]] = row["given"]
    return found


def keep_result(connection: Connection, attempt_id: str, result: Result, *, reason: str, at: datetime) -> None:
    """Adds the next revision of a result."""
    own = results_table.c.attempt_id == attempt_id
    last = connection.scalar(select(func.max(results_table.c.revision)).where(own)) or 0
    row = {
        "attempt_id": attempt_id,
        "revision": last + 1,
        "score": result.score,
        "possible": result.possible,
        "passed": result.passed,
        "provisional": result.provisional,
        **scoring.to_json(result),
    }
    connection.execute(insert(results_table).values(**row, reason=reason, at=at))


def results_of(connection: Connection, attempt_ids: Iterable[str]) -> dict[str, Result]:
    """The results that count now, by attempt."""
    query = select(results_table).where(results_table.c.attempt_id.in_(list(attempt_ids)))
    rows = connection.execute(query.order_by(results_table.c.revision)).mappings()
    return {row["attempt_id"]: to_result(row) for row in rows}


def to_result(row: RowMapping) -> Result:
    """A row as a result."""
    parts, marks = scoring.parts_from_json(row["parts"]), scoring.marks_from_json(row["marks"])
    return Result(row["score"], row["possible"], row["passed"], parts, marks)


def to_examination(row: RowMapping) -> Examination:
    """A row as an examination."""
    terms = Terms(**{name: row[name] for name in TERMS})
    pool = tuple((item_id, version) for item_id, version in row["pool"])
    standing = Standing(row["standing"])
    return Examination(row["id"], row["title"], row["paper_id"], standing, terms, pool, row["frozen_at"], row["author"])


def to_attempt(row: RowMapping) -> Attempt:
    """A row as an attempt."""
    given = {name: row[name] for name in ("id", "examination_id", "person", "name", "number", "make_up")}
    times = {name: row[name] for name in ("started_at", "due_at", "ended_at")}
    return Attempt(**given, **times, standing=AttemptStanding(row["standing"]), sheet=sheets.from_json(row["sheet"]))


def taken(attempt: Attempt, result: Result | None) -> Taken:
    """An attempt as the rules of entry see it."""
    return Taken(attempt.standing, attempt.make_up, bool(result and result.passed), attempt.due_at)
