"""Setting an examination: its terms, who sits it, and the freezing of its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select, update

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations import terms as rules
from assistant.quiz.examinations.freezing import PoolTooSmall, attempt_row, sheet_for
from assistant.quiz.examinations.seen import seen
from assistant.quiz.examinations.store import Examination, find_examination, to_examination
from assistant.quiz.examinations.tables import attempts, candidates, examinations
from assistant.quiz.examinations.terms import AttemptStanding, Standing, Terms
from assistant.quiz.papers.store import new_id, published, read_paper


class Refusal(StrEnum):
    """Why an examination isn't set, changed or announced."""

    WINDOW = "window"
    ATTEMPTS = "attempts"
    MAKE_UP = "make_up"
    NO_PAPER = "no_paper"
    NO_TITLE = "no_title"
    NOT_A_DRAFT = "not_a_draft"
    OVER = "over"  # its window has closed
    OPEN = "open"  # its window has opened
    PAPER_OUTDATED = "paper_outdated"  # an item of the paper is no longer published in that version
    POOL_TOO_SMALL = "pool_too_small"


TRAINERS = (Role.TRAINER, Role.ADMIN)


class Examinations:
    """The examinations as trainers set them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._versions = ItemVersions(engine)

    def set(
        self, who: Principal, title: str, paper_id: str, terms: Terms, people: Mapping[str, str], at: datetime
    ) -> Examination | tuple[Refusal, ...]:
        """A draft of an examination. `people` are those listed for it: staff numbers with names."""
        who.require(*TRAINERS)
        if refused := self._faults(title, paper_id, terms):
            return refused
        made = new_id()
        with self._engine.begin() as connection:
            row = {"id": made, "title": title.strip(), "paper_id": paper_id, "standing": Standing.DRAFT.value}
            about = {"pool": [], "author": who.account_id, "at": at}
            connection.execute(insert(examinations).values(**row, **asdict(terms), **about))
            _list(connection, made, people)
            record(connection, "examination.set", f"examination:{made}", who=who.account_id, at=at, paper=paper_id)
            return _read(connection, made)

    def change(
        self, who: Principal, examination_id: str, title: str, paper_id: str, terms: Terms, at: datetime,
        people: Mapping[str, str] | None = None,
    ) -> Examination | tuple[Refusal, ...]:  # fmt: skip
        """Changes a draft; the list of people stays if none is given."""
        who.require(*TRAINERS)
        if refused := self._faults(title, paper_id, terms):
            return refused
        with self._engine.begin() as connection:
            if _read(connection, examination_id).standing is not Standing.DRAFT:
                return (Refusal.NOT_A_DRAFT,)
            changed = update(examinations).where(examinations.c.id == examination_id)
            connection.execute(changed.values(title=title.strip(), paper_id=paper_id, **asdict(terms)))
            if people is not None:
                connection.execute(delete(candidates).where(candidates.c.examination_id == examination_id))
                _list(connection, examination_id, people)
            record(connection, "examination.change", f"examination:{examination_id}", who=who.account_id, at=at)
            return _read(connection, examination_id)

    def announce(self, who: Principal, examination_id: str, at: datetime) -> Examination | tuple[Refusal, ...]:
        """Freezes the papers: the pool, and a first sheet for everyone listed; from now on the terms stand.

        An announced examination that hasn't opened may be announced again: its papers are frozen anew.
        """
        who.require(*TRAINERS)
        with self._engine.begin() as connection:
            found = _read(connection, examination_id)
            if found.standing is Standing.CANCELLED:
                return (Refusal.NOT_A_DRAFT,)
            if at >= found.terms.closes:
                return (Refusal.OVER,)
            if found.standing is Standing.ANNOUNCED and at >= found.terms.opens:
                return (Refusal.OPEN,)
            refused = self._freeze(connection, found, at)
            if refused:
                return (refused,)
            record(connection, "examination.announce", f"examination:{examination_id}", who=who.account_id, at=at)
            return _read(connection, examination_id)

    def cancel(self, who: Principal, examination_id: str, reason: str, at: datetime) -> None:
        """Nobody can start or go on with it; what was given is kept."""
        who.require(*TRAINERS)
        with self._engine.begin() as connection:
            values = {"standing": Standing.CANCELLED.value}
            connection.execute(update(examinations).where(examinations.c.id == examination_id).values(**values))
            subject = f"examination:{examination_id}"
            record(connection, "examination.cancel", subject, who=who.account_id, at=at, reason=reason)

    def get(self, who: Principal, examination_id: str) -> Examination | None:
        """An examination."""
        who.require(*TRAINERS)
        with self._engine.connect() as connection:
            return find_examination(connection, examination_id)

    def all(self, who: Principal) -> list[Examination]:
        """All examinations, those that open last first."""
        who.require(*TRAINERS)
        query = select(examinations).order_by(examinations.c.opens.desc(), examinations.c.id)
        with self._engine.connect() as connection:
            return [to_examination(row) for row in connection.execute(query).mappings()]

    def people(self, who: Principal, examination_id: str) -> dict[str, str]:
        """Those listed whom someone may see: staff numbers with names."""
        who.require(*TRAINERS)
        own = select(candidates).where(candidates.c.examination_id == examination_id).order_by(candidates.c.person)
        with self._engine.connect() as connection:
            listed = {row["person"]: row["name"] for row in connection.execute(own).mappings()}
            known = seen(connection, who, _read(connection, examination_id).author, listed)
            return {person: name for person, name in listed.items() if person in known}

    def _faults(self, title: str, paper_id: str, terms: Terms) -> tuple[Refusal, ...]:
        found = [Refusal(name) for name in rules.faults(terms)]
        if not title.strip():
            found.append(Refusal.NO_TITLE)
        if read_paper(self._engine, paper_id) is None:
            found.append(Refusal.NO_PAPER)
        return tuple(found)

    def _freeze(self, connection: Connection, found: Examination, at: datetime) -> Refusal | None:
        paper = read_paper(self._engine, found.paper_id)
        if paper is None:
            return Refusal.NO_PAPER
        now = {(one.item.id, one.version) for one in published(self._engine)}
        if not {(slot.item_id, slot.version) for slot in paper.sheet} <= now:
            return Refusal.PAPER_OUTDATED
        pool = [] if paper.sheet else sorted(now)
        values = {"standing": Standing.ANNOUNCED.value, "frozen_at": at, "pool": [list(one) for one in pool]}
        connection.execute(update(examinations).where(examinations.c.id == found.id).values(**values))
        frozen = _read(connection, found.id)
        own = attempts.c.examination_id == found.id
        connection.execute(delete(attempts).where(own, attempts.c.standing == AttemptStanding.FROZEN.value))
        listed = select(candidates).where(candidates.c.examination_id == found.id)
        people = connection.execute(listed).mappings().all()
        try:
            rows = [
                attempt_row(frozen, row["person"], row["name"], 1, sheet, at)
                for row in people
                if (sheet := sheet_for(frozen, paper, self._versions, row["person"], 1))
            ]
            if not rows:
                sheet_for(frozen, paper, self._versions, "", 1)
        except PoolTooSmall:
            connection.rollback()
            return Refusal.POOL_TOO_SMALL
        if rows:
            connection.execute(insert(attempts), rows)
        return None


def _read(connection: Connection, examination_id: str) -> Examination:
    found = find_examination(connection, examination_id)
    if found is None:
        raise KeyError(f"there is no examination {examination_id}")
    return found


def _list(connection: Connection, examination_id: str, people: Mapping[str, str]) -> None:
    rows = [{"examination_id": examination_id, "person": person, "name": name} for person, name in people.items()]
    if rows:
        connection.execute(insert(candidates), rows)
