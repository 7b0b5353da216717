"""What people thought of an answer or of the office's reply: satisfied or not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, delete, insert

from assistant.helpdesk.desk import HelpDesk, conversation_key
from assistant.helpdesk.misconduct import reports_misconduct
from assistant.helpdesk.sealing import Seal
from assistant.helpdesk.tables import help_feedback
from assistant.privacy.masking import masked


class Reason(StrEnum):
    """Why somebody was not satisfied."""

    NONE = ""
    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    OUTDATED = "outdated"
    SLOW = "slow"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thought; with `number` and `secret` of the office's reply, else of an answer."""

    satisfied: bool
    reason: Reason = Reason.NONE
    comment: str = ""
    question: str = ""
    answer_status: str = ""
    conversation: str = ""
    number: str = ""
    secret: str = ""


@dataclass(frozen=True)
class Feedback:
    """Takes opinions; of what reads as a report of misconduct only the mark is kept."""

    engine: Engine
    seal: Seal
    desk: HelpDesk

    def give(self, opinion: Opinion, *, at: datetime) -> bool:
        """Keeps an opinion, of a request the last one; False where the request isn't the giver's."""
        if opinion.number and self.desk.follow(opinion.number, opinion.secret) is None:
            return False
        values = {
            "at": at,
            "satisfied": opinion.satisfied,
            "reason": opinion.reason.value,
            "answer_status": opinion.answer_status,
            "number": opinion.number,
            "conversation": conversation_key(opinion.conversation),
            "question_sealed": self._kept(opinion.question),
            "comment_sealed": self._kept(opinion.comment),
        }
        with self.engine.begin() as connection:
            if opinion.number:
                connection.execute(delete(help_feedback).where(help_feedback.c.number == opinion.number))
            connection.execute(insert(help_feedback).values(**values))
        return True

    def _kept(self, text: str) -> str:
        return "" if reports_misconduct(text) else self.seal.close(masked(text.strip()))
