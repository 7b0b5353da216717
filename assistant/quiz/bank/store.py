"""The bank in the database: items added, edited, moved through their life; each change one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, insert, select, update

from assistant.quiz.bank.life import Action, Refusal, Standing, move
from assistant.quiz.bank.tables import item_events, item_versions, items
from assistant.quiz.formats.json_lines import from_json, to_json
from assistant.quiz.model import Item


@dataclass(frozen=True, slots=True)
class Kept:
    """An item as the bank has it: its present version, its standing, who wrote that version."""

    item: Item
    version: int
    standing: Standing
    author: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to an item."""

    version: int
    action: Action
    standing: Standing
    who: str
    at: datetime
    note: str


class Bank:
    """The question bank. `at` is always aware UTC."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, *standings: Standing) -> list[Kept]:
        """The items in these standings, or all of them, by id."""
        query = _present().order_by(items.c.id)
        if standings:
            query = query.where(items.c.standing.in_([standing.value for standing in standings]))
        return [_kept(row) for row in self._rows(query)]

    def get(self, item_id: str) -> Kept | None:
        """An item as it is now."""
        rows = self._rows(_present().where(items.c.id == item_id))
        return _kept(rows[0]) if rows else None

    def version(self, item_id: str, version: int) -> Item | None:
        """An item as it was: what an attempt was shown."""
        query = select(item_versions.c.content).where(
            item_versions.c.item_id == item_id, item_versions.c.version == version
        )
        rows = self._rows(query)
        return from_json(rows[0]["content"]) if rows else None

    def history(self, item_id: str) -> list[Event]:
        """All that was done to an item, the oldest first."""
        query = select(item_events).where(item_events.c.item_id == item_id).order_by(item_events.c.id)
        return [
            Event(row["version"], Action(row["action"]), Standing(row["standing"]), row["who"], row["at"], row["note"])
            for row in self._rows(query)
        ]

    def put(self, given: Iterable[Item], *, who: str, at: datetime, note: str = "") -> dict[str, Action]:
        """Adds new items as drafts and gives changed ones a new version; what is unchanged isn't touched."""
        done: dict[str, Action] = {}
        with self._engine.begin() as connection:
            for item in given:
                action = self._put(connection, replace(item, number=item.id), who, _aware(at), note)
                if action:
                    done[item.id] = action
        return done

    def act(self, item_id: str, action: Action, *, who: str, at: datetime, note: str = "") -> Standing | Refusal:
        """Moves an item through its life, or says why not.

        Raises:
            KeyError: there is no such item.
        """
        with self._engine.begin() as connection:
            row = _row(connection, item_id)
            if row is None:
                raise KeyError(f"the bank has no item {item_id}: list its items with `integrity quiz export`")
            moved = move(Standing(row["standing"]), action, who=who, author=row["author"])
            if isinstance(moved, Standing):
                connection.execute(update(items).where(items.c.id == item_id).values(standing=moved.value))
                _note(connection, item_id, row["version"], action, moved, who, _aware(at), note)
            return moved

    def recite(self, item_id: str, item: Item, *, who: str, at: datetime, note: str) -> None:
        """A new version that differs only in where its article stands; the standing stays."""
        with self._engine.begin() as connection:
            row = _row(connection, item_id)
            if row is not None:
                standing = Standing(row["standing"])
                _write(connection, item, row["version"] + 1, standing, row["author"], _aware(at))
                _note(connection, item_id, row["version"] + 1, Action.RECITE, standing, who, _aware(at), note)

    def _put(self, connection: Connection, item: Item, who: str, at: datetime, note: str) -> Action | None:
        row = _row(connection, item.id)
        if row is None:
            _write(connection, item, 1, Standing.DRAFT, who, at)
            _note(connection, item.id, 1, Action.CREATE, Standing.DRAFT, who, at, note)
            return Action.CREATE
        if from_json(row["content"]) == item:
            return None
        _write(connection, item, row["version"] + 1, Standing.DRAFT, who, at)
        _note(connection, item.id, row["version"] + 1, Action.EDIT, Standing.DRAFT, who, at, note)
        return Action.EDIT

    def _rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _present() -> Select[Any]:
    now = (items.c.id == item_versions.c.item_id) & (items.c.version == item_versions.c.version)
    return select(items, item_versions.c.content).join(item_versions, now)


def _row(connection: Connection, item_id: str) -> RowMapping | None:
    return connection.execute(_present().where(items.c.id == item_id)).mappings().first()


def _kept(row: RowMapping) -> Kept:
    return Kept(from_json(row["content"]), row["version"], Standing(row["standing"]), row["author"])


def _write(connection: Connection, item: Item, version: int, standing: Standing, author: str, at: datetime) -> None:
    values = {
        "standing": standing.value,
        "version": version,
        "author": author,
        "type": item.type.value,
        "document_id": item.proof.document_id if item.proof else "",
        "digest": item.proof.digest if item.proof else "",
    }
    if version == 1:
        connection.execute(insert(items).values(id=item.id, **values))
    else:
        connection.execute(update(items).where(items.c.id == item.id).values(**values))
    content = {"item_id": item.id, "version": version, "content": to_json(item), "author": author, "at": at}
    connection.execute(insert(item_versions).values(**content))


def _note(
    connection: Connection,
    item_id: str,
    version: int,
    action: Action,
    standing: Standing,
    who: str,
    at: datetime,
    note: str,
) -> None:
    values = {"item_id": item_id, "version": version, "action": action.value, "standing": standing.value}
    connection.execute(insert(item_events).values(**values, who=who, at=at, note=note))


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("the time of a change in the bank must have a time zone: pass an aware UTC datetime")
    return at
