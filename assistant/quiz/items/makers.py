"""Which fact makes which items; a new maker is one function and one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.quiz.draft import Bench, Draft
from assistant.quiz.facts import fact as facts
from assistant.quiz.facts.numbers import FRACTION
from assistant.quiz.grammar.modals import CLOZE, SAFE_SWAPS
from assistant.quiz.items import duty, fill_in, matching, multiple, ordering, short_answer, single, true_false
from assistant.quiz.model import ItemType
from assistant.quiz.reading import ReadArticle

Maker = Callable[[ReadArticle, Any, Bench], Draft | None]

Applies = Callable[[Any], bool]


def _always(fact: object) -> bool:  # noqa: ARG001 - as all of them
    return True


def _asks_word(fact: facts.ModalFact) -> bool:
    return fact.word in CLOZE


def _swaps_safely(fact: facts.ModalFact) -> bool:
    return fact.word in SAFE_SWAPS


def _simple(fact: facts.NumberFact) -> bool:
    return fact.unit != FRACTION


MAKERS: tuple[tuple[type, ItemType, Maker, Applies], ...] = (
    (facts.NumberFact, ItemType.SINGLE, single.number, _always),
    (facts.NumberFact, ItemType.FILL_IN, fill_in.number, _always),
    (facts.NumberFact, ItemType.TRUE_FALSE, true_false.number, _simple),
    (facts.BodyFact, ItemType.SINGLE, single.body, _always),
    (facts.ModalFact, ItemType.SINGLE, single.modality, _asks_word),
    (facts.ModalFact, ItemType.TRUE_FALSE, true_false.modality, _swaps_safely),
    (facts.ExceptionFact, ItemType.TRUE_FALSE, true_false.exception, _always),
    (facts.SanctionFact, ItemType.SINGLE, single.sanction, _always),
    (facts.DefinitionFact, ItemType.SINGLE, single.definition, _always),
    (facts.DefinitionFact, ItemType.FILL_IN, fill_in.term, _always),
    (facts.DutyFact, ItemType.SINGLE, duty.leads, duty.has_leads),
    (facts.DutyFact, ItemType.SINGLE, duty.deadline, duty.has_deadline),
    (facts.DocumentFact, ItemType.SINGLE, single.document, _always),
    (facts.DutyFact, ItemType.MULTIPLE, duty.several_leads, duty.has_several_leads),
    (facts.MeasureFact, ItemType.SHORT_ANSWER, short_answer.measures, _always),
    (facts.ListFact, ItemType.MULTIPLE, multiple.multiple, _always),
    (facts.ListFact, ItemType.SINGLE, multiple.not_listed, _always),
    (facts.ProcedureFact, ItemType.ORDERING, ordering.order, _always),
    (facts.ListFact, ItemType.SHORT_ANSWER, short_answer.recall, _always),
    (facts.InlineFact, ItemType.FILL_IN, fill_in.member, _always),
    (facts.PairsFact, ItemType.MATCHING, matching.match, _always),
)
"""Fact, type, maker, and for which facts of that kind."""
