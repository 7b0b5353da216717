"""What goes in and out of the help desk: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.helpdesk.life import Outcome, Standing, done_at, overdue


class Author(StrEnum):
    """Who wrote a message; a note is for the office alone."""

    CITIZEN = "citizen"
    OFFICE = "office"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a person hands in. `contact` is optional and stored as written; `conversation` ties feedback to it."""

    question: str
    contact: str = ""
    language: str = "zh"
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A request that was taken. The secret is told this once."""

    number: str
    secret: str
    received_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Misconduct:
    """A report of misconduct: nothing of it was kept, the person is told who receives such reports."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was written to a request."""

    author: Author
    at: datetime
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A help request as it stands. `contact` is empty for whoever may not see it."""

    number: str
    standing: Standing
    outcome: Outcome | None
    received_at: datetime
    due_at: datetime
    replied_at: datetime | None
    closed_at: datetime | None
    claimed_by: str
    unit: str
    language: str
    question: str
    contact: str = ""
    messages: tuple[Message, ...] = ()

    def overdue(self, at: datetime) -> bool:
        """Whether the promise was broken, or is by now."""
        return overdue(self.due_at, done_at(self.replied_at, self.closed_at), at)
