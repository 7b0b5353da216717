"""Answers as LangChain runnables: a question in, the contract's answer out; and the way itself, step by step."""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda, RunnableSequence

from assistant.answering.composer import Answerer, DraftStep
from assistant.answering.model import Draft, Question, turns_from_json


def answer_runnable(answerer: Answerer) -> Runnable[str | dict[str, Any], dict[str, Any]]:
    """A runnable over a question, or `{"question", "history"?, "as_of"?}`; gives the answer as the contract has it."""

    def answer(asked: str | dict[str, Any]) -> dict[str, Any]:
        entry: dict[str, Any] = {"question": asked} if isinstance(asked, str) else asked
        day = date.fromisoformat(entry["as_of"]) if entry.get("as_of") else date.today()
        question = Question(str(entry["question"]), day, history=turns_from_json(entry.get("history") or []))
        return answerer.answer(question).to_json()

    return RunnableLambda(answer, name="integrity")


def draft_runnable(answerer: Answerer) -> RunnableSequence[Draft, Draft]:
    """The steps of an answer as one runnable over a draft; callbacks are told of each."""
    return RunnableSequence(*map(_StepRunnable, answerer.steps), name="answer")


class _StepRunnable(Runnable[Draft, Draft]):
    """A step; `RunnableLambda` would read its function's signature several times a call."""

    def __init__(self, step: DraftStep) -> None:
        self.name = step.name
        self._step = step.run

    def invoke(self, input: Draft, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:  # noqa: A002, ANN401
        """The draft, further on."""
        return self._call_with_config(self._step, input, config, **kwargs)
