"""简答: what an article lists, a key point an entry; marked by a person in the end."""

from __future__ import annotations

from assistant.quiz.draft import Bench, Draft, place_of, prove
from assistant.quiz.facts.fact import ListFact, MeasureFact
from assistant.quiz.grammar.likeness import ENTRY_JOIN
from assistant.quiz.model import Item, ItemType, KeyPoint, Target, make_option
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

FEWEST, MOST, LONGEST = 3, 7, 60


def recall(read: ReadArticle, fact: ListFact, bench: Bench) -> Draft | None:  # noqa: ARG001 - as all makers
    """Asks for the entries of a list of three to seven."""
    texts = [entry.text for entry in fact.closed]
    if not FEWEST <= len(texts) <= MOST or any(len(text) > LONGEST for text in texts):
        return None
    phrase = item_words()
    name = "stem-list-short-open" if any(fact.catch_all) else "stem-list-short"
    stem = phrase(name, place=place_of(read), header=fact.passage.text, count=len(texts))
    points = tuple(KeyPoint(make_option(text).id, text) for text in texts)
    explanation = phrase("explanation", place=place_of(read), quote=fact.header + ENTRY_JOIN.join(texts))
    item = Item(
        ItemType.SHORT_ANSWER,
        Target.ENUMERATION,
        stem,
        explanation,
        prove(read, fact),
        points=points,
        marks=float(len(points)),
    )
    return Draft(item, fact, read, fact.passage.text)


def measures(read: ReadArticle, fact: MeasureFact, bench: Bench) -> Draft:  # noqa: ARG001 - as all makers
    """Asks for the measures under a heading."""
    phrase, place = item_words(), place_of(read)
    stem = phrase("stem-measures", place=place, heading=fact.heading, count=len(fact.points))
    points = tuple(KeyPoint(make_option(text).id, text) for text in fact.points)
    explanation = phrase("explanation", place=place, quote=ENTRY_JOIN.join(fact.points))
    proof, marks = prove(read, fact), float(len(points))
    item = Item(ItemType.SHORT_ANSWER, Target.ENUMERATION, stem, explanation, proof, points=points, marks=marks)
    return Draft(item, fact, read, fact.heading)
