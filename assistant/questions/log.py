"""Keeps what was asked and how it went; marks answers as unhelpful; forgets after a stated number of days."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, update

from assistant.answering.model import Answer
from assistant.audit.log import record
from assistant.database.instant import in_utc
from assistant.helpdesk.misconduct import reports_misconduct
from assistant.privacy.masking import masked
from assistant.questions.tables import question_log
from knowledge.model import Audience

LONGEST_REASON = 500
WITHHELD = ("declined-personal", "declined-accusation", "declined-doubtful")
"""Kinds of question that name a person: that one was asked is kept, its words are not."""


@dataclass
class QuestionLog:
    """The log over one database; switched off it keeps nothing and knows nothing."""

    engine: Engine
    days: int
    switched_on: bool = True
    _swept: date | None = None

    def keep(self, answer: Answer, audience: Audience, *, at: datetime) -> str:
        """Keeps a question with how it was answered; the answer's id for `mark`, "" if the log is off."""
        if not self.switched_on:
            return ""
        self._sweep(at)
        text = _kept(answer)
        row = {
            "id": uuid4().hex,
            "at": at,
            "audience": audience.value,
            "question": text,
            "asked_key": asked_key(text),
            "status": answer.status.value,
            "kind": answer.kind,
            "mode": answer.mode.value,
            "corpus": answer.corpus,
            "cited": [_cited(citation.to_json(answer.question.as_of)) for citation in answer.citations],
            "milliseconds": answer.elapsed_ms,
            "reason": "",
        }
        with self.engine.begin() as connection:
            connection.execute(insert(question_log).values(**row))
        return str(row["id"])

    def mark(self, answer_id: str, helpful: bool, reason: str = "") -> bool:
        """Notes whether an answer helped and why not; False if no such answer is kept."""
        values = {"helpful": helpful, "reason": masked(reason.strip())[:LONGEST_REASON]}
        with self.engine.begin() as connection:
            changed = connection.execute(update(question_log).where(question_log.c.id == answer_id).values(**values))
            return changed.rowcount == 1

    def purge(self, *, at: datetime) -> int:
        """Forgets what is older than the stated number of days; how many questions that were."""
        before = in_utc(at) - timedelta(days=self.days)
        with self.engine.begin() as connection:
            gone = connection.execute(delete(question_log).where(question_log.c.at < before)).rowcount
            if gone:
                record(connection, "question_log.purge", "question_log", who="service", at=at, questions=gone)
        return gone

    def _sweep(self, at: datetime) -> None:
        """Purges once a day, with the first question of it."""
        if self._swept != in_utc(at).date():
            self._swept = in_utc(at).date()
            self.purge(at=at)


def asked_key(question: str) -> str:
    """The same for questions that differ in nothing but width, case, white space and punctuation."""
    folded = unicodedata.normalize("NFKC", question).lower()
    return sha256(re.sub(r"[\W_]+", "", folded).encode()).hexdigest()


def _kept(answer: Answer) -> str:
    text = answer.question.text.strip()
    return "" if answer.kind in WITHHELD or reports_misconduct(text) else masked(text)


def _cited(citation: dict[str, object]) -> dict[str, object]:
    return {key: citation[key] for key in ("document_id", "title", "article", "digest")}
