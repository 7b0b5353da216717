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
    """Bodies that the article doesn't name, with their article: its peers, then those of the document, nearest first.

    Peers are told apart by law whatever their names; of the others none has a name that another's holds.
    """
    key = bodies.core(fact.body)
    own = corpus.bodies.get(read.document, {})
    peers = next((group for group in bodies.PEERS if fact.body in group), ())
    organ = bool(bodies.ORGAN.search(fact.body))
    found = []
    for body, label in (*own.items(), *((peer, "") for peer in peers if peer not in own)):
        core = bodies.core(body)
        if body in bodies.GENERIC or body in read.text or body == fact.body or _apart(body, fact):
            continue
        if body not in peers:
            if core in key or key in core or core in read.text or bodies.takes_in(body, fact.body):
                continue
            if bool(bodies.ORGAN.search(body)) is not organ or not 0.5 <= len(body) / len(fact.body) <= 1.8:
                continue
        alike = len(set(body) & set(fact.body)) / len(set(body) | set(fact.body))
        same_end = body[-2:] == fact.body[-2:]
        found.append((body not in peers, not label, not same_end, -alike, body, label))
    apart: list[tuple[str, str]] = []
    for stranger, *_, body, label in sorted(found):
        core = bodies.core(body)
        if not stranger or all(core not in bodies.core(seen) and bodies.core(seen) not in core for seen, _ in apart):
            apart.append((body, label))
    return apart


def _apart(body: str, fact: BodyFact) -> bool:
    """Whether nobody would think of a body here: the army's among civil ones, a county's for what is the state's."""
    if bool(bodies.ARMED.search(body)) is not bool(bodies.ARMED.search(fact.body)):
        return True
    stated = bodies.WHOLE_STATE.search(fact.passage.text.replace(fact.body, ""))
    return bool(stated and bodies.LOCAL.search(body)) and not bodies.LOCAL.search(fact.passage.text)
