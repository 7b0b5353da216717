"""The life of a help request: what may be done to it where it stands, and when it is late. Nothing here is stored."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed request ended."""

    REPLIED = "replied"
    ELSEWHERE = "elsewhere"
    WITHDRAWN = "withdrawn"
    NO_MATTER = "no_matter"


class Action(StrEnum):
    """What the office does to a request."""

    CLAIM = "claim"
    REPLY = "reply"
    TRANSFER = "transfer"
    CLOSE = "close"


class Refusal(StrEnum):
    """Why something was not done."""

    CLOSED = "closed"
    TAKEN = "taken"
    NOT_CLAIMED = "not_claimed"
    UNANSWERED = "unanswered"


OPEN = frozenset({Standing.WAITING, Standing.CLAIMED})
_AFTER = {
    Action.CLAIM: Standing.CLAIMED,
    Action.REPLY: Standing.ANSWERED,
    Action.TRANSFER: Standing.WAITING,
    Action.CLOSE: Standing.CLOSED,
}


def move(
    standing: Standing, action: Action, *, mine: bool, claimed: bool, outcome: Outcome | None = None
) -> Standing | Refusal:
    """Where a request stands after an action, or why the action is not possible.

    Args:
        standing: where it stands now.
        action: what is to be done.
        mine: whether whoever acts has claimed it, or may act for others.
        claimed: whether somebody has claimed it.
        outcome: for closing, how it ended; only what was replied to can end as replied.
    """
    if standing is Standing.CLOSED:
        return Refusal.CLOSED
    if action is Action.CLAIM:
        return Refusal.TAKEN if claimed else Standing.CLAIMED if standing is Standing.WAITING else standing
    if not mine:
        return Refusal.TAKEN if claimed else Refusal.NOT_CLAIMED
    if outcome is Outcome.REPLIED and standing is not Standing.ANSWERED:
        return Refusal.UNANSWERED
    return _AFTER[action]


def done_at(replied_at: datetime | None, closed_at: datetime | None) -> datetime | None:
    """When the office had done with a request: its first reply, or the closing without one."""
    return replied_at or closed_at


def overdue(due_at: datetime, done: datetime | None, at: datetime) -> bool:
    """Whether the promise was broken, or is by now."""
    return (done or at) > due_at
