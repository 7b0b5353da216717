"""Who asks for something: an account with its roles and the units it answers for. Services check it, not pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be; one person may be several."""

    STAFF = "staff"
    TRAINER = "trainer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person.

    Args:
        account_id: the account; what records of who did what keep.
        name: the name to show.
        staff_number: the 工号 in the roster; empty for an account that is nobody there.
        roles: what they may be.
        units: the units whose people a trainer sees, each with all below it; an admin sees every unit.
    """

    account_id: str
    name: str
    staff_number: str = ""
    roles: frozenset[Role] = frozenset()
    units: frozenset[str] = field(default_factory=frozenset)

    def is_any(self, *roles: Role) -> bool:
        """Whether they have one of the roles."""
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Lets those pass who have one of the roles.

        Raises:
            Forbidden: they have none of them.
        """
        if not self.is_any(*roles):
            raise Forbidden(roles)


class Forbidden(Exception):  # noqa: N818 - says what is the matter
    """What was asked for is not this person's to ask."""

    def __init__(self, needed: tuple[Role, ...]) -> None:
        self.needed = needed
        names = " or ".join(role.value for role in needed)
        super().__init__(f"this needs the role {names}: ask an administrator to give it to the account")
