"""Answers as a LangChain runnable: a question in, the contract's answer out."""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.composer import Answerer
from assistant.answering.model import Question, turns_from_json


def answer_runnable(answerer: Answerer) -> Runnable[str | dict[str, Any], dict[str, Any]]:
    """A runnable over a question, or `{"question", "history"?, "as_of"?}`; gives the answer as the contract has it."""

    def answer(asked: str | dict[str, Any]) -> dict[str, Any]:
        entry: dict[str, Any] = {"question": asked} if isinstance(asked, str) else asked
        day = date.fromisoformat(entry["as_of"]) if entry.get("as_of") else date.today()
        question = Question(str(entry["question"]), day, history=turns_from_json(entry.get("history") or []))
        return answerer.answer(question).to_json()

    return RunnableLambda(answer, name="integrity")
