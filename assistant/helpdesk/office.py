"""The office's side of the help desk: the queue, claim, reply, transfer, close. Every step is in the audit log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, func, literal, select, update

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.database.instant import Instant
from assistant.helpdesk.life import OPEN, Action, Outcome, Refusal, Standing, move
from assistant.helpdesk.model import Author, Request
from assistant.helpdesk.rows import request_of, row_of, whole, write
from assistant.helpdesk.sealing import Seal
from assistant.helpdesk.tables import help_requests
from assistant.privacy.masking import masked

CLERKS = (Role.STAFF, Role.ADMIN)
EVERYTHING = frozenset(Author)
Change = dict[str, object]


class NoSuchRequest(Exception):  # noqa: N818 - says what is the matter
    """There is no such request, or its owner took it away."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no help request {number}: it may have been deleted; look at the queue")


@dataclass(frozen=True)
class Office:
    """What clerks do with requests. A clerk is anyone of the staff; an admin may act for the one who claimed."""

    engine: Engine
    seal: Seal

    def queue(self, clerk: Principal, *standings: Standing) -> list[Request]:
        """Requests in these standings (else all that wait for the office), the nearest promise first."""
        clerk.require(*CLERKS)
        wanted = [standing.value for standing in standings or OPEN]
        query = select(help_requests).where(help_requests.c.standing.in_(wanted), help_requests.c.erased_at.is_(None))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(help_requests.c.due_at, help_requests.c.number)).mappings()
            return [request_of(row, self.seal) for row in rows]

    def counts(self, clerk: Principal, *, at: datetime) -> tuple[int, int]:
        """How many requests wait for the office, and how many of them are overdue."""
        waiting = self.queue(clerk)
        return len(waiting), sum(request.overdue(at) for request in waiting)

    def open(self, clerk: Principal, number: str, *, at: datetime) -> Request:
        """A request whole; its contact only to whoever claimed it or an admin, which is recorded.

        Raises:
            NoSuchRequest: it isn't there.
        """
        clerk.require(*CLERKS)
        with self.engine.begin() as connection:
            row = _row(connection, number)
            request = whole(connection, row, self.seal, authors=EVERYTHING)
            if not row["contact_sealed"] or not _mine(clerk, row):
                return request
            record(connection, "help_request.contact", f"help_request:{number}", who=clerk.account_id, at=at)
            return replace(request, contact=self.seal.open(row["contact_sealed"]))

    def claim(self, clerk: Principal, number: str, *, at: datetime) -> Standing | Refusal:
        """Takes a request upon oneself."""
        return self._act(clerk, number, Action.CLAIM, at, {"claimed_by": clerk.account_id})

    def reply(self, clerk: Principal, number: str, text: str, *, at: datetime) -> Standing | Refusal:
        """Answers the citizen; the first reply stops the promised time."""
        values: Change = {"replied_at": func.coalesce(help_requests.c.replied_at, literal(at, Instant))}
        return self._act(clerk, number, Action.REPLY, at, values, (Author.OFFICE, _given(text)))

    def transfer(self, clerk: Principal, number: str, unit: str, note: str, *, at: datetime) -> Standing | Refusal:
        """Hands a request to another unit, where it waits to be claimed; the promised time goes on."""
        values: Change = {"claimed_by": "", "unit": _given(unit)}
        said = (Author.NOTE, f"{unit.strip()}\n{masked(note.strip())}".strip())
        return self._act(clerk, number, Action.TRANSFER, at, values, said, unit=unit.strip())

    def close(self, clerk: Principal, number: str, outcome: Outcome, *, at: datetime) -> Standing | Refusal:
        """Ends a request."""
        values: Change = {"closed_at": at, "outcome": outcome.value}
        return self._act(clerk, number, Action.CLOSE, at, values, outcome=outcome.value)

    def _act(
        self,
        clerk: Principal,
        number: str,
        action: Action,
        at: datetime,
        values: Change,
        said: tuple[Author, str] | None = None,
        **detail: str,
    ) -> Standing | Refusal:
        clerk.require(*CLERKS)
        with self.engine.begin() as connection:
            row = _row(connection, number, held=True)
            claimed = row["claimed_by"] not in ("", clerk.account_id)
            outcome = Outcome(detail["outcome"]) if "outcome" in detail else None
            moved = move(Standing(row["standing"]), action, mine=_mine(clerk, row), claimed=claimed, outcome=outcome)
            if isinstance(moved, Refusal):
                return moved
            if not _changed(connection, row, {**values, "standing": moved.value}):
                return Refusal.TAKEN
            if said:
                write(connection, self.seal, number, *said, who=clerk.account_id, at=at)
            subject = f"help_request:{number}"
            record(connection, f"help_request.{action.value}", subject, who=clerk.account_id, at=at, **detail)
            return moved


def _changed(connection: Connection, row: RowMapping, values: Change) -> bool:
    """Changes a row unless another clerk was quicker."""
    as_read = [help_requests.c[name] == row[name] for name in ("number", "standing", "claimed_by")]
    return connection.execute(update(help_requests).where(*as_read).values(**values)).rowcount == 1


def _given(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing was written: write the text and send it again")
    return text.strip()


def _row(connection: Connection, number: str, *, held: bool = False) -> RowMapping:
    row = row_of(connection, number, held=held)
    if row is None:
        raise NoSuchRequest(number)
    return row


def _mine(clerk: Principal, row: RowMapping) -> bool:
    return row["claimed_by"] == clerk.account_id or (bool(row["claimed_by"]) and clerk.is_any(Role.ADMIN))
