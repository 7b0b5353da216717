"""What the machine did to a program, told from its errors: the disk is full or read-only, the database gone."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum


class Trouble(StrEnum):
    """What is the matter with the machine; each has its words, which say what to do."""

    FULL = "full"
    READ_ONLY = "read-only"
    GONE = "gone"


_BY_NUMBER = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
}
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
}
_BY_SQLSTATE = {"53100": Trouble.FULL, "25006": Trouble.READ_ONLY, "57P01": Trouble.GONE, "57P03": Trouble.GONE}
_BY_TEXT = {  # Chroma and tantivy are written in other languages and pass on nothing but text
    "database or disk is full": Trouble.FULL,
    "no space left on device": Trouble.FULL,
    "file too large": Trouble.FULL,
    "readonly database": Trouble.READ_ONLY,
    "read-only file system": Trouble.READ_ONLY,
}
_LOST = frozenset({"OperationalError", "InterfaceError", "ConnectionTimeout"})


def trouble_in(error: BaseException) -> Trouble | None:
    """What the machine did; None for an error of another kind."""
    found = [trouble for one in _all(error) if (trouble := _trouble(one))]
    return found[0] if found else None


def _all(error: BaseException) -> Iterator[BaseException]:
    """An error with those that it came from."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__context__, one.__cause__, getattr(one, "orig", None)]


def _trouble(error: BaseException) -> Trouble | None:
    if isinstance(error, OSError) and error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BY_SQLITE:
            return _BY_SQLITE[code]
    state = getattr(error, "sqlstate", "missing")
    if state in _BY_SQLSTATE:
        return _BY_SQLSTATE[str(state)]
    if state is None and type(error).__name__ in _LOST:  # psycopg has no state for a server that it cannot reach
        return Trouble.GONE
    text = str(error).lower()
    return next((trouble for sign, trouble in _BY_TEXT.items() if sign in text), None)
