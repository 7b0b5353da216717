"""The way of a question as one LangChain runnable; callbacks are told of each step where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableSequence

from assistant.answering.model import Draft
from assistant.answering.step import DraftStep, Step


def as_chain(steps: Sequence[DraftStep]) -> RunnableSequence[Draft, Draft]:
    """The steps in order, from a draft that holds the question to one that holds the answer."""
    return RunnableSequence(*(_StepRunnable(step.name, step.run) for step in steps), name="answer")


class _StepRunnable(Runnable[Draft, Draft]):
    """A step of the way.

    LangChain's `RunnableLambda` reads the function's signature several times a call: an eighth of the answer's time.
    """

    def __init__(self, name: str, step: Step) -> None:
        self.name = name
        self._step = step

    def invoke(self, input: Draft, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:  # noqa: A002, ANN401
        """The draft, further on."""
        if getattr((config or {}).get("callbacks"), "handlers", None):
            return self._call_with_config(self._step, input, config, **kwargs)
        return self._step(input)
