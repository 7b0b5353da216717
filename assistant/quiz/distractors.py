"""Where false options come from: other values in the same document, then elsewhere, then the usual ladder."""

from __future__ import annotations

from assistant.quiz.corpus import Corpus
from assistant.quiz.facts.fact import BodyFact, NumberFact
from assistant.quiz.grammar import bodies
from assistant.quiz.grammar.limits import GAP
from assistant.quiz.grammar.numbers import FRACTIONS, LADDERS, LONGEST, MONEY, ROUND, SLOT, amount_of, worth_of, written
from assistant.quiz.reading import ReadArticle

FARTHEST = 6.0
WANTED = 3
COARSEST = 5


def other_values(corpus: Corpus, read: ReadArticle, fact: NumberFact) -> list[tuple[float, str]]:
    """Other amounts of the same unit, best first, each with the article of the same document that has it, or "".

    None of them stands in what the item shows of the article.
    """
    shown = {match["value"] for match in SLOT.finditer(fact.passage.text)} | {fact.value}
    near: list[tuple[float, str]] = []
    floor = _floor(fact)
    own = corpus.values.get((read.document, fact.unit), {})
    elsewhere = corpus.values.get(("", fact.unit), {})
    ladder = ROUND if fact.unit in MONEY else LADDERS.get(fact.unit, ())
    for amount, label in [*own.items(), *((a, "") for a in sorted(elsewhere)), *((float(a), "") for a in ladder)]:
        close = fact.amount / FARTHEST <= amount <= fact.amount * FARTHEST or abs(amount - fact.amount) <= 2
        whole = amount == int(amount) and amount > floor
        known = any(amount == seen for seen, _ in near)
        if close and whole and not known and amount != fact.amount and written(amount, fact.value) not in shown:
            near.append((amount, label))
    return near


def _floor(fact: NumberFact) -> float:
    """What a distractor must exceed: the longest extension isn't shorter than the period that it extends."""
    before = fact.passage.put(fact.start, fact.end, GAP).split(GAP)[0]
    if not LONGEST.search(before):
        return 0.0
    others = [amount_of(match["value"] or "") for match in SLOT.finditer(before) if match["unit"] == fact.unit]
    return max((amount for amount in others if amount), default=0.0)


def around(values: list[tuple[float, str]], amount: float, rank: int) -> list[tuple[float, str]]:
    """Three values so that `amount` comes `rank`-th in order of size, as nearly as they allow."""
    below = [value for value in values if value[0] < amount]
    above = [value for value in values if value[0] > amount]
    take = min(rank, len(below))
    take = max(take, WANTED - len(above))
    return below[:take] + above[: WANTED - min(take, len(below))]


def other_fractions(value: str) -> list[str]:
    """Other simple fractions, none of the same worth."""
    worth = {text: worth_of(text) for text in (*FRACTIONS, value)}
    own = worth[value]
    if own is None or own.denominator > COARSEST:
        return []
    return [text for text in FRACTIONS if worth[text] is not None and worth[text] != own]


def other_bodies(corpus: Corpus, read: ReadArticle, fact: BodyFact) -> list[tuple[str, str]]:
    """Bodies of the same document that the article doesn't name, nearest in kind first, with their article."""
    key = bodies.core(fact.body)
    found = []
    organ = bool(bodies.ORGAN.search(fact.body))
    own = corpus.bodies.get(read.document, {})
    spare = {body: "" for body in bodies.ORGANS if organ and body not in own}
    for body, label in (*own.items(), *spare.items()):
        core = bodies.core(body)
        if body in bodies.GENERIC or body in read.text or core in key or key in core or core in read.text:
            continue
        if bool(bodies.ORGAN.search(body)) is not organ or not 0.5 <= len(body) / len(fact.body) <= 1.8:
            continue
        alike = len(set(body) & set(fact.body)) / len(set(body) | set(fact.body))
        same_end = body[-2:] == fact.body[-2:]
        found.append((not label, not same_end, -alike, body, label))
    apart: list[tuple[str, str]] = []
    for *_, body, label in sorted(found):
        core = bodies.core(body)
        if all(core not in bodies.core(seen) and bodies.core(seen) not in core for seen, _ in apart):
            apart.append((body, label))
    return apart
