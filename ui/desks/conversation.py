"""What a visit remembers, and what the page shows step by step while a question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.model import AnswerStatus, Earlier, Turn
from ui.desks.about import about
from ui.desks.rendering import Shown
from ui.web.streaming import Cited, Done, Failed, Searching, Token, answer_events
from ui.web.view import View

KEPT = 10


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answers of a visit, oldest first, how many questions there were in all, and the id it is kept under."""

    turns: tuple[Shown, ...] = ()
    asked: int = 0
    id: str = ""

    def history(self) -> tuple[Turn, ...]:
        """What a follow-up may refer to."""
        return tuple(Turn(turn.question, turn.text) for turn in self.turns)

    def with_turn(self, shown: Shown) -> Conversation:
        """The conversation after a question; what was not taken as one is counted, but not remembered."""
        declined = shown.answer is None or shown.answer.status is AnswerStatus.DECLINED
        turns = self.turns if declined else (*self.turns, shown)[-KEPT:]
        return replace(self, turns=turns, asked=max(self.asked, shown.number))


def answering(
    view: View, conversation: Conversation, text: str, earlier: Earlier | None = None
) -> Iterator[Shown]:
    """The states of one answer, from the question alone to the whole with its sources.

    With `earlier`, the answer given before to the same question, its notices say what has changed since.
    """
    shown = Shown(conversation.asked + 1, text.strip())
    for event in answer_events(view, replace(view.question(text, conversation.history()), earlier=earlier)):
        match event:
            case Token(piece):
                shown = replace(shown, text=shown.text + piece)
            case Cited(citations):
                shown = replace(shown, citations=citations)
            case Done(answer):
                told = about(view, answer.citations, answer.question.as_of)
                shown = replace(shown, text=answer.text, citations=answer.citations, answer=answer, about=told)
            case Failed():
                shown = replace(shown, failed=True)
            case Searching():
                pass
        yield shown
