"""The bank as trainers work with it: find items, look one through, move it on, write and import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from assistant.accounts.principal import Principal, Role
from assistant.quiz.bank.life import MOVES, Action, Refusal, Standing
from assistant.quiz.bank.store import Bank, Event, Kept
from assistant.quiz.bank.tables import items as items_table
from assistant.quiz.examinations.item_figures import item_figures
from assistant.quiz.generate import Yield, choose, generate
from assistant.quiz.model import Item, ItemType
from assistant.quiz.statistics import Figures
from knowledge.model import CataloguedArticle

TRAINERS = (Role.TRAINER, Role.ADMIN)
GENERATOR, MODEL = "generator", "model"
BY_HAND = (Action.SUBMIT, Action.APPROVE, Action.REJECT, Action.RETIRE)


@dataclass(frozen=True, slots=True)
class Opened:
    """An item with its history and what this person may do to it now."""

    kept: Kept
    history: tuple[Event, ...]
    actions: tuple[Action, ...]


class ItemDesk:
    """The question bank for trainers and administrators."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.bank = Bank(engine)

    def counts(self, who: Principal) -> Counter[Standing]:
        """How many items stand where."""
        who.require(*TRAINERS)
        query = select(items_table.c.standing, func.count()).group_by(items_table.c.standing)
        with self._engine.connect() as connection:
            return Counter({Standing(standing): count for standing, count in connection.execute(query)})

    def find(self, who: Principal, standing: Standing, words: str = "", kind: str = "") -> list[Kept]:
        """The items in one standing, those of a type and those whose number, stem or document has the words."""
        who.require(*TRAINERS)
        found = self.bank.all(standing)
        return [one for one in found if (not kind or one.item.type == kind) and _has(one.item, words)]

    def open(self, who: Principal, item_id: str) -> Opened | None:
        """One item."""
        who.require(*TRAINERS)
        kept = self.bank.get(item_id)
        if kept is None:
            return None
        own = kept.author == who.account_id
        actions = [
            action
            for action in BY_HAND
            if (kept.standing, action) in MOVES and not (own and action is Action.APPROVE)
        ]
        return Opened(kept, tuple(self.bank.history(item_id)), tuple(actions))

    def figures(self, who: Principal, kept: Kept) -> tuple[int, Figures | None]:
        """How many first attempts the present version has, and what they say of it."""
        who.require(*TRAINERS)
        return item_figures(self._engine, kept.item, kept.version)

    def act(
        self, who: Principal, item_ids: Iterable[str], action: Action, at: datetime, note: str = ""
    ) -> dict[str, Standing | Refusal]:
        """Moves items on; what came of each.

        Raises:
            KeyError: there is no such item.
            ValueError: that isn't done by hand.
        """
        who.require(*TRAINERS)
        if action not in BY_HAND:
            raise ValueError(f"{action} isn't done by hand")
        return {one: self.bank.act(one, action, who=who.account_id, at=at, note=note) for one in item_ids}

    def generate(
        self, who: Principal, articles: Iterable[CataloguedArticle], kinds: Iterable[ItemType], count: int, at: datetime
    ) -> tuple[int, Yield]:
        """Makes items from articles and puts those that are new up for review; how many, and the whole yield.

        Their author is the program, so that whoever asked for them may review them.
        """
        who.require(*TRAINERS)
        made = generate(articles, at.date(), types=tuple(kinds))
        fresh = [item for item in made.items if self.bank.get(item.id) is None]
        chosen = choose(fresh, count)
        self.bank.put(chosen, who=GENERATOR, at=at, note=who.account_id)
        for item in chosen:
            self.bank.act(item.id, Action.SUBMIT, who=who.account_id, at=at)
        return len(chosen), made

    def keep_written(self, who: Principal, items: Iterable[Item], at: datetime) -> int:
        """Keeps what the language model wrote as drafts; how many those were.

        Nothing is put up for review: a person reads each and decides. Items already in the bank stay as they are.
        """
        who.require(*TRAINERS)
        fresh = [item for item in items if item.made and self.bank.get(item.id) is None]
        self.bank.put(fresh, who=MODEL, at=at, note=who.account_id)
        return len(fresh)

    def put(self, who: Principal, items: Iterable[Item], at: datetime, note: str = "") -> dict[str, Action]:
        """Adds items, or new versions of items; the person who does it is their author."""
        who.require(*TRAINERS)
        return self.bank.put(items, who=who.account_id, at=at, note=note)


def _has(item: Item, words: str) -> bool:
    title = f"{item.proof.title} {item.proof.label}" if item.proof else ""
    return not words or any(words in text for text in (item.id, item.stem, title))
