"""Values ⇄ rows of the help desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from assistant.helpdesk.life import Outcome, Standing
from assistant.helpdesk.model import Author, Message, Request
from assistant.helpdesk.sealing import Seal
from assistant.helpdesk.tables import help_messages, help_requests


def row_of(connection: Connection, number: str, *, held: bool = False) -> RowMapping | None:
    """A request's row that was not erased; `held` keeps other writers off until the transaction ends."""
    query = select(help_requests).where(help_requests.c.number == number, help_requests.c.erased_at.is_(None))
    return connection.execute(query.with_for_update() if held else query).mappings().first()


def request_of(row: RowMapping, seal: Seal) -> Request:
    """The request of a row, without contact and messages."""
    return Request(
        number=row["number"],
        standing=Standing(row["standing"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        received_at=row["received_at"],
        due_at=row["due_at"],
        replied_at=row["replied_at"],
        closed_at=row["closed_at"],
        claimed_by=row["claimed_by"],
        unit=row["unit"],
        language=row["language"],
        question=seal.open(row["question_sealed"]),
    )


def whole(connection: Connection, row: RowMapping, seal: Seal, *, authors: frozenset[Author]) -> Request:
    """The request with the messages of some authors."""
    query = select(help_messages).where(
        help_messages.c.number == row["number"], help_messages.c.author.in_([author.value for author in authors])
    )
    found = connection.execute(query.order_by(help_messages.c.id)).mappings()
    messages = tuple(Message(Author(m["author"]), m["at"], seal.open(m["text_sealed"]), m["who"]) for m in found)
    return replace(request_of(row, seal), messages=messages)


def write(
    connection: Connection, seal: Seal, number: str, author: Author, text: str, *, who: str, at: datetime
) -> None:
    """Adds a message."""
    values = {"number": number, "at": at, "author": author.value, "who": who, "text_sealed": seal.close(text)}
    connection.execute(insert(help_messages).values(**values))
