"""Brings examination results and practice into training: each result once, a corrected one as its next revision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, String, and_, cast, exists, literal, not_, select

from assistant.quiz.examinations.tables import attempts, examinations, results
from assistant.quiz.examinations.terms import ENDED
from assistant.quiz.practice.sessions import mastery
from assistant.quiz.practice.tables import practice_answers
from assistant.training.activities import tell
from assistant.training.calendar import day_of
from assistant.training.cycles import open_cycles
from assistant.training.model import Activity, ActivityKind
from assistant.training.subjects import digests_named, everything
from assistant.training.tables import activities

BATCH = 5000


def collect(engine: Engine, now: datetime) -> int:
    """Tells of every final result and every article mastered that training has not heard of; how many."""
    return _results(engine, now) + _mastered(engine, now)


def collect_attempt(engine: Engine, attempt_id: str, now: datetime) -> int:
    """Tells of one attempt's final result, so that whoever just sat it need not wait for the next round."""
    return _results(engine, now, attempt_id)


def _results(engine: Engine, now: datetime, attempt_id: str = "") -> int:
    source = literal("attempt:") + attempts.c.id + literal("#") + cast(results.c.revision, String)
    heard = exists().where(activities.c.source == source)
    query = select(
        source.label("source"), attempts.c.person, examinations.c.paper_id, attempts.c.started_at, attempts.c.ended_at,
        results.c.score, results.c.possible, results.c.passed,
    ).join_from(results, attempts, attempts.c.id == results.c.attempt_id)  # fmt: skip
    query = query.join(examinations, examinations.c.id == attempts.c.examination_id)
    final = and_(attempts.c.standing.in_([one.value for one in ENDED]), not_(results.c.provisional))
    query = query.where(final, attempts.c.ended_at.is_not(None), not_(heard)).limit(BATCH)
    if attempt_id:
        query = query.where(attempts.c.id == attempt_id)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(attempts.c.ended_at, results.c.revision)).all()
    done = [
        (
            row.person,
            Activity(
                row.source, ActivityKind.PAPER, row.paper_id, row.ended_at,
                round((row.ended_at - row.started_at).total_seconds() / 60) if row.started_at else 0,
                round(100 * row.score / row.possible, 2) if row.possible else 0.0, row.passed,
            ),
        )
        for row in rows
    ]  # fmt: skip
    return tell(engine, done, now)


def _mastered(engine: Engine, now: datetime) -> int:
    done: list[tuple[str, Activity]] = []
    with engine.connect() as connection:
        opened = open_cycles(connection, now)
        for cycle, requirement in opened:
            for part in requirement.parts:
                if part.kind is not ActivityKind.PRACTICE or not part.subjects:
                    continue
                meant = digests_named(everything(engine), part.subjects, day_of(now))
                subjects = {digest: subject for subject, digests in meant.items() for digest in digests}
                name = literal(f"practice:{cycle.id}:") + practice_answers.c.person + ":" + practice_answers.c.digest
                heard = exists().where(activities.c.source == name)
                query = select(practice_answers.c.person).distinct().where(
                    practice_answers.c.digest.in_(subjects), practice_answers.c.at >= cycle.opens_at, not_(heard)
                )  # fmt: skip
                for person in connection.scalars(query).all():
                    known = mastery(engine, person, subjects, now)
                    done += [
                        (person, Activity(f"practice:{cycle.id}:{person}:{digest}", part.kind, subjects[digest], now,
                                          score=round(share * 100, 2)))
                        for digest, share in known.items() if share * 100 >= part.pass_mark
                    ]  # fmt: skip
    return tell(engine, done, now)
