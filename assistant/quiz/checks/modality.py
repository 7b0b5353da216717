"""What modal words and limits allow to be altered."""

from __future__ import annotations

from assistant.quiz.draft import Draft, Sighting
from assistant.quiz.facts.fact import ModalFact, NumberFact
from assistant.quiz.grammar.limits import GAP, Limit, limit_of
from assistant.quiz.grammar.marks import clause_end, clause_start
from assistant.quiz.grammar.modals import CONDITION, NO_RULE_BEFORE, NOUN_PHRASE, SAFE_SWAPS
from assistant.quiz.grammar.numbers import SLOT, amount_of
from assistant.quiz.model import Falsity, ItemType


def no_deontic_swap(draft: Draft) -> bool:
    """A statement made false by its modal word is so surely: 应当 implies 可以, so that swap isn't false."""
    fact, item = draft.fact, draft.item
    if item.type is not ItemType.TRUE_FALSE or not isinstance(fact, ModalFact) or item.key == ("true",):
        return True
    swapped = SAFE_SWAPS.get(fact.word)
    return swapped is not None and fact.passage.put(fact.start, fact.end, swapped) in item.stem


def not_entailed(draft: Draft) -> bool:
    """A statement made false by its number doesn't follow from the article."""
    fact, item = draft.fact, draft.item
    if item.type is not ItemType.TRUE_FALSE or not isinstance(fact, NumberFact) or item.key == ("true",):
        return True
    limit = limit_of(fact.passage.put(fact.start, fact.end, GAP))
    altered = amount_of(altered_text(draft))
    if altered is None:
        return False
    return limit is Limit.NONE or (altered < fact.amount) == (limit is Limit.UPPER)


def altered_text(draft: Draft) -> str:
    """What the false statement has in place of the key."""
    before, after = draft.fact.passage.put(draft.fact.start, draft.fact.end, GAP).split(GAP)
    stem = draft.item.stem
    begin = stem.find(before) + len(before)
    return stem[begin : stem.rfind(after)]


def normative(draft: Draft | Sighting) -> bool:
    """The modal word makes a rule: it isn't within a condition or a noun phrase."""
    fact = draft.fact
    if not isinstance(fact, ModalFact):
        return True
    text = draft.read.text
    before = text[clause_start(text, fact.start) : fact.start]
    after = text[fact.end : clause_end(text, fact.end)]
    return not (NO_RULE_BEFORE.search(before) or CONDITION.search(after) or NOUN_PHRASE.search(after))


def one_fact(draft: Draft | Sighting) -> bool:
    """What is shown has one modal word, if that is what is asked for, and no altered statement leans on another."""
    fact = draft.fact
    return not (isinstance(fact, ModalFact) and fact.count > 1)


def one_number(draft: Draft) -> bool:
    """An altered statement has no other number of the unit to contradict it; a choice has at most one."""
    fact, item = draft.fact, draft.item
    if not isinstance(fact, NumberFact) or item.type is ItemType.FILL_IN:
        return True
    same: int = sum((match["unit"] or "") == fact.unit for match in SLOT.finditer(draft.shown))
    return same <= (1 if item.type is ItemType.TRUE_FALSE else 2)


def refuted(draft: Draft) -> bool:
    """Every distractor has its refutation."""
    item, proof = draft.item, draft.item.proof
    if item.type not in (ItemType.SINGLE, ItemType.MULTIPLE) or proof is None:
        return True
    said = {refutation.option for refutation in proof.refutations if refutation.falsity is not Falsity.ALTERED}
    return all(option.id in said for option in item.options if option.id not in item.key)
