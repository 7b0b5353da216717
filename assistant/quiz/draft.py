"""An item on its way: with the fact and the article it was made from, for the checks to look at."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from assistant.quiz.corpus import Corpus
from assistant.quiz.facts.fact import Fact
from assistant.quiz.model import Falsity, Item, ItemType, Proof, Refutation, Target, make_option
from assistant.quiz.reading import ReadArticle
from assistant.quiz.wording.words import item_words

LETTERS = 4
QUOTE = 220


@dataclass(frozen=True, slots=True)
class Sighting:
    """A fact in its article, before anything is made of it."""

    fact: Fact
    read: ReadArticle


@dataclass(frozen=True, slots=True)
class Draft:
    """`shown` is what the stem shows of the article, key included."""

    item: Item
    fact: Fact
    read: ReadArticle
    shown: str


@dataclass
class Bench:
    """What item makers work with: the corpus, the seeded chance, the day, how often each key position was used."""

    corpus: Corpus
    chance: random.Random
    day: date
    positions: list[int] = field(default_factory=lambda: [0] * LETTERS)
    truths: list[int] = field(default_factory=lambda: [0, 0])

    def position(self) -> int:
        """The key position used least so far."""
        least = min(self.positions)
        return self.chance.choice([place for place, used in enumerate(self.positions) if used == least])

    def truth(self) -> bool:
        """True or false, whichever was used less."""
        return self.truths[1] <= self.truths[0]

    def note(self, item: Item) -> None:
        """Counts an item that was accepted."""
        if item.type is ItemType.SINGLE:
            self.positions[[option.id for option in item.options].index(item.key[0])] += 1
        elif item.type is ItemType.TRUE_FALSE:
            self.truths[item.key[0] == "true"] += 1


def place_of(read: ReadArticle) -> str:
    """《title》第N条."""
    return _place(read.found.version.title, read.found.article.label)


@lru_cache(maxsize=4096)
def _place(title: str, label: str) -> str:
    return item_words()("place", title=title, label=label)


def prove(read: ReadArticle, fact: Fact, refutations: list[Refutation] | None = None) -> Proof:
    """The proof of an item made from a fact; its checks are added when it has passed them."""
    version, article = read.found.version, read.found.article
    catalogued = fact.start == fact.end
    return Proof(
        version.document_id,
        version.id,
        version.title,
        version.number,
        "" if catalogued else article.label,
        article.digest,
        fact.start,
        fact.end,
        article.text[fact.start : fact.end],
        tuple(refutations or ()),
    )


def refute(text: str, falsity: Falsity, detail: str) -> Refutation:
    """Why the option with this text is false."""
    return Refutation(make_option(text).id, falsity, detail)


def explain(read: ReadArticle, start: int, end: int, key: str = "explanation") -> str:
    """The explanation: the article quoted around a span, whole sentences as far as they are short."""
    text = read.text
    first, last = read.sentence_at(start), read.sentence_at(max(start, end - 1))
    begin = first.header.start if first.header else first.start
    quote = text[begin : last.end]
    if len(quote) > QUOTE:
        quote = text[first.start : first.end]
    return item_words()(key, place=place_of(read), quote=" ".join(quote.split("\n")).strip())


def target_of_number(timed: bool) -> Target:
    """Deadline for units of time, else quantity."""
    return Target.DEADLINE if timed else Target.QUANTITY
