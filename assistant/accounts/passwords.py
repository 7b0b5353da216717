"""Passwords: argon2id, a floor of length, and the same time spent whether the account exists or not."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
AT_ONCE = 4
"""Each computation takes 19 MiB and a core for some 30 ms: more at once wait."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_room = BoundedSemaphore(AT_ONCE)


class WeakPassword(Exception):  # noqa: N818 - says what is the matter
    """A password that would not hold."""

    def __init__(self) -> None:
        super().__init__(
            f"a password needs {SHORTEST} to {LONGEST} characters, not all the same and not the account's name: "
            "choose another"
        )


def hash_password(password: str, sign_in_name: str) -> str:
    """The form in which a password is kept.

    Raises:
        WeakPassword: it is too short, too long, one character repeated, or the account's own name.
    """
    plain = password.strip().lower()
    if not SHORTEST <= len(password) <= LONGEST or len(set(plain)) < 4 or plain == sign_in_name.lower():
        raise WeakPassword
    with _room:
        return _hasher.hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept; without one kept it takes as long and is no."""
    with _room:
        try:
            _hasher.verify(kept or _nobodys(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
