"""The way of a question: screen, rewrite, read, retrieve, compose, generate, verify, as one LangChain runnable."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from time import perf_counter

from langchain_core.runnables import RunnableLambda, RunnableSequence

from assistant.answering.asked import Kind
from assistant.answering.compose import compose
from assistant.answering.generation import ChatModel, fallen_back, generated
from assistant.answering.model import Answer, Draft, Earlier, Question
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.since import changed_since
from assistant.answering.verify import verify
from assistant.wording.words import answer_words
from knowledge.search.searcher import Searcher

Step = Callable[[Draft], Draft]
VERBATIM = (Kind.WORDING, Kind.CARD, Kind.TASKS)
"""Kinds of question that are answered from the documents' own words and tables alone."""

log = logging.getLogger(__name__)


class Answerer:
    """Answers questions from what one searcher can see."""

    def __init__(self, searcher: Searcher, model: ChatModel | None = None, published: Step | None = None) -> None:
        self.searcher = searcher
        self.chain = make_chain(searcher, model, published)

    def answer(self, question: Question) -> Answer:
        """The verified answer to a question."""
        started = perf_counter()
        settled = self.chain.invoke(Draft(question)).answer
        if settled is None:
            raise RuntimeError("no step of the chain settled the question; `compose` must always answer")
        if earlier := question.earlier:
            since = self.changed_since(earlier, question.as_of, settled.question.language)
            settled = replace(settled, notices=(*settled.notices, *since))
        return replace(settled, elapsed_ms=round((perf_counter() - started) * 1000))

    def changed_since(self, earlier: Earlier, as_of: date, language: str = "zh") -> tuple[str, ...]:
        """What has changed since an answer was given, in sentences."""
        return changed_since(
            earlier.corpus, earlier.citations, as_of,
            self.searcher.catalogue, self.searcher.snapshot(), answer_words(language),
        )  # fmt: skip


def make_chain(
    searcher: Searcher, model: ChatModel | None = None, published: Step | None = None
) -> RunnableSequence[Draft, Draft]:
    """The steps in order; once a step has settled the answer, only `generate` and `verify` still look at it.

    `published` answers what the office has answered for all before, ahead of the documents.
    """
    return RunnableSequence(
        _step("screen", screen),
        _step("published", published or (lambda draft: draft)),
        _step("rewrite", lambda draft: rewrite(draft, searcher.snapshot())),
        _step("read", lambda draft: _read(draft, searcher)),
        _step("retrieve", lambda draft: retrieve(draft, searcher)),
        _step("compose", lambda draft: compose(draft, searcher.catalogue, searcher.snapshot())),
        RunnableLambda(lambda draft: _in_its_words(draft, model), name="generate"),
        RunnableLambda(verify, name="verify"),
        name="answer",
    )


def _step(name: str, step: Step) -> RunnableLambda[Draft, Draft]:
    def unless_settled(draft: Draft) -> Draft:
        return draft if draft.answer else step(draft)

    return RunnableLambda(unless_settled, name=name)


def _read(draft: Draft, searcher: Searcher) -> Draft:
    snapshot = searcher.snapshot()
    return read(draft, snapshot, institutions(searcher, snapshot.revision))


def _in_its_words(draft: Draft, model: ChatModel | None) -> Draft:
    """The answer in the model's words; whatever goes wrong there, the extractive answer with its notice."""
    if model is None or draft.asked is None or draft.asked.kind in VERBATIM:
        return draft
    try:
        return generated(draft, model)
    except Exception as error:  # its text may hold what was asked, or what a document for staff says
        log.warning("the language model gave no answer: %s", type(error).__name__)
        return fallen_back(draft)


@lru_cache(maxsize=4)
def institutions(searcher: Searcher, revision: int) -> frozenset[str]:  # noqa: ARG001 - one set a revision
    """The institutions that some article makes responsible."""
    duties = (duty for _, _, duty in searcher.catalogue.responsible())
    return frozenset(name for duty in duties for name in (*duty.leads, *duty.participants))
