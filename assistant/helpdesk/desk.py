"""The citizen's side of the help desk: hand in a request, follow it by its secret link, take it away again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from assistant.audit.log import record
from assistant.helpdesk.life import OPEN, Outcome, Standing
from assistant.helpdesk.misconduct import reports_misconduct
from assistant.helpdesk.model import Asking, Author, Misconduct, Receipt, Request
from assistant.helpdesk.rows import row_of, whole, write
from assistant.helpdesk.sealing import Seal
from assistant.helpdesk.secret_link import digest, new_number, new_secret, opens
from assistant.helpdesk.tables import help_feedback, help_messages, help_requests
from assistant.helpdesk.working_days import due
from assistant.privacy.masking import masked

CITIZEN = "citizen"
SEEN_BY_CITIZEN = frozenset({Author.CITIZEN, Author.OFFICE})


@dataclass(frozen=True)
class HelpDesk:
    """Takes requests and gives them back. `at` is always aware; `days` are the working days promised."""

    engine: Engine
    seal: Seal
    days: int
    retention_days: int

    def submit(self, asking: Asking, *, at: datetime) -> Receipt | Misconduct:
        """Takes a request, and forgets what is old enough; of a report of misconduct nothing is kept."""
        self.sweep(at=at)
        if reports_misconduct(asking.question):
            return Misconduct()
        receipt = Receipt(new_number(at), new_secret(), at, due(at, self.days))
        values = {
            "number": receipt.number,
            "secret_digest": digest(receipt.secret),
            "received_at": at,
            "due_at": receipt.due_at,
            "standing": Standing.WAITING.value,
            "outcome": "",
            "claimed_by": "",
            "unit": "",
            "language": asking.language,
            "conversation": conversation_key(asking.conversation),
            "question_sealed": self.seal.close(masked(asking.question, asking.language)),
            "contact_sealed": self.seal.close(asking.contact.strip()),
        }
        with self.engine.begin() as connection:
            connection.execute(insert(help_requests).values(**values))
            record(connection, "help_request.submit", f"help_request:{receipt.number}", who=CITIZEN, at=at)
        return receipt

    def follow(self, number: str, secret: str) -> Request | None:
        """The request as its owner sees it; None if there is none or the secret is not its own."""
        with self.engine.connect() as connection:
            row = _own(connection, number, secret)
            if row is None:
                return None
            request = whole(connection, row, self.seal, authors=SEEN_BY_CITIZEN)
            return replace(request, contact=self.seal.open(row["contact_sealed"]))

    def add(self, number: str, secret: str, text: str, *, at: datetime) -> bool | Misconduct:
        """Adds what the owner has to say; an answered request waits for its clerk again, with a new promise.

        Gives False where there is no such request or it is closed.
        """
        if reports_misconduct(text):
            return Misconduct()
        with self.engine.begin() as connection:
            row = _own(connection, number, secret, held=True)
            if row is None or row["standing"] == Standing.CLOSED.value:
                return False
            write(connection, self.seal, number, Author.CITIZEN, masked(text, row["language"]), who=CITIZEN, at=at)
            if Standing(row["standing"]) not in OPEN:
                standing = Standing.CLAIMED if row["claimed_by"] else Standing.WAITING
                values = {"standing": standing.value, "due_at": due(at, self.days), "replied_at": None}
                _set(connection, number, **values)
            return True

    def export(self, number: str, secret: str) -> dict[str, Any] | None:
        """All that is kept about the request, for its owner to take along."""
        request = self.follow(number, secret)
        if request is None:
            return None
        query = select(help_feedback).where(help_feedback.c.number == number).order_by(help_feedback.c.id)
        with self.engine.connect() as connection:
            feedback = connection.execute(query).mappings().all()
        return {
            "number": number,
            "standing": request.standing.value,
            "received_at": request.received_at.isoformat(),
            "due_at": request.due_at.isoformat(),
            "question": request.question,
            "contact": request.contact,
            "messages": [{"from": m.author.value, "at": m.at.isoformat(), "text": m.text} for m in request.messages],
            "feedback": [
                {
                    "at": one["at"].isoformat(),
                    "satisfied": one["satisfied"],
                    "reason": one["reason"],
                    "comment": self.seal.open(one["comment_sealed"]),
                }
                for one in feedback
            ],
        }

    def erase(self, number: str, secret: str, *, at: datetime) -> bool:
        """Deletes what was written, by wish of its owner; that there was a request, and its times, stay counted."""
        with self.engine.begin() as connection:
            row = _own(connection, number, secret, held=True)
            if row is None:
                return False
            _erase(connection, row, at)
            record(connection, "help_request.erase", f"help_request:{number}", who=CITIZEN, at=at)
            return True

    def sweep(self, *, at: datetime) -> int:
        """Deletes what was written to requests and feedback older than the days of retention; how many requests."""
        before = at - timedelta(days=self.retention_days)
        old = select(help_requests).where(help_requests.c.received_at < before, help_requests.c.erased_at.is_(None))
        with self.engine.begin() as connection:
            rows = connection.execute(old.where(help_requests.c.standing.not_in(OPEN))).mappings().all()
            for row in rows:
                _erase(connection, row, at)
            gone = connection.execute(delete(help_feedback).where(help_feedback.c.at < before)).rowcount
            if rows or gone:
                record(
                    connection, "help_request.sweep", "help_requests", who="retention", at=at, requests=len(rows),
                    feedback=gone,
                )  # fmt: skip
        return len(rows)


def conversation_key(conversation: str) -> str:
    """What is kept of a conversation's id: enough to find what belongs together, too little to join it."""
    return digest(conversation) if conversation else ""


def _own(connection: Connection, number: str, secret: str, *, held: bool = False) -> RowMapping | None:
    row = row_of(connection, number, held=held)
    return row if row is not None and opens(secret, row["secret_digest"]) else None


def _set(connection: Connection, number: str, **values: object) -> None:
    connection.execute(update(help_requests).where(help_requests.c.number == number).values(**values))


def _erase(connection: Connection, row: RowMapping, at: datetime) -> None:
    number = row["number"]
    connection.execute(delete(help_messages).where(help_messages.c.number == number))
    theirs = help_feedback.c.number == number
    if row["conversation"]:
        theirs |= help_feedback.c.conversation == row["conversation"]
    connection.execute(
        update(help_feedback).where(theirs).values(question_sealed="", comment_sealed="", conversation="")
    )
    ended = {} if row["closed_at"] else {"closed_at": at, "outcome": row["outcome"] or Outcome.WITHDRAWN.value}
    empty = {"secret_digest": "", "question_sealed": "", "contact_sealed": "", "conversation": ""}
    _set(connection, number, standing=Standing.CLOSED.value, erased_at=at, **empty, **ended)
