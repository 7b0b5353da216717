"""Routes of pages: each says who may call it, and there is no way to add one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Depends

from assistant.accounts.principal import Role
from ui.pages.navigation import Link
from ui.web.rights import Allowed

LARGEST_FORM = 256 * 1024
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
ANYONE: frozenset[Role] | None = None
SIGNED_IN: frozenset[Role] | None = frozenset(Role)
STAFF: frozenset[Role] | None = frozenset({Role.STAFF})
TRAINER: frozenset[Role] | None = frozenset({Role.TRAINER, Role.ADMIN})
ADMIN: frozenset[Role] | None = frozenset({Role.ADMIN})


class Pages:
    """The pages of one area with their places in the navigation."""

    def __init__(self, *links: Link) -> None:
        self.links = links
        self.router = APIRouter(include_in_schema=False)

    def get(self, path: str, roles: frozenset[Role] | None | Allowed) -> Callable[[Endpoint], Endpoint]:
        """A page that those with one of the roles may see."""
        allowed = roles if isinstance(roles, Allowed) else Allowed(roles)
        return self.router.get(path, dependencies=[Depends(allowed)])

    def post(
        self, path: str, roles: frozenset[Role] | None, *, largest: int = LARGEST_FORM
    ) -> Callable[[Endpoint], Endpoint]:
        """What a form of those with one of the roles does; `visit.form` holds what was sent.

        Origin and CSRF token were checked before the function runs. End with `visit.redirect`.
        """
        return self.router.post(path, dependencies=[Depends(Allowed(roles))], max_body_size=largest)
