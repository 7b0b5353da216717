"""The signed-in person behind an event of the page: checked on the server each time, with their own history."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.answering.model import Earlier
from assistant.conversations.restore import answer_from_json
from assistant.helpdesk.feedback import Reason
from knowledge.questions.model import spoken
from ui.desks.about import about
from ui.desks.conversation import KEPT, Conversation
from ui.desks.rendering import Shown
from ui.pages.visit import SESSION_COOKIE
from ui.web.house import House
from ui.web.view import View

if TYPE_CHECKING:
    from gradio import Request

GOES_ON_FOR = timedelta(hours=12)
REASONS = frozenset(reason.value for reason in Reason)
log = logging.getLogger(__name__)


class Keeping:
    """What the page of signed-in people does beside answering: who asks, their history, their opinion."""

    def __init__(self, house: House, view: View) -> None:
        self._house = house
        self._view = view
        self._application = house.application

    def person(self, request: Request) -> Principal:
        """Who sent an event.

        Raises:
            Forbidden: nobody who is signed in.
        """
        secret = str(dict(request.cookies).get(SESSION_COOKIE, "")) if request else ""
        session = self._application.sessions.find(secret, at=self._house.now()) if secret else None
        if session is None:
            raise Forbidden(tuple(Role))
        return session.principal

    def resume(self, request: Request) -> Conversation:
        """The conversation that was used last, if that was not long ago; else an empty one."""
        person, now = self.person(request), self._house.now()
        kept = self._application.conversations.latest(person, limit=1)
        if not kept or now - kept[0].used_at > GOES_ON_FOR:
            return Conversation()
        turns = self._application.conversations.turns(person, kept[0].id)
        shown = []
        for turn in turns[-KEPT:]:
            answer = answer_from_json(turn.answer, turn.as_of, self._view.catalogue)
            told = about(self._view, answer.citations, turn.as_of)
            shown.append(Shown(turn.number, answer.question.text, answer.text, answer.citations, answer, about=told))
        return Conversation(tuple(shown), turns[-1].number if turns else 0, kept[0].id)

    def told_before(self, request: Request, conversation: Conversation, text: str) -> Earlier | None:
        """The last answer to the same question in this conversation, as it was kept."""
        turns = self._application.conversations.turns(self.person(request), conversation.id)
        same = [turn.answer for turn in turns if spoken(turn.answer["question"]) == spoken(text)]
        return Earlier(same[-1]["corpus"], tuple(same[-1]["citations"])) if same else None

    def keep(self, request: Request, conversation: Conversation, shown: Shown) -> str:
        """Keeps a settled answer; the id of its conversation."""
        if shown.answer is None:
            return conversation.id
        told = shown.answer
        return self._application.conversations.add(
            self.person(request), conversation.id, told.to_json(), told.question.as_of, at=self._house.now()
        )

    def judge(self, request: Request, conversation: Conversation, satisfied: bool, reason: str, comment: str) -> None:
        """Keeps what somebody thought of the last answer."""
        self.person(request)
        if not conversation.turns:
            return
        answer = conversation.turns[-1].answer
        if answer and answer.id:
            why = " ".join(part for part in (reason if reason in REASONS else "", comment.strip()) if part)
            self._application.question_log.mark(answer.id, satisfied, why)
