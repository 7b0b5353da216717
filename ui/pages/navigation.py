"""The links at the head of every page, those that a person may follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.accounts.principal import Principal, Role


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the navigation: where to, the key of its word, who sees it; `order` sorts, small first.

    With `of_the_log` those see it whom the setting `question_log_readers` names. Pages below it, and below the `rooms`
    named, belong to it.
    """

    path: str
    key: str
    roles: frozenset[Role] | None
    order: int = 50
    of_the_log: bool = False
    rooms: tuple[str, ...] = ()

    def leads_to(self, path: str) -> bool:
        """Whether a page belongs to this place."""
        return any(path.startswith(f"{place.rstrip('/')}/") or path == place for place in (self.path, *self.rooms))


def links_for(principal: Principal | None, links: Iterable[Link]) -> list[Link]:
    """Those of the links that somebody may follow, in order."""
    roles = principal.roles if principal else frozenset()
    open_to_them = [link for link in links if link.roles is None or not link.roles.isdisjoint(roles)]
    return sorted(open_to_them, key=lambda link: link.order)
