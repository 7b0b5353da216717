"""The way of a question: screen, rewrite, read, retrieve, compose, verify, as one LangChain runnable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from time import perf_counter

from langchain_core.runnables import RunnableLambda, RunnableSequence

from assistant.answering.compose import compose
from assistant.answering.model import Answer, Draft, Question
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.verify import verify
from knowledge.search.searcher import Searcher

Step = Callable[[Draft], Draft]


class Answerer:
    """Answers questions from what one searcher can see."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.chain = make_chain(searcher)

    def answer(self, question: Question) -> Answer:
        """The verified answer to a question."""
        started = perf_counter()
        settled = self.chain.invoke(Draft(question)).answer
        if settled is None:
            raise RuntimeError("no step of the chain settled the question; `compose` must always answer")
        return replace(settled, elapsed_ms=round((perf_counter() - started) * 1000))


def make_chain(searcher: Searcher) -> RunnableSequence[Draft, Draft]:
    """The steps in order; once a step has settled the answer, only `verify` still looks at it."""
    return RunnableSequence(
        _step("screen", screen),
        _step("rewrite", lambda draft: rewrite(draft, searcher.snapshot())),
        _step("read", lambda draft: read(draft, searcher.snapshot(), _bodies(searcher, searcher.snapshot().revision))),
        _step("retrieve", lambda draft: retrieve(draft, searcher)),
        _step("compose", lambda draft: compose(draft, searcher.catalogue, searcher.snapshot())),
        RunnableLambda(verify, name="verify"),
        name="answer",
    )


def _step(name: str, step: Step) -> RunnableLambda[Draft, Draft]:
    def unless_settled(draft: Draft) -> Draft:
        return draft if draft.answer else step(draft)

    return RunnableLambda(unless_settled, name=name)


@lru_cache(maxsize=4)
def _bodies(searcher: Searcher, revision: int) -> frozenset[str]:  # noqa: ARG001 - one set a revision
    """The institutions that some article makes responsible."""
    duties = (duty for _, _, duty in searcher.catalogue.responsible())
    return frozenset(name for duty in duties for name in (*duty.leads, *duty.participants))
