"""The form of stem and options."""

from __future__ import annotations

from assistant.quiz.draft import Draft
from assistant.quiz.facts.fact import BodyFact, DefinitionFact, InlineFact, ListFact, ModalFact, SanctionFact
from assistant.quiz.grammar.bodies import GENERIC
from assistant.quiz.grammar.facts_of_documents import ALL_OR_NONE
from assistant.quiz.grammar.kinds import says_sanction_alone
from assistant.quiz.grammar.lists import CATCH_ALL, SURELY_CATCH_ALL, VALUE_ENTRY
from assistant.quiz.grammar.marks import NEGATIVE_ASKED, clause_end
from assistant.quiz.grammar.modals import (
    BOUND,
    CONDITIONAL,
    IN_TIME,
    OBLIGATIONS,
    PLAIN_DUTY,
    PLAIN_RIGHT,
    PLAIN_WRONG,
    PROHIBITION,
)
from assistant.quiz.model import ItemType

LONGEST_STEM = 120
SHORTEST_ENTRY = 4


def short_stem(draft: Draft) -> bool:
    """No more than 120 characters."""
    return len(draft.item.stem) <= LONGEST_STEM


def negative_bold(draft: Draft) -> bool:
    """What is asked in the negative has its 不 in bold."""
    return not NEGATIVE_ASKED.search(draft.item.stem)


def no_all_or_none(draft: Draft) -> bool:
    """No 以上都是, no 以上都不是."""
    return not any(ALL_OR_NONE.search(option.text) for option in draft.item.options)


def no_catch_all(draft: Draft) -> bool:
    """The catch-all entry (其他…) is no option and no act; who asks for a whole list knows which entry that is."""
    if isinstance(draft.fact, SanctionFact):
        return not CATCH_ALL.search(draft.fact.act)
    if isinstance(draft.fact, ListFact) and draft.item.type is ItemType.SHORT_ANSWER:
        entries = draft.fact.listing.entries
        return all(not CATCH_ALL.search(entry.text) or SURELY_CATCH_ALL.search(entry.text) for entry in entries)
    return not (isinstance(draft.fact, ListFact) and any(CATCH_ALL.search(o.text) for o in draft.item.options))


def worth_asking(draft: Draft) -> bool:
    """There is something to know: entries say more than a word or two, a definition more than its term."""
    fact = draft.fact
    if isinstance(fact, ListFact) and says_sanction_alone(fact.header):
        return False  # only who knows the article by its number could tell what it lists
    if isinstance(fact, ListFact) and draft.item.type in (ItemType.MULTIPLE, ItemType.SINGLE):
        texts = [option.text for option in draft.item.options]
        return min(map(len, texts)) >= SHORTEST_ENTRY and not any(VALUE_ENTRY.search(text) for text in texts)
    if isinstance(fact, ModalFact):
        after = draft.read.text[fact.end : clause_end(draft.read.text, fact.end)]
        if fact.word == PROHIBITION and PLAIN_WRONG.search(after) or PLAIN_DUTY.match(after):
            return False
        if fact.word in OBLIGATIONS and IN_TIME.match(after):
            return False
        if draft.item.type is ItemType.TRUE_FALSE:
            return True
        if PLAIN_RIGHT.search(after) or fact.word == PROHIBITION and BOUND.match(after):
            return False
        before = draft.read.text[fact.passage.main.start : fact.start]
        return fact.word == PROHIBITION or bool(CONDITIONAL.search(before))
    if isinstance(fact, BodyFact):
        return fact.body not in GENERIC
    if isinstance(fact, DefinitionFact):
        shared = sum(sign in fact.definition for sign in set(fact.term))
        return shared < len(set(fact.term))
    return not isinstance(fact, InlineFact) or len(fact.members) >= 3
