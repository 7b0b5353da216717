"""The way of a question: screen, rewrite, read, retrieve, compose, generate, verify, as one LangChain runnable."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from threading import BoundedSemaphore
from time import perf_counter

from assistant.answering.asked import Kind
from assistant.answering.compose import compose
from assistant.answering.generation import ChatModel, fallen_back, generated
from assistant.answering.model import Answer, Draft, Earlier, Question
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.since import changed_since
from assistant.answering.step import DraftStep, Step
from assistant.answering.verify import verify
from assistant.wording.words import answer_words
from knowledge.search.searcher import Searcher

VERBATIM = (Kind.WORDING, Kind.CARD, Kind.TASKS)
"""Kinds of question that are answered from the documents' own words and tables alone."""

AT_ONCE = 2
_working = BoundedSemaphore(AT_ONCE)
"""So many questions are worked out at a time without a model: threads that take Python's lock from one another lose
time (docs/adr/0016)."""

log = logging.getLogger(__name__)


class Answerer:
    """Answers questions from what one searcher can see.

    `state` names what an answer rests on besides the catalogue. Where it is given and no model is configured, so many
    of the last answers are remembered: the questions that a page proposes are asked again and again, and the answer is
    the same until the state or the catalogue changes. `once` is for a program that answers one question and ends: its
    steps run one after the other without LangChain, which takes longer to import than the answer.
    """

    def __init__(self, searcher: Searcher, model: ChatModel | None = None, published: Step | None = None,
                 state: Callable[[], Hashable] | None = None, remembered: int = 0,
                 once: bool = False) -> None:  # fmt: skip
        self.searcher = searcher
        steps = make_steps(searcher, model, published)
        way = partial(_one_by_one, steps) if once else _chained(steps)
        self._way = way if model else partial(_in_turn, way)
        self._state = None if model else state
        self._remembered = lru_cache(maxsize=remembered)(partial(_worked_out, self._way))  # no way back to self

    def answer(self, question: Question, *, anew: bool = False) -> Answer:
        """The verified answer to a question; `anew` works it out whatever is remembered."""
        started = perf_counter()
        with self.searcher.holding() as snapshot:
            if self._state and not anew and not question.history and not question.earlier:
                settled = self._remembered(question, snapshot.revision, self._state())
            else:
                settled = _worked_out(self._way, question)
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


def _chained(steps: tuple[DraftStep, ...]) -> Step:
    from assistant.answering.chain import as_chain

    return as_chain(steps).invoke


def _in_turn(way: Step, draft: Draft) -> Draft:
    with _working:
        return way(draft)


def _one_by_one(steps: tuple[DraftStep, ...], draft: Draft) -> Draft:
    for step in steps:
        draft = step.run(draft)
    return draft


def _worked_out(way: Step, question: Question, *_rests_on: Hashable) -> Answer:
    settled = way(Draft(question)).answer
    if settled is None:
        raise RuntimeError("no step of the chain settled the question; `compose` must always answer")
    return settled


def make_steps(
    searcher: Searcher, model: ChatModel | None = None, published: Step | None = None
) -> tuple[DraftStep, ...]:
    """The steps in order; once one has settled the answer, only `generate` and `verify` still look at it.

    `published` answers what the office has answered for all before, ahead of the documents.
    """
    return (
        _unless_settled("screen", screen),
        _unless_settled("published", published or (lambda draft: draft)),
        _unless_settled("rewrite", lambda draft: rewrite(draft, searcher.snapshot())),
        _unless_settled("read", lambda draft: _read(draft, searcher)),
        _unless_settled("retrieve", lambda draft: retrieve(draft, searcher)),
        _unless_settled("compose", lambda draft: compose(draft, searcher.catalogue, searcher.snapshot())),
        DraftStep("generate", lambda draft: _in_its_words(draft, model)),
        DraftStep("verify", verify),
    )


def _unless_settled(name: str, step: Step) -> DraftStep:
    return DraftStep(name, lambda draft: draft if draft.answer else step(draft))


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
