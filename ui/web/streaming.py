"""An answer as a stream: what the API sends and the page shows while it comes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.model import Answer, Citation, Question
from ui.web.telemetry.metrics import count_answer

PIECE = 40
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Searching:
    """The question was taken; the answer is being looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """The next piece of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What the text's marks stand for."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """The program failed; what came so far is no answer."""


class Answering(Protocol):
    """What answers: an answerer, or a view that keeps what was asked as well."""

    def answer(self, question: Question) -> Answer:
        """The verified answer."""


Event = Searching | Token | Cited | Done | Failed


def answer_events(answerer: Answering, question: Question) -> Iterator[Event]:
    """The events of an answer in order. Nothing of its text is given out before the whole was verified."""
    yield Searching()
    try:
        answer = answerer.answer(question)
    except Exception:
        log.exception("a question failed")
        yield Failed()
        return
    count_answer(answer)
    for start in range(0, len(answer.text), PIECE):
        yield Token(answer.text[start : start + PIECE])
    yield Cited(answer.citations)
    yield Done(answer)
