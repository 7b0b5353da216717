"""What an administrator does first in a new service, until all of it is done: each step with the page where."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select

from assistant.accounts.principal import Role
from assistant.bootstrap import LIBRARY
from assistant.training import requirements
from assistant.training.model import Standing
from assistant.training.tables import people
from knowledge.catalogue.tables import sources
from ui.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the key of its word, where it is done, whether it is."""

    key: str
    path: str
    done: bool


def first_steps(visit: Visit) -> list[Step]:
    """The steps for an administrator while one is left; nothing for others."""
    if not visit.person.is_any(Role.ADMIN):
        return []
    application = visit.application
    with application.engine.connect() as connection:
        roster = bool(connection.scalar(select(exists().where(people.c.id.is_not(None)))))
        required = bool(requirements.find_all(connection, Standing.ACTIVE))
        own = ~sources.c.path.startswith(f"{LIBRARY}/", autoescape=True)
        uploaded = bool(connection.scalar(select(exists().where(own))))
    steps = [
        Step("first-documents", "/curation", uploaded),
        Step("first-roster", "/training/roster", roster),
        Step("first-accounts", "/accounts", len(application.accounts.all()) > 1),
        Step("first-requirement", "/training/requirements", required),
    ]
    return [] if all(step.done for step in steps) else steps
