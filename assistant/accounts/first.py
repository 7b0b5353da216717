"""The first administrator: an account made at the first start, entered by a one-time link."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.principal import Role
from assistant.accounts.sign_in import SignIn

LINK_LASTS = timedelta(days=1)
FIRST_NAME = "admin"


def first_link(directory: Directory, sign_in: SignIn, *, at: datetime) -> str | None:
    """The secret of a link for the first administrator, made anew until it was used; None once somebody can enter."""
    everyone = directory.all()
    if any(account.has_password and account.active for account in everyone):
        return None
    first = next((account for account in everyone if Role.ADMIN in account.roles and account.active), None)
    if first is None:
        first = directory.add(PROGRAM, FIRST_NAME, frozenset(Role), at=at)
    return sign_in.make_link(first.id, at=at, lasts=LINK_LASTS)
