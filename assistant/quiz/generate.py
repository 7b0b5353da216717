"""Articles to items: facts, items, checks; each item offered, or rejected under the name of the check it failed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.quiz.checks.duplicates import Seen
from assistant.quiz.checks.gate import PASSED, failed, unfit
from assistant.quiz.checks.names import Check
from assistant.quiz.corpus import Corpus, read_corpus
from assistant.quiz.draft import Bench, Draft, Sighting
from assistant.quiz.items.makers import MAKERS
from assistant.quiz.model import Item, ItemType
from knowledge.model import CataloguedArticle


@dataclass
class Yield:
    """What came of a run: the items, the rejections by check and type, the articles with and without an item.

    `drafts` are what the items were made from, in their order.
    """

    items: list[Item] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    corpus: Corpus = field(default_factory=Corpus)
    rejected: Counter[tuple[ItemType, Check]] = field(default_factory=Counter)
    articles: int = 0
    covered: int = 0

    @property
    def coverage(self) -> float:
        """Share of the articles that have an item."""
        return self.covered / self.articles if self.articles else 0.0

    def by_type(self) -> Counter[ItemType]:
        """How many items of each type."""
        return Counter(item.type for item in self.items)

    def by_check(self) -> Counter[Check]:
        """How many drafts each check rejected."""
        counted: Counter[Check] = Counter()
        for (_, check), number in self.rejected.items():
            counted[check] += number
        return counted


def generate(
    articles: Iterable[CataloguedArticle], day: date, seed: int = 0, types: Iterable[ItemType] = tuple(ItemType)
) -> Yield:
    """All items that the articles in force on `day` give and that pass every check.

    The same articles and seed give the same items. Key positions are balanced as the items are made.
    """
    corpus = read_corpus(articles)
    wanted, result, seen = frozenset(types), Yield(corpus=corpus), Seen()
    bench = Bench(corpus, random.Random(seed), day)
    passed = tuple(PASSED)
    versions = {read.found.version.id: read.found.version for read, _ in corpus}
    live = {name for name, version in versions.items() if version.answers_on(day)}
    result.articles = sum(read.found.version.id in live for read, _ in corpus)
    covered: set[tuple[str, int]] = set()
    for kind, draft in _drafts(corpus, bench, wanted, live):
        check = draft if isinstance(draft, Check) else failed(draft, corpus, seen, day)
        if check:
            result.rejected[kind, check] += 1
        if check or isinstance(draft, Check):
            continue
        item = draft.item
        if item.proof:
            item = replace(item, proof=replace(item.proof, checks=passed))
        bench.note(item)
        result.items.append(item)
        result.drafts.append(draft)
        covered.add((draft.read.found.version.id, draft.read.found.ordinal))
    result.covered = len(covered)
    return result


def choose(items: list[Item], count: int, seed: int = 0) -> list[Item]:
    """A number of items, spread over types and documents in turn, the same for the same seed."""
    if count >= len(items):
        return items
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.type, item.proof.document_id if item.proof else ""), []).append(item)
    chance = random.Random(seed)
    order = sorted(groups)
    chance.shuffle(order)
    for group in groups.values():
        chance.shuffle(group)
    chosen: list[Item] = []
    while len(chosen) < count:
        for name in order:
            if groups[name] and len(chosen) < count:
                chosen.append(groups[name].pop())
    return chosen


def _drafts(
    corpus: Corpus, bench: Bench, wanted: frozenset[ItemType], live: Container[str]
) -> Iterator[tuple[ItemType, Draft | Check]]:
    for read, facts in corpus:
        for fact in facts:
            makers = [
                (kind, make)
                for made_from, kind, make, applies in MAKERS
                if type(fact) is made_from and kind in wanted and applies(fact)
            ]
            fault = unfit(Sighting(fact, read), live) if makers else None
            for kind, make in makers:
                yield kind, fault or make(read, fact, bench) or Check.TOO_FEW_DISTRACTORS
