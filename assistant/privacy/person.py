"""One person's data: all of it as values, and erased as far as no law says that it must stay.

What must stay is the record of training and of examinations: it is kept under a name that tells nothing. The audit log
names accounts by ids alone and is never changed; the account's row stays behind its id, empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    cast,
    delete,
    false,
    literal,
    or_,
    select,
    update,
)

from assistant.accounts.account import LastAdministrator
from assistant.accounts.directory import administrators, folded
from assistant.accounts.principal import Principal, Role
from assistant.accounts.secrets import new_id
from assistant.accounts.tables import (
    access_tokens,
    account_identities,
    account_roles,
    account_units,
    accounts,
    sessions,
    sign_in_failures,
    sign_in_links,
)
from assistant.audit.log import record
from assistant.audit.tables import audit_log
from assistant.backup.values import to_plain
from assistant.conversations.tables import conversation_turns, conversations
from assistant.quiz.examinations.tables import answers, attempts, candidates, results
from assistant.quiz.practice.tables import practice_answers, review_cards
from assistant.training.tables import (
    activities,
    assignments,
    certificates,
    excuses,
    ledger,
    people,
    pledges,
    postings,
    sign_ins,
)

SECRET = frozenset({"password", "digest", "secret_digest", "code"})
"""Columns that prove who somebody is: they are nobody's to take away."""
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is meant: an account, a person of the roster, or both, tied by the staff number."""

    account_id: str
    sign_in_name: str
    staff_number: str
    roster_id: int | None

    @property
    def sat_as(self) -> tuple[str, ...]:
        """What examinations and practice are kept under."""
        return tuple(name for name in (self.staff_number, self.account_id) if name)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: rows deleted, rows kept under `pseudonym`."""

    pseudonym: str
    deleted: int
    kept: int


class NoSuchPerson(Exception):  # noqa: N818 - says what is the matter
    """Nobody has that sign-in name or staff number."""

    def __init__(self, named: str) -> None:
        super().__init__(f"nobody has the sign-in name or staff number {named!r}: compare the list of accounts")


def find(engine: Engine, named: str) -> Person:
    """The person with a sign-in name or a staff number.

    Raises:
        NoSuchPerson: there is none.
    """
    with engine.connect() as connection:
        named_so = or_(accounts.c.sign_in_name == folded(named), accounts.c.staff_number == named)
        account = connection.execute(select(accounts).where(named_so)).mappings().first()
        number = (account["staff_number"] if account else "") or named
        on_roster = connection.scalar(select(people.c.id).where(people.c.staff_number == number))
    if account is None and on_roster is None:
        raise NoSuchPerson(named)
    known = number if on_roster is not None or (account and account["staff_number"]) else ""
    return Person(account["id"] if account else "", account["sign_in_name"] if account else "", known, on_roster)


def export(engine: Engine, person: Person, by: Principal, at: datetime) -> dict[str, Any]:
    """All that is kept of a person, by table; that it was taken out is in the audit log."""
    by.require(Role.ADMIN)
    with engine.begin() as connection:
        found = {table.name: _rows(connection, table, where) for table, where in _places(person)}
        record(connection, "person.export", _subject(person), who=by.account_id, at=at)
    return {name: rows for name, rows in found.items() if rows}


def erase(engine: Engine, person: Person, by: Principal, at: datetime) -> Erased:
    """Erases a person, all in one transaction; what must stay is kept under a pseudonym.

    Raises:
        LastAdministrator: nobody would be left to administer.
        ValueError: it is oneself.
    """
    by.require(Role.ADMIN)
    if person.account_id and person.account_id == by.account_id:
        raise ValueError("nobody erases themselves: ask another administrator")
    pseudonym = f"erased-{new_id()}"
    with engine.begin() as connection:
        managed = administrators(connection)
        deleted = sum(connection.execute(delete(t).where(where)).rowcount for t, where in _erasable(person))
        kept = sum(
            connection.execute(update(t).where(where).values(**values)).rowcount
            for t, where, values in _kept(person, pseudonym)
        )
        if managed and not administrators(connection):
            raise LastAdministrator
        record(
            connection, "person.erase", _subject(person), who=by.account_id, at=at, pseudonym=pseudonym,
            deleted=deleted, kept=kept,
        )  # fmt: skip
    return Erased(pseudonym, deleted, kept)


def _subject(person: Person) -> str:
    return f"account:{person.account_id}" if person.account_id else f"person:{person.roster_id}"


def _places(person: Person) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Every table that knows of a person, with what finds their rows."""
    mine = [(table, _own(table, person)) for table in (account_roles, account_units, account_identities)]
    of_attempts = select(attempts.c.id).where(attempts.c.person.in_(person.sat_as))
    of_assignments = select(assignments.c.id).where(assignments.c.person_id == person.roster_id)
    roster = [(table, table.c.person_id == person.roster_id) for table in _TRAINING]
    return (
        *_erasable(person),
        (accounts, accounts.c.id == person.account_id),
        *mine,
        (people, people.c.id == person.roster_id),
        *roster,
        (excuses, excuses.c.assignment_id.in_(of_assignments)),
        (certificates, certificates.c.assignment_id.in_(of_assignments)),
        (candidates, candidates.c.person.in_(person.sat_as)),
        (attempts, attempts.c.person.in_(person.sat_as)),
        (answers, answers.c.attempt_id.in_(of_attempts)),
        (results, results.c.attempt_id.in_(of_attempts)),
        (audit_log, _noted(person)),
    )


_TRAINING = (postings, assignments, activities, ledger, pledges, sign_ins)


def _erasable(person: Person) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """What nothing obliges anybody to keep, what rests on others first."""
    of_conversations = select(conversations.c.id).where(_own(conversations, person))
    return (
        (conversation_turns, conversation_turns.c.conversation_id.in_(of_conversations)),
        (conversations, _own(conversations, person)),
        (sessions, _own(sessions, person)),
        (sign_in_links, _own(sign_in_links, person)),
        (sign_in_failures, sign_in_failures.c.sign_in_name == (person.sign_in_name or NOBODY)),
        (access_tokens, _own(access_tokens, person)),
        (practice_answers, practice_answers.c.person.in_(person.sat_as)),
        (review_cards, review_cards.c.person.in_(person.sat_as)),
    )


def _kept(person: Person, pseudonym: str) -> Sequence[tuple[Table, ColumnElement[bool], dict[str, Any]]]:
    """What must stay, with what takes the place of the name in it."""
    of_assignments = select(assignments.c.id).where(assignments.c.person_id == person.roster_id)
    nobody = {"sign_in_name": pseudonym, "name": pseudonym, "staff_number": "", "password": None, "active": False}
    leaver = {"staff_number": pseudonym, "name": pseudonym, "email": "", "post": "", "rank": "", "active": False}
    tied = {"account_id": person.account_id or pseudonym}
    return (
        (accounts, accounts.c.id == person.account_id, nobody),
        (people, people.c.id == person.roster_id, leaver),
        (postings, postings.c.person_id == person.roster_id, {"name": pseudonym, "post": "", "rank": ""}),
        (certificates, certificates.c.assignment_id.in_(of_assignments), {"name": pseudonym}),
        (excuses, excuses.c.assignment_id.in_(of_assignments), {"reason": "", "evidence": ""}),
        (pledges, pledges.c.person_id == person.roster_id, tied),
        *((table, table.c.person_id == person.roster_id, _unnamed(table, pseudonym)) for table in (activities, ledger)),
        (candidates, candidates.c.person.in_(person.sat_as), {"person": pseudonym, "name": pseudonym}),
        (attempts, attempts.c.person.in_(person.sat_as), {"person": pseudonym, "name": pseudonym}),
    )


def _unnamed(table: Table, pseudonym: str) -> dict[str, Any]:
    """What a record came from, which may name the person, as something that is unique all the same."""
    return {"source": literal(f"{pseudonym}:") + cast(table.c.id, String)}


def _own(table: Table, person: Person) -> ColumnElement[bool]:
    return table.c.account_id == person.account_id if person.account_id else false()


def _noted(person: Person) -> ColumnElement[bool]:
    """What the person did, and what was done to them."""
    if not person.account_id:
        return audit_log.c.subject == f"person:{person.roster_id}"
    return or_(audit_log.c.who == person.account_id, audit_log.c.subject == f"account:{person.account_id}")


def _rows(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = connection.execute(select(table).where(where)).mappings()
    return [{key: to_plain(value) for key, value in row.items() if key not in SECRET} for row in rows]
