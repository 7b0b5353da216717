"""排序: steps whose order the article makes a rule, sanctions from the lightest to the gravest."""

from __future__ import annotations

from assistant.quiz.draft import Bench, Draft, explain, place_of, prove
from assistant.quiz.facts.fact import ListFact
from assistant.quiz.grammar.sanctions import LADDER
from assistant.quiz.model import Item, ItemType, Target, make_options
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

LONGEST = 60
MOST = 7


def order(read: ReadArticle, fact: ListFact, bench: Bench) -> Draft | None:
    """The entries shuffled; the key is their order in the article."""
    texts = [entry.text for entry in fact.listing.entries]
    if len(texts) > MOST or any(len(text) > LONGEST for text in texts) or any(fact.catch_all):
        return None
    if fact.ladder and texts != [step for step in LADDER if step in texts]:
        return None
    key = tuple(option.id for option in make_options(texts))
    shuffled = list(texts)
    while shuffled == texts:
        bench.chance.shuffle(shuffled)
    stem = item_words()("stem-ladder" if fact.ladder else "stem-order", place=place_of(read), header=fact.passage.text)
    target = Target.SANCTION if fact.ladder else Target.PROCEDURE
    explanation = explain(read, fact.start, fact.end)
    if len(read.text) <= 220:
        explanation = item_words()("explanation", place=place_of(read), quote=" ".join(read.text.split("\n")))
    item = Item(ItemType.ORDERING, target, stem, explanation, prove(read, fact), make_options(shuffled), key)
    return Draft(item, fact, read, fact.passage.text)
