"""Whether what is shown can be understood by itself."""

from __future__ import annotations

from assistant.quiz.draft import Draft
from assistant.quiz.facts.fact import (
    DefinitionFact,
    DocumentFact,
    DutyFact,
    ListFact,
    MeasureFact,
    NumberFact,
    PairsFact,
    SanctionFact,
)
from assistant.quiz.grammar.anaphora import ELSEWHERE, LISTED_BELOW
from assistant.quiz.grammar.definitions import SELF_REFERENCE
from assistant.quiz.grammar.sanctions import LIGHTEN
from assistant.quiz.passage import SHORT, leans, leans_at_start, points_back


def resolved(draft: Draft) -> bool:
    """Nothing points at what isn't shown: 前款, 该机关, 第三项."""
    fact = draft.fact
    if isinstance(fact, DocumentFact):
        return True
    if isinstance(fact, MeasureFact):
        return not any(ELSEWHERE.search(point) or points_back(point) for point in fact.points)
    if isinstance(fact, DutyFact):
        return not ELSEWHERE.search(fact.task)
    if isinstance(fact, PairsFact):
        return not ELSEWHERE.search(fact.about) and not points_back(fact.about)
    if isinstance(fact, DefinitionFact):
        return not SELF_REFERENCE.search(fact.definition) and not ELSEWHERE.search(fact.definition)
    if isinstance(fact, SanctionFact):
        return not ELSEWHERE.search(fact.act) and not points_back(fact.act) and not LIGHTEN.search(fact.act)
    shown = draft.shown
    if isinstance(fact, ListFact) or fact.passage.main.header:
        shown = LISTED_BELOW.sub("", shown)
    if ELSEWHERE.search(shown):
        return False
    first = shown if not fact.passage.main.header else fact.passage.pieces[0][1]
    return not leans(first, short=0)


def lead_kept(draft: Draft) -> bool:
    """What is shown starts with who or what it is about."""
    fact = draft.fact
    if isinstance(fact, DocumentFact | DutyFact | PairsFact | DefinitionFact | MeasureFact):
        return True
    if isinstance(fact, SanctionFact):
        return len(fact.act) > 3
    if isinstance(fact, ListFact):
        return not leans_at_start(fact.passage.pieces[0][1])
    first = fact.passage.pieces[0][1]
    if fact.start < fact.end and fact.start == fact.passage.pieces[-1][0] and isinstance(fact, NumberFact):
        return False
    return not leans_at_start(first) and len(draft.shown) >= SHORT
