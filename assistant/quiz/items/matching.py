"""配伍: sanctions and periods, gravities and sanctions, bodies and duties of one article."""

from __future__ import annotations

from assistant.quiz.draft import Bench, Draft, place_of, prove
from assistant.quiz.facts.fact import PairsFact
from assistant.quiz.grammar.numbers import LADDERS, SLOT, amount_of, written
from assistant.quiz.grammar.sanctions import steps_of
from assistant.quiz.model import Item, ItemType, Target, make_options
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

SPARE = 2
TARGETS = {"period": Target.SANCTION, "rung": Target.SANCTION, "duty": Target.BODY}


def match(read: ReadArticle, fact: PairsFact, bench: Bench) -> Draft | None:
    """The left sides in the article's order, the right sides shuffled; the key pairs them."""
    phrase = item_words()
    left = [premise or phrase("rung-base") for premise, _ in fact.pairs]
    right = [text for _, text in fact.pairs]
    if len(set(left)) < len(left) or len(set(right)) < len(right):
        return None
    shuffled = list(right)
    if fact.kind == "rung":
        keys = [steps_of(text) for text in right]
        known = sorted(bench.corpus.sanctions.get(read.document, ()))
        spare = [text for text in known if not any(steps_of(text) <= key for key in keys)]
        if len(spare) < SPARE:
            return None
        shuffled += bench.chance.sample(spare, SPARE)
    elif fact.kind == "period":
        spare = _other_periods(right)
        if len(spare) < SPARE:
            return None
        shuffled += bench.chance.sample(spare, SPARE)
    before = list(shuffled)
    while shuffled == before:
        bench.chance.shuffle(shuffled)
    stem = phrase(f"stem-match-{fact.kind}", place=place_of(read), act=fact.about)
    quote = read.text[fact.passage.main.start : max(fact.end, fact.passage.main.end)]
    explanation = phrase("explanation", place=place_of(read), quote=" ".join(quote.split("\n")))
    key = tuple(option.id for option in make_options(right))
    item = Item(
        ItemType.MATCHING,
        TARGETS[fact.kind],
        stem,
        explanation,
        prove(read, fact),
        make_options(shuffled),
        key,
        premises=make_options(left),
    )
    return Draft(item, fact, read, fact.passage.text)


def _other_periods(periods: list[str]) -> list[str]:
    """Periods of the same unit, written alike, that nothing has: as many as there are, they'd match by their order."""
    found = [match for text in periods if (match := SLOT.fullmatch(text)) and match["value"]]
    amounts = [amount_of(match["value"]) for match in found]
    if len(found) < len(periods) or len({match["unit"] for match in found}) > 1:
        return []
    unit, longest = found[0]["unit"], max(amount or 0 for amount in amounts)
    shortest = min(amount or 0 for amount in amounts) / 2
    others = [amount for amount in LADDERS.get(unit, ()) if amount not in amounts and shortest <= amount <= longest]
    return [written(float(amount), found[0]["value"]) + unit for amount in others]
