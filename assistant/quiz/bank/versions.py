"""The versions of items as sheets hold them, many at once; a version never changes, so it is read once."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from sqlalchemy import Engine, select

from assistant.quiz.bank.tables import item_versions
from assistant.quiz.formats.json_lines import from_json
from assistant.quiz.model import Item

Reference = tuple[str, int]
MOST = 5000
AT_ONCE = 400


class ItemVersions:
    """Item versions by id and number, remembered between calls; safe for threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Reference, Item] = {}
        self._lock = Lock()

    def of(self, references: Iterable[Reference]) -> dict[Reference, Item]:
        """The versions asked for.

        Raises:
            KeyError: the bank has no such version.
        """
        wanted = set(references)
        with self._lock:
            found = {one: self._known[one] for one in wanted if one in self._known}
        lacking = {item_id for item_id, version in wanted - set(found)}
        if lacking:
            read = self._read(sorted(lacking))
            found |= {one: read[one] for one in wanted - set(found)}
            with self._lock:
                if len(self._known) > MOST:
                    self._known.clear()
                self._known |= found
        return found

    def _read(self, ids: list[str]) -> dict[Reference, Item]:
        read = {}
        with self._engine.connect() as connection:
            for start in range(0, len(ids), AT_ONCE):
                query = select(item_versions).where(item_versions.c.item_id.in_(ids[start : start + AT_ONCE]))
                for row in connection.execute(query).mappings():
                    read[row["item_id"], row["version"]] = from_json(row["content"])
        return read
