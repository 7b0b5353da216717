"""A database's values as JSON and back: what JSON has no word for is an object with one key, the kind of value."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from decimal import Decimal

MOMENT, DAY, OCTETS, DECIMAL, VERBATIM = "@moment", "@day", "@octets", "@decimal", "@verbatim"
KINDS = frozenset({MOMENT, DAY, OCTETS, DECIMAL, VERBATIM})


def to_plain(value: object) -> object:
    """The value in JSON's terms. A moment without a zone is one that SQLite kept: UTC."""
    match value:
        case datetime():
            moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return {MOMENT: moment.isoformat()}
        case date():
            return {DAY: value.isoformat()}
        case bytes() | memoryview():
            return {OCTETS: b64encode(bytes(value)).decode()}
        case Decimal():
            return {DECIMAL: str(value)}
        case dict() | list():
            return {VERBATIM: value}
        case _:
            return value


def from_plain(value: object) -> object:
    """The value that `to_plain` wrote."""
    if not isinstance(value, dict):
        return value
    [(kind, text)] = value.items()
    match kind:
        case "@moment":
            return datetime.fromisoformat(text)
        case "@day":
            return date.fromisoformat(text)
        case "@octets":
            return b64decode(text)
        case "@decimal":
            return Decimal(text)
        case "@verbatim":
            return text
    raise ValueError(f"unknown kind of value {kind}: the backup was made by a newer program; upgrade and try again")
