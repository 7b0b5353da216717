"""What the question log shows to those who may see it: what is asked most, was not found, did not help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import ColumnElement, Engine, case, func, select

from assistant.accounts.principal import Principal, Role
from assistant.answering.model import AnswerStatus
from assistant.questions.tables import question_log
from knowledge.model import Audience

MOST, STEPS = 100, 10


class Listing(StrEnum):
    """Which questions are wanted."""

    MOST_ASKED = "most_asked"
    NOT_FOUND = "not_found"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class AskedOften:
    """A question, however often it was put; `reasons` are those given for its answers not helping."""

    question: str
    times: int
    not_found: int
    unhelpful: int
    last: datetime
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the log is looked at."""

    since: datetime | None = None
    audience: Audience | None = None
    containing: str = ""


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Totals:
    """How the questions looked at went."""

    asked: int
    different: int
    not_found: int
    helpful: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time: how much was asked in it, and how much of that was not found."""

    since: datetime
    asked: int
    not_found: int


@dataclass(frozen=True, slots=True)
class QuestionReader:
    """Reads the log for those whose role may."""

    engine: Engine
    readers: frozenset[Role]

    def listing(
        self, principal: Principal, which: Listing, wanted: Wanted = EVERYTHING, *, limit: int = MOST
    ) -> list[AskedOften]:
        """The questions wanted, the most frequent first; those whose words were withheld are left out.

        Raises:
            Forbidden: the setting lets none of the principal's roles see the log.
        """
        principal.require(*self.readers)
        columns = question_log.c
        missed = func.sum(case((columns.status == AnswerStatus.NOT_FOUND.value, 1), else_=0))
        unhelpful = func.sum(case((columns.helpful.is_(False), 1), else_=0))
        query = (
            select(
                columns.asked_key,
                func.max(columns.question).label("question"),
                func.count().label("times"),
                missed.label("not_found"),
                unhelpful.label("unhelpful"),
                func.max(columns.at).label("last"),
            )
            .where(*_conditions(wanted))
            .group_by(columns.asked_key)
            .limit(limit)
        )
        counted = {Listing.MOST_ASKED: func.count(), Listing.NOT_FOUND: missed, Listing.UNHELPFUL: unhelpful}[which]
        query = query.having(counted > 0).order_by(counted.desc(), columns.asked_key)
        with self.engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        reasons = self._reasons([str(row["asked_key"]) for row in rows])
        return [
            AskedOften(
                row["question"],
                row["times"],
                row["not_found"],
                row["unhelpful"],
                row["last"],
                reasons.get(row["asked_key"], ()),
            )  # fmt: skip
            for row in rows
        ]

    def totals(self, principal: Principal, wanted: Wanted = EVERYTHING) -> Totals:
        """The counts over all questions looked at; those whose words were withheld are left out.

        Raises:
            Forbidden: the setting lets none of the principal's roles see the log.
        """
        principal.require(*self.readers)
        columns = question_log.c
        counted = [
            func.count(),
            func.count(columns.asked_key.distinct()),
            *(
                func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
                for condition in (
                    columns.status == AnswerStatus.NOT_FOUND.value,
                    columns.helpful.is_(True),
                    columns.helpful.is_(False),
                )
            ),
        ]
        with self.engine.connect() as connection:
            return Totals(*map(int, connection.execute(select(*counted).where(*_conditions(wanted))).one()))

    def course(self, principal: Principal, wanted: Wanted, since: datetime, until: datetime) -> list[Step]:
        """How much was asked and not found, in even steps from one moment to another.

        Raises:
            Forbidden: the setting lets none of the principal's roles see the log.
        """
        principal.require(*self.readers)
        columns = question_log.c
        edges = [since + (until - since) * step / STEPS for step in range(STEPS + 1)]
        within = [(columns.at >= first) & (columns.at < last) for first, last in pairwise(edges)]
        missed = columns.status == AnswerStatus.NOT_FOUND.value
        conditions = [*within, *(one & missed for one in within)]
        counted = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions]
        with self.engine.connect() as connection:
            counts = list(map(int, connection.execute(select(*counted).where(*_conditions(wanted))).one()))
        return [Step(*one) for one in zip(edges[:-1], counts[:STEPS], counts[STEPS:], strict=True)]

    def _reasons(self, keys: list[str]) -> dict[str, tuple[str, ...]]:
        columns = question_log.c
        query = select(columns.asked_key, columns.reason).where(columns.asked_key.in_(keys), columns.reason != "")
        found: dict[str, tuple[str, ...]] = {}
        with self.engine.connect() as connection:
            for key, reason in connection.execute(query.order_by(columns.at)):
                found[key] = (*found.get(key, ()), reason)
        return found


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns = question_log.c
    conditions = [columns.question != ""]
    if wanted.since:
        conditions.append(columns.at >= wanted.since)
    if wanted.audience:
        conditions.append(columns.audience == wanted.audience.value)
    if wanted.containing:
        conditions.append(columns.question.contains(wanted.containing, autoescape=True))
    return conditions
