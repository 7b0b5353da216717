"""Conversations of signed-in people: each sees, continues and forgets only their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from assistant.accounts.principal import Principal
from assistant.accounts.secrets import new_id
from assistant.conversations.tables import conversation_turns, conversations

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in the list of one's own; the title is its first question."""

    id: str
    title: str
    created_at: datetime
    used_at: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question with its answer as the contract's JSON."""

    number: int
    at: datetime
    as_of: date
    answer: Mapping[str, Any]


class Conversations:
    """The history of everybody, opened with the Principal whose it is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, by: Principal, conversation_id: str, answer: Mapping[str, Any], as_of: date, *, at: datetime) -> str:
        """Keeps a turn; without a conversation, or with one that is not theirs, a new one begins. Its id."""
        with self._engine.begin() as connection:
            if not self._owned(connection, by, conversation_id):
                conversation_id = new_id()
                title = str(answer["question"])[:LONGEST_TITLE]
                row = {"id": conversation_id, "account_id": by.account_id, "title": title}
                connection.execute(insert(conversations).values(**row, created_at=at, used_at=at))
            this = conversation_turns.c.conversation_id == conversation_id
            last = connection.scalar(select(func.max(conversation_turns.c.number)).where(this)) or 0
            turn = {"conversation_id": conversation_id, "number": last + 1, "at": at, "as_of": as_of.isoformat()}
            connection.execute(insert(conversation_turns).values(**turn, answer=dict(answer)))
            self._use(connection, conversation_id, at)
        return conversation_id

    def latest(self, by: Principal, *, limit: int = 200) -> list[Kept]:
        """One's own, the last used first."""
        query = (
            select(conversations, func.count(conversation_turns.c.number).label("turns"))
            .join(conversation_turns)
            .where(conversations.c.account_id == by.account_id)
            .group_by(*conversations.c)
            .order_by(conversations.c.used_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [Kept(row["id"], row["title"], row["created_at"], row["used_at"], row["turns"]) for row in rows]

    def turns(self, by: Principal, conversation_id: str) -> list[KeptTurn]:
        """The turns of one of one's own, in order; none if it is not there or not theirs."""
        query = (
            select(conversation_turns)
            .where(conversation_turns.c.conversation_id == conversation_id)
            .order_by(conversation_turns.c.number)
        )
        with self._engine.connect() as connection:
            if not self._owned(connection, by, conversation_id):
                return []
            rows = connection.execute(query).mappings().all()
        return [KeptTurn(row["number"], row["at"], date.fromisoformat(row["as_of"]), row["answer"]) for row in rows]

    def use(self, by: Principal, conversation_id: str, *, at: datetime) -> bool:
        """Makes one of one's own the last used, so that the page goes on with it."""
        with self._engine.begin() as connection:
            owned = self._owned(connection, by, conversation_id)
            if owned:
                self._use(connection, conversation_id, at)
        return owned

    def forget(self, by: Principal, conversation_id: str = "") -> int:
        """Deletes one of one's own, or all; how many."""
        mine = conversations.c.account_id == by.account_id
        if conversation_id:
            mine &= conversations.c.id == conversation_id
        with self._engine.begin() as connection:
            return connection.execute(delete(conversations).where(mine)).rowcount

    def _owned(self, connection: Connection, by: Principal, conversation_id: str) -> bool:
        query = select(conversations.c.account_id).where(conversations.c.id == conversation_id)
        return connection.scalar(query) == by.account_id

    def _use(self, connection: Connection, conversation_id: str, at: datetime) -> None:
        this = conversations.c.id == conversation_id
        connection.execute(update(conversations).where(this).values(used_at=at))
