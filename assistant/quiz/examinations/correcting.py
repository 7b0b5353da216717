"""After an examination: items voided, second keys accepted, written answers marked by hand; previewed, recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, insert

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.audit.log import record
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.marking import Marker
from assistant.quiz.examinations.scoring import Correction, Remedy, Result
from assistant.quiz.examinations.seen import seen
from assistant.quiz.examinations.setting import TRAINERS
from assistant.quiz.examinations.store import (
    Attempt,
    Examination,
    attempts_of,
    corrections_of,
    find_attempt,
    find_examination,
    keep_result,
    results_of,
)
from assistant.quiz.examinations.tables import corrections, hand_marks
from assistant.quiz.examinations.terms import ENDED
from assistant.quiz.model import Item, ItemType

NOTED = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What corrections do to an attempt."""

    attempt: Attempt
    before: Result
    after: Result

    @property
    def turned(self) -> bool:
        """Whether a fail becomes a pass or a pass a fail."""
        return self.before.passed != self.after.passed


class Corrections:
    """Corrections of examinations. An attempt is marked again against the very versions it was shown."""

    def __init__(self, engine: Engine, versions: ItemVersions | None = None) -> None:
        self._engine = engine
        self._marker = Marker(engine, versions or ItemVersions(engine))

    def asked(self, who: Principal, examination_id: str) -> dict[str, Item]:
        """The items that ended attempts were shown, by id, as they were shown."""
        who.require(*TRAINERS)
        with self._engine.connect() as connection:
            found = _ended(connection, examination_id)
        wanted = {(slot.item_id, slot.version) for attempt in found for slot in attempt.sheet}
        return {item_id: item for (item_id, _), item in sorted(self._marker.versions.of(wanted).items())}

    def preview(self, who: Principal, examination_id: str, proposed: Sequence[Correction]) -> list[Change]:
        """The attempts whose marks corrections would change, those that would turn first; nothing is written.

        Those of other units count, but nothing tells whose they are.

        Raises:
            ValueError: a correction makes no sense for its item.
        """
        who.require(*TRAINERS)
        self._check(who, examination_id, proposed)
        with self._engine.connect() as connection:
            examination = _examination(connection, examination_id)
            return _as_seen(connection, who, examination, self._changes(connection, examination, proposed))

    def correct(
        self, who: Principal, examination_id: str, proposed: Sequence[Correction], reason: str, at: datetime
    ) -> list[Change]:
        """Keeps corrections and marks again; attempts that are still running are marked with them when they end.

        Raises:
            ValueError: a correction makes no sense for its item, or no reason is given.
        """
        who.require(*TRAINERS)
        self._check(who, examination_id, proposed)
        if not reason.strip():
            raise ValueError("a correction needs its reason")
        with self._engine.begin() as connection:
            examination = _examination(connection, examination_id)
            changes = self._changes(connection, examination, proposed)
            for one in proposed:
                row = {"item_id": one.item_id, "remedy": one.remedy.value, "key": list(one.key)}
                about = {"reason": reason.strip(), "who": who.account_id, "at": at}
                connection.execute(insert(corrections).values(examination_id=examination_id, **row, **about))
            for change in changes:
                keep_result(connection, change.attempt.id, change.after, reason=reason.strip(), at=at)
            record(
                connection,
                "examination.correct",
                f"examination:{examination_id}",
                who=who.account_id,
                at=at,
                reason=reason.strip(),
                corrections=[[one.item_id, one.remedy.value, list(one.key)] for one in proposed],
                changed=len(changes),
                turned=[change.attempt.id for change in changes if change.turned],
            )
            return _as_seen(connection, who, examination, changes)

    def mark_by_hand(self, who: Principal, attempt_id: str, slot: int, given: float, note: str, at: datetime) -> Result:
        """A person's word on a written answer; it stands over the program's.

        Raises:
            ValueError: the attempt hasn't ended, or the marks aren't between none and all.
            Forbidden: it is of another unit.
        """
        who.require(*TRAINERS)
        with self._engine.begin() as connection:
            attempt = find_attempt(connection, attempt_id)
            if attempt is None or attempt.standing not in ENDED or not 0 <= slot < len(attempt.sheet):
                raise ValueError(f"there is no ended attempt {attempt_id} with a slot {slot}")
            author = _examination(connection, attempt.examination_id).author
            if attempt.person not in seen(connection, who, author, [attempt.person]):
                raise Forbidden((Role.ADMIN,))
            if not 0 <= given <= attempt.sheet[slot].marks:
                raise ValueError(f"marks for this item go from 0 to {attempt.sheet[slot].marks:g}")
            row = {"attempt_id": attempt_id, "slot": slot, "given": given, "note": note[:NOTED]}
            connection.execute(insert(hand_marks).values(**row, who=who.account_id, at=at))
            record(
                connection, "attempt.mark", f"attempt:{attempt_id}", who=who.account_id, at=at, slot=slot, given=given
            )
            return self._marker.mark(connection, attempt, reason="by_hand", at=at)

    def _check(self, who: Principal, examination_id: str, proposed: Sequence[Correction]) -> None:
        items = self.asked(who, examination_id)
        for one in proposed:
            item = items.get(one.item_id)
            if item is None:
                raise ValueError(f"nobody was asked {one.item_id} in this examination")
            if one.remedy is Remedy.ACCEPT and not _is_key(one.key, item):
                raise ValueError(f"{one.item_id} can't have this second key")

    def _changes(
        self, connection: Connection, examination: Examination, proposed: Sequence[Correction]
    ) -> list[Change]:
        found = _ended(connection, examination.id)
        known = corrections_of(connection, examination.id)
        before = results_of(connection, [attempt.id for attempt in found])
        after = self._marker.results(connection, examination.paper_id, found, [*known, *proposed])
        changes = [
            Change(attempt, before[attempt.id], after[attempt.id])
            for attempt in found
            if attempt.id in before and before[attempt.id] != after[attempt.id]
        ]
        return sorted(changes, key=lambda change: (not change.turned, change.attempt.person, change.attempt.number))


def _as_seen(
    connection: Connection, who: Principal, examination: Examination, changes: list[Change]
) -> list[Change]:
    known = seen(connection, who, examination.author, (change.attempt.person for change in changes))
    return [one if one.attempt.person in known else _nameless(one) for one in changes]


def _nameless(change: Change) -> Change:
    return replace(change, attempt=replace(change.attempt, person="", name=""))


def _is_key(key: tuple[str, ...], item: Item) -> bool:
    if item.type is ItemType.FILL_IN:
        return len(key) <= len(item.blanks) and any(text.strip() for text in key)
    if item.type in (ItemType.SHORT_ANSWER, ItemType.CASE):
        return False
    ids = {option.id for option in item.options}
    if not key or not set(key) <= ids:
        return False
    if item.type is ItemType.MATCHING:
        return len(key) == len(item.key)
    alike = item.type is ItemType.MULTIPLE or len(key) == len(item.key)
    return alike and len(set(key)) == len(key)


def _examination(connection: Connection, examination_id: str) -> Examination:
    found = find_examination(connection, examination_id)
    if found is None:
        raise KeyError(f"there is no examination {examination_id}")
    return found


def _ended(connection: Connection, examination_id: str) -> list[Attempt]:
    return [attempt for attempt in attempts_of(connection, examination_id) if attempt.standing in ENDED]
