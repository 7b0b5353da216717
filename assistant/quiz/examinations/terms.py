"""When an examination may be sat, how often, and by when an attempt ends. Pure: the moment is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(seconds=5)
"""What the way from the browser may take: an answer that arrives this much after the end is still kept."""


class Standing(StrEnum):
    """Where an examination is: only an announced one can be sat, and its terms no longer change."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class AttemptStanding(StrEnum):
    """Where an attempt is."""

    FROZEN = "frozen"
    STARTED = "started"
    SUBMITTED = "submitted"
    OVERDUE = "overdue"  # ended by the server


ENDED = (AttemptStanding.SUBMITTED, AttemptStanding.OVERDUE)


class Entry(StrEnum):
    """What someone who wants to sit an examination may do now."""

    START = "start"
    START_MAKE_UP = "start_make_up"
    RESUME = "resume"
    NOT_ANNOUNCED = "not_announced"
    NOT_A_CANDIDATE = "not_a_candidate"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    NO_ATTEMPT_LEFT = "no_attempt_left"
    PASSED = "passed"  # a make-up is for those who haven't


MAY_ENTER = (Entry.START, Entry.START_MAKE_UP, Entry.RESUME)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an examination.

    Args:
        opens, closes: the window in which it is started and ended; nobody's time runs beyond it.
        attempts: how many each person has; the best one counts.
        make_up_opens, make_up_closes, make_up_attempts: 补考, for those who haven't passed.
        scores_at_once: whether the score is told on submission, or when all windows have closed. Keys and
            explanations are always told afterwards only.
        open_book: whether documents may be looked up; said on the page, held by nobody.
        candidates_only: whether only those listed may sit it, or anyone with an account.
    """

    opens: datetime
    closes: datetime
    attempts: int = 1
    make_up_opens: datetime | None = None
    make_up_closes: datetime | None = None
    make_up_attempts: int = 0
    scores_at_once: bool = True
    open_book: bool = False
    candidates_only: bool = False

    @property
    def ends(self) -> datetime:
        """When the last window closes."""
        return max(self.closes, self.make_up_closes or self.closes)

    def keys_told(self, at: datetime) -> bool:
        """Whether keys and explanations may be told."""
        return at >= self.ends + GRACE

    def scores_told(self, at: datetime) -> bool:
        """Whether a person may see the score of an attempt that has ended."""
        return self.scores_at_once or self.keys_told(at)


@dataclass(frozen=True, slots=True)
class Taken:
    """An attempt as far as the right to another depends on it."""

    standing: AttemptStanding
    make_up: bool = False
    passed: bool = False
    due: datetime | None = None


def faults(terms: Terms) -> tuple[str, ...]:
    """Names of what makes terms impossible."""
    found = []
    if terms.opens >= terms.closes:
        found.append("window")
    if terms.attempts < 1:
        found.append("attempts")
    make_up = (terms.make_up_opens, terms.make_up_closes)
    if terms.make_up_attempts or any(make_up):
        opens, closes = make_up
        if opens is None or closes is None or not terms.closes <= opens < closes or terms.make_up_attempts < 1:
            found.append("make_up")
    return tuple(found)


def entry(terms: Terms, standing: Standing, taken: Sequence[Taken], at: datetime, *, candidate: bool) -> Entry:
    """What someone with these attempts may do at a moment."""
    if standing is not Standing.ANNOUNCED:
        return Entry.NOT_ANNOUNCED
    if any(is_running(one, at) for one in taken):
        return Entry.RESUME
    if terms.candidates_only and not candidate:
        return Entry.NOT_A_CANDIDATE
    if at < terms.opens:
        return Entry.NOT_YET
    used = [one for one in taken if one.standing is not AttemptStanding.FROZEN]
    if at < terms.closes:
        left = len([one for one in used if not one.make_up]) < terms.attempts
        return Entry.START if left else Entry.NO_ATTEMPT_LEFT
    if terms.make_up_opens is None or terms.make_up_closes is None or at >= terms.make_up_closes:
        return Entry.CLOSED
    if any(one.passed for one in used):
        return Entry.PASSED
    if at < terms.make_up_opens:
        return Entry.NOT_YET
    left = len([one for one in used if one.make_up]) < terms.make_up_attempts
    return Entry.START_MAKE_UP if left else Entry.NO_ATTEMPT_LEFT


def due(terms: Terms, started: datetime, minutes: int, *, make_up: bool) -> datetime:
    """When an attempt that starts now ends."""
    closes = terms.make_up_closes if make_up and terms.make_up_closes else terms.closes
    return min(started + timedelta(minutes=minutes), closes)


def is_running(one: Taken, at: datetime) -> bool:
    """Whether answers to it are still taken."""
    return one.standing is AttemptStanding.STARTED and one.due is not None and at <= one.due + GRACE
