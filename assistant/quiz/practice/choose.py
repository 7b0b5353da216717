"""Which items come next: what changed, what is due, what is known least, what is new. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.quiz.model import Item
from assistant.quiz.papers.draw import Pooled

RECENT = 5
"""So many of the last answers on an article tell how well it is known."""
KNOWN = 0.9
"""From this mastery on an article isn't weak."""
REST = timedelta(minutes=5)
"""For so long a weak article that was just asked about waits for others: its answer was on the page a moment ago."""


class Reason(StrEnum):
    """Why an item comes now."""

    CHANGED = "changed"  # the article was asked about before its text changed
    DUE = "due"
    WEAK = "weak"
    NEW = "new"
    AGAIN = "again"  # nothing else is left


@dataclass(frozen=True, slots=True)
class Memory:
    """What a person knows of an article: shares of the last answers, the newest last; when it is due."""

    document_id: str
    label: str
    shares: tuple[float, ...] = ()
    due: datetime | None = None
    retained: float = 0.0

    @property
    def mastery(self) -> float:
        """From 0 to 1: how well the last answers went, less what may be forgotten since."""
        recent = self.shares[-RECENT:]
        return sum(recent) / len(recent) * self.retained if recent else 0.0


@dataclass(frozen=True, slots=True)
class Pick:
    """An item, and why."""

    pooled: Pooled
    reason: Reason


def article_key(item: Item) -> str:
    """What an item is practised under: its article's text hash, or itself where it rests on no article."""
    return item.proof.digest if item.proof and item.proof.digest else f"item:{item.id}"[:64]


def choose(
    pool: Sequence[Pooled],
    memories: Mapping[str, Memory],
    asked: Mapping[str, datetime],
    at: datetime,
    count: int,
    seed: str,
) -> list[Pick]:
    """The next items: one an article, its item asked longest ago; the reasons take turns, none starves another.

    Args:
        pool: what is published.
        memories: by article key.
        asked: when each item was last asked, by id.
        at: now.
        count: how many at most.
        seed: the same seed gives the same choice.
    """
    chance = random.Random(seed)
    articles: dict[str, list[Pooled]] = {}
    for one in sorted(pool, key=lambda one: one.item.id):
        articles.setdefault(article_key(one.item), []).append(one)
    known_places = {(memory.document_id, memory.label) for memory in memories.values() if memory.label}
    queues: dict[Reason, list[str]] = {reason: [] for reason in Reason}
    for key in chance.sample(sorted(articles), len(articles)):
        reason = _reason(articles[key][0].item, memories.get(key), known_places, at)
        lately = any(asked.get(one.item.id, at - REST) > at - REST for one in articles[key])
        queues[Reason.AGAIN if reason is Reason.WEAK and lately else reason].append(key)
    for reason in (Reason.WEAK, Reason.DUE, Reason.AGAIN):
        queues[reason].sort(key=lambda key: memories[key].mastery)
    picks: list[Pick] = []
    turns = [reason for reason in Reason if reason is not Reason.AGAIN]
    while len(picks) < count and any(queues[reason] for reason in turns):
        for reason in turns:
            if queues[reason] and len(picks) < count:
                picks.append(Pick(_longest_ago(articles[queues[reason].pop(0)], asked, chance), reason))
    for key in queues[Reason.AGAIN][: count - len(picks)]:
        picks.append(Pick(_longest_ago(articles[key], asked, chance), Reason.AGAIN))
    return picks


def _reason(item: Item, memory: Memory | None, places: set[tuple[str, str]], at: datetime) -> Reason:
    if memory is None:
        place = (item.proof.document_id, item.proof.label) if item.proof else ("", "")
        return Reason.CHANGED if place[1] and place in places else Reason.NEW
    if memory.due is not None and memory.due <= at:
        return Reason.DUE
    return Reason.WEAK if memory.mastery < KNOWN else Reason.AGAIN


def _longest_ago(items: Sequence[Pooled], asked: Mapping[str, datetime], chance: random.Random) -> Pooled:
    fresh = [one for one in items if one.item.id not in asked]
    return chance.choice(fresh) if fresh else min(items, key=lambda one: asked[one.item.id])
