"""Corrections of what was read from a file: title, number, issuer, dates, audience, validity.

They belong to the file and the document's place in it, and are applied whenever it is read, before anything is
compared, staged or indexed: so they hold in the catalogue, the indexes and the answers alike, and survive a re-reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, bindparam, delete, insert, select

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.curation.tables import corrections
from knowledge.model import Audience, DateName, DocumentType, ParsedDocument, Status

TEXTS = ("title", "number", "issuer", "region")
Fields = Mapping[str, Any]
OF_A_FILE = select(corrections.c.position, corrections.c.fields).where(corrections.c.path == bindparam("path"))
"""Asked for every document that is read, so put together once."""


class Corrections:
    """The corrections of every file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def set(self, by: Principal, path: str, position: int, fields: Fields, *, at: datetime) -> None:
        """Sets what is to be put right of a document of a file; nothing takes back what was set.

        Raises:
            Forbidden: not an administrator.
            ValueError: a field cannot be read.
        """
        by.require(Role.ADMIN)
        check(fields)
        this = (corrections.c.path == path) & (corrections.c.position == position)
        with self._engine.begin() as connection:
            connection.execute(delete(corrections).where(this))
            if fields:
                row = {"path": path, "position": position, "fields": dict(fields), "who": by.account_id, "at": at}
                connection.execute(insert(corrections).values(**row))
            changed = sorted(fields)
            record(connection, "document.correct", f"file:{path}"[:200], who=by.account_id, at=at, fields=changed)

    def of(self, path: str) -> dict[int, Fields]:
        """What is put right of a file: position → fields."""
        with self._engine.connect() as connection:
            return {row.position: row.fields for row in connection.execute(OF_A_FILE, {"path": path})}

    def apply(self, path: str, position: int, document: ParsedDocument) -> ParsedDocument:
        """A document as it is after its corrections."""
        return corrected(document, self.of(path).get(position, {}))


def check(fields: Fields) -> None:
    """Sees that every field can be read.

    Raises:
        ValueError: one cannot.
    """
    if unknown := set(fields) - {*TEXTS, "type", "audience", "declared", "dates"}:
        raise ValueError(f"no such field of a document: {', '.join(sorted(unknown))}")
    if "title" in fields and not str(fields["title"]).strip():
        raise ValueError("a document needs a title: give one")
    corrected(ParsedDocument("x", DocumentType.OTHER, ()), fields)


def corrected(document: ParsedDocument, fields: Fields) -> ParsedDocument:
    """A document with some of its fields put right; a date of "" is taken away."""
    values: dict[str, Any] = {name: str(fields[name]).strip() for name in TEXTS if name in fields}
    if "type" in fields:
        values["type"] = DocumentType(fields["type"])
    if "audience" in fields:
        values["audience"] = Audience(fields["audience"])
    if "declared" in fields:
        values["declared"] = Status(fields["declared"])
    if "dates" in fields:
        dates = dict(document.dates)
        for name, day in fields["dates"].items():
            dates.pop(DateName(name), None)
            if day:
                dates[DateName(name)] = date.fromisoformat(day)
        values["dates"] = dates
    return replace(document, **values)
