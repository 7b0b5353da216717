"""Writes the audit log inside the transaction of what it records, and proves that nothing in it was changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from assistant.audit.tables import audit_head, audit_log
from assistant.database.instant import in_utc

FIRST = "0" * 64
HEAD = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `digest` covers it and, through the entry before it, all that came earlier."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    detail: Mapping[str, object]
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not what was written: changed, missing, or added by another hand."""

    id: int


def record(connection: Connection, action: str, subject: str, *, who: str, at: datetime, **detail: object) -> None:
    """Adds an entry in the caller's transaction: what is rolled back was never recorded.

    Args:
        connection: inside a transaction; from here to its end other writers of the log wait.
        action: what was done, as `thing.verb`: "requirement.create".
        subject: what it was done to, as `kind:id`.
        who: the account's id, or the name of the program's own part.
        at: when, aware.
        detail: what else to keep; values of JSON, no personal data beyond identifiers.
    """
    head = update(audit_head).where(audit_head.c.id == HEAD).values(length=audit_head.c.length + 1)
    number = connection.execute(head.returning(audit_head.c.length)).scalar_one()
    before = connection.scalar(select(audit_log.c.digest).where(audit_log.c.id == number - 1)) or FIRST
    at = in_utc(at)
    digest = _digest(before, number, at, who, action, subject, detail)
    row = {"id": number, "at": at, "who": who, "action": action, "subject": subject, "detail": detail}
    connection.execute(insert(audit_log).values(**row, digest=digest))


def entries(engine: Engine, *, subject: str = "", after: int = 0, limit: int = 1000) -> list[Entry]:
    """Entries in the order in which they were made, those after `after`, about one subject or all."""
    query = select(audit_log).where(audit_log.c.id > after).order_by(audit_log.c.id).limit(limit)
    if subject:
        query = query.where(audit_log.c.subject == subject)
    with engine.connect() as connection:
        return [_entry(row) for row in connection.execute(query).mappings()]


def verify(engine: Engine) -> Break | None:
    """The first entry where the chain does not hold; None if every entry is as it was written."""
    digest, expected = FIRST, 0
    for entry in _all(engine):
        expected += 1
        digest = _digest(digest, entry.id, entry.at, entry.who, entry.action, entry.subject, entry.detail)
        if entry.id != expected or entry.digest != digest:
            return Break(expected)
    with engine.connect() as connection:
        length = connection.scalar(select(audit_head.c.length).where(audit_head.c.id == HEAD))
    return None if length == expected else Break(expected + 1)


def _all(engine: Engine) -> Iterator[Entry]:
    after = 0
    while page := entries(engine, after=after):
        yield from page
        after = page[-1].id


def _entry(row: RowMapping) -> Entry:
    return Entry(**row)


def _digest(before: str, number: int, at: datetime, who: str, action: str, subject: str, detail: object) -> str:
    whole = [before, number, at.isoformat(), who, action, subject, detail]
    return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
