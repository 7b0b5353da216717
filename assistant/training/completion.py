"""When a requirement is met: pure rules over what a person did. What is shown follows from that and from the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.training.model import (
    Activity,
    ActivityKind,
    Excuse,
    Judgement,
    Part,
    Progress,
    Status,
    Window,
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one part stands: when it was met, whether only in a make-up, whether all tries were failed."""

    at: datetime | None = None
    made_up: bool = False
    failed: bool = False
    started: bool = False
    score: float | None = None


def judge(parts: Sequence[Part], window: Window, activities: Iterable[Activity]) -> Judgement:
    """How far someone is with the parts of a requirement.

    What was done before the window opened counts for an earlier cycle. What comes at `due_at` or after it still
    counts but is late, unless it is a make-up that the part allows and the window still holds.
    """
    newest = _newest(one for one in activities if one.at >= window.opens_at)
    told = sorted(newest, key=lambda one: (one.at, one.source))
    outcomes = [_outcome(part, window, [one for one in told if one.kind is part.kind]) for part in parts]
    done = tuple(outcome.at is not None for outcome in outcomes)
    failed = any(outcome.failed for outcome in outcomes)
    scores = [outcome.score for outcome in outcomes if outcome.score is not None]
    score = min(scores) if scores else None
    if not all(done) or not parts:
        started = any(outcome.started for outcome in outcomes)
        return Judgement(Progress.IN_PROGRESS if started else Progress.NOT_STARTED, done, failed, score=score)
    late = any(outcome.at is not None and not outcome.made_up and outcome.at >= window.due_at for outcome in outcomes)
    completed_at = max(outcome.at for outcome in outcomes if outcome.at is not None)
    return Judgement(Progress.COMPLETED, done, failed=False, late=late, completed_at=completed_at, score=score)


def status(progress: Progress, excuse: Excuse, due_at: datetime, valid_until: datetime | None, now: datetime) -> Status:
    """What an assignment is shown as at a moment."""
    if progress is Progress.COMPLETED:
        return Status.EXPIRED if valid_until is not None and valid_until <= now else Status.COMPLETED
    if excuse is not Excuse.NONE:
        return Status.EXEMPT
    if due_at <= now:
        return Status.OVERDUE
    return Status.IN_PROGRESS if progress is Progress.IN_PROGRESS else Status.NOT_STARTED


def _newest(told: Iterable[Activity]) -> Iterable[Activity]:
    """Each activity as it was told last: `x#1` corrects `x#0`."""
    found: dict[str, tuple[int, Activity]] = {}
    for one in told:
        name, _, revision = one.source.partition("#")
        number = int(revision or 0)
        if name not in found or found[name][0] < number:
            found[name] = (number, one)
    return [one for _, one in found.values()]


def _outcome(part: Part, window: Window, told: list[Activity]) -> _Outcome:
    about = [one for one in told if not part.subjects or one.subject in part.subjects]
    if part.kind is ActivityKind.PAPER:
        return _paper(part, window, about)
    met: dict[str, datetime] = {}
    minutes: dict[str, int] = {}
    for one in about:
        minutes[one.subject] = minutes.get(one.subject, 0) + one.minutes
        if not _counts(part, one, minutes[one.subject]):
            continue
        met.setdefault(one.source if part.kind is ActivityKind.EVENT else one.subject, one.at)
    order = sorted(met.values())
    at = order[part.needed - 1] if len(order) >= part.needed else None
    return _Outcome(at=at, started=bool(about))


def _counts(part: Part, one: Activity, minutes: int) -> bool:
    match part.kind:
        case ActivityKind.READING:
            return minutes >= part.minutes
        case ActivityKind.PRACTICE:
            return one.score is not None and one.score >= part.pass_mark
        case _:
            return True


def _paper(part: Part, window: Window, tries: list[Activity]) -> _Outcome:
    """The first try that passes, among those that count: so many in time, so many made up by whoever failed those."""
    in_time = [one for one in tries if one.at < window.due_at]
    counted = in_time[: part.attempts] if part.attempts else in_time
    best = max((one.score for one in counted if one.score is not None), default=None)
    for one in counted:
        if _passes(part, one):
            return _Outcome(one.at, started=True, score=one.score)
    used_up = bool(part.attempts) and len(counted) >= part.attempts
    makeups = in_time[part.attempts :] if used_up else []
    makeups = [*makeups, *(one for one in tries if window.due_at <= one.at < window.closes_at and counted)]
    for one in makeups[: part.makeups]:
        if _passes(part, one):
            return _Outcome(one.at, made_up=True, started=True, score=one.score)
    allowed = bool(part.makeups) and bool(counted)
    rest = [one for one in tries if one.at >= (window.closes_at if allowed else window.due_at)]
    if not part.attempts or len(counted) < part.attempts:
        for one in rest:
            if _passes(part, one):
                return _Outcome(one.at, started=True, score=one.score)
    return _Outcome(failed=bool(tries), started=bool(tries), score=best)


def _passes(part: Part, one: Activity) -> bool:
    return one.passed is not False and one.score is not None and one.score >= part.pass_mark
