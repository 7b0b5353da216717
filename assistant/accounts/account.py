"""An account as people administer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.accounts.principal import Principal, Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account; `staff_number` ties it to the roster, `units` are those whose people a trainer sees."""

    id: str
    sign_in_name: str
    name: str
    staff_number: str
    active: bool
    created_at: datetime
    has_password: bool
    roles: frozenset[Role]
    units: frozenset[str]

    def principal(self) -> Principal:
        """The person as services know them."""
        return Principal(self.id, self.name, self.staff_number, self.roles, self.units)


class NameTaken(Exception):  # noqa: N818 - says what is the matter
    """Another account signs in under that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is an account {name} already: choose another name, or change that account")


class NumberTaken(Exception):  # noqa: N818 - says what is the matter
    """Another account that may sign in has that staff number: both would be one person of the roster."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the account {name} has that staff number: give each account its own, or shut that account")


class NoSuchAccount(Exception):  # noqa: N818 - says what is the matter
    """No account has that id or name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no account {name}: look at the list of accounts")


class LastAdministrator(Exception):  # noqa: N818 - says what is the matter
    """Without this account nobody could administer the service."""

    def __init__(self) -> None:
        super().__init__("this is the last active administrator: make another account one first")
