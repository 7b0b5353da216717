"""填空: a number before its unit, a term, a member of a closed list; what is accepted is listed in full."""

from __future__ import annotations

from collections import Counter

from assistant.quiz.draft import Bench, Draft, explain, place_of, prove, target_of_number
from assistant.quiz.facts.fact import DefinitionFact, InlineFact, NumberFact
from assistant.quiz.grammar.lists import RANK
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.model import Item, ItemType, Target
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words
from knowledge.reference.numerals import to_arabic, to_chinese


def number(read: ReadArticle, fact: NumberFact, bench: Bench) -> Draft:  # noqa: ARG001 - as all makers
    """The number left out; both ways of writing it are accepted."""
    spelled: tuple[str, ...] = (fact.value, to_arabic(fact.value))
    if fact.value.isascii() and fact.value.isdigit():
        spelled = (*spelled, to_chinese(int(fact.value)))
    stem = item_words()("stem-fill-in", place=place_of(read), text=fact.passage.blanked(fact.start, fact.end))
    accepted = tuple(dict.fromkeys(spelled))
    return _draft(read, fact, stem, accepted, target_of_number(fact.timed))


def term(read: ReadArticle, fact: DefinitionFact, bench: Bench) -> Draft:  # noqa: ARG001
    """The term for a definition."""
    stem = item_words()("stem-definition-fill", place=place_of(read), definition=fact.definition)
    return _draft(read, fact, stem, (fact.term,), Target.DEFINITION)


def member(read: ReadArticle, fact: InlineFact, bench: Bench) -> Draft | None:
    """One member of a closed list left out; none whose rank those beside it tell: 记三等功、（　　）、记一等功."""
    ranked = Counter(RANK.sub("", text) for text, _ in fact.members)
    open_ = [(text, start) for text, start in fact.members if ranked[RANK.sub("", text)] == 1]
    if not open_:
        return None
    text, start = open_[bench.chance.randrange(len(open_))]
    shown = fact.passage.put(start, start + len(text), BLANK)
    stem = item_words()("stem-fill-in", place=place_of(read), text=shown)
    return _draft(read, fact, stem, (text,), Target.ENUMERATION)


def _draft(
    read: ReadArticle,
    fact: NumberFact | DefinitionFact | InlineFact,
    stem: str,
    accepted: tuple[str, ...],
    target: Target,
) -> Draft:
    explanation = explain(read, fact.start, fact.end)
    item = Item(ItemType.FILL_IN, target, stem, explanation, prove(read, fact), blanks=(accepted,))
    return Draft(item, fact, read, fact.passage.text)
