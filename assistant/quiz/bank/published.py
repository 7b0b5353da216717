"""What may be drawn or practised now, read again only when something was done to the bank."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Engine, func, select

from assistant.quiz.bank.life import Standing
from assistant.quiz.bank.store import Bank, Kept
from assistant.quiz.bank.tables import item_events


class PublishedPool:
    """The published items; safe for threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._at = -1
        self._items: tuple[Kept, ...] = ()

    def items(self) -> tuple[Kept, ...]:
        """Those published now, by id."""
        with self._engine.connect() as connection:
            newest = connection.scalar(select(func.max(item_events.c.id))) or 0
        with self._lock:
            if newest != self._at:
                self._items, self._at = tuple(Bank(self._engine).all(Standing.PUBLISHED)), newest
            return self._items
