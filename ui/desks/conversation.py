"""What a visit remembers, and what the page shows step by step while a question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.model import AnswerStatus, Turn
from ui.desks.rendering import Shown
from ui.web.streaming import Cited, Done, Failed, Searching, Token, answer_events
from ui.web.view import View

KEPT = 10


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answers of a visit, oldest first, and how many questions there were in all."""

    turns: tuple[Shown, ...] = ()
    asked: int = 0

    def history(self) -> tuple[Turn, ...]:
        """What a follow-up may refer to."""
        return tuple(Turn(turn.question, turn.text) for turn in self.turns)

    def with_turn(self, shown: Shown) -> Conversation:
        """The conversation after a question; what was not taken as one is counted, but not remembered."""
        declined = shown.answer is None or shown.answer.status is AnswerStatus.DECLINED
        turns = self.turns if declined else (*self.turns, shown)[-KEPT:]
        return Conversation(turns, max(self.asked, shown.number))


def answering(view: View, conversation: Conversation, text: str) -> Iterator[Shown]:
    """The states of one answer, from the question alone to the whole with its sources."""
    shown = Shown(conversation.asked + 1, text.strip())
    for event in answer_events(view.answerer, view.question(text, conversation.history())):
        match event:
            case Token(piece):
                shown = replace(shown, text=shown.text + piece)
            case Cited(citations):
                shown = replace(shown, citations=citations)
            case Done(answer):
                shown = replace(shown, text=answer.text, citations=answer.citations, answer=answer)
            case Failed():
                shown = replace(shown, failed=True)
            case Searching():
                pass
        yield shown
