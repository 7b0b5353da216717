"""Draws a sheet for a blueprint from a pool: the same pool and seed give the same sheet. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quiz.model import Item, ItemType
from assistant.quiz.papers.blueprint import Blueprint, Section
from assistant.quiz.papers.keys import arrange
from assistant.quiz.papers.sheet import Sheet, Slot


@dataclass(frozen=True, slots=True)
class Pooled:
    """An item that may be drawn, in the version that was published."""

    item: Item
    version: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A section that the pool can't fill: how many items it wants, how many there were for it."""

    section: int
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Short:
    """No sheet: the sections that lack items."""

    sections: tuple[Shortage, ...]


def draw(blueprint: Blueprint, pool: Sequence[Pooled], seed: str) -> Sheet | Short:
    """A sheet, or the sections that can't be filled.

    No item stands twice. Two items on one article are avoided as long as there are others: the stem of one may give
    the other's key away. Sections with the fewest candidates draw first, items that no other section wants before
    those that one does.
    """
    chance = random.Random(seed)
    sections = blueprint.sections
    ordered = sorted(pool, key=lambda one: one.item.id)
    candidates = [[one for one in ordered if section.fits(one.item)] for section in sections]
    wanted_by: dict[str, int] = {}
    for found in candidates:
        for one in found:
            wanted_by[one.item.id] = wanted_by.get(one.item.id, 0) + 1
    taken: set[str] = set()
    articles: set[tuple[str, str]] = set()
    drawn: dict[int, list[Pooled]] = {}
    short = []
    for number in sorted(range(len(sections)), key=lambda n: len(candidates[n]) - sections[n].count):
        free = [one for one in candidates[number] if one.item.id not in taken]
        chance.shuffle(free)
        free.sort(key=lambda one: wanted_by[one.item.id])
        chosen = _choose(sections[number], free, articles)
        if len(chosen) < sections[number].count:
            short.append(Shortage(number, sections[number].count, len(free)))
        taken |= {one.item.id for one in chosen}
        drawn[number] = chosen
    if short:
        return Short(tuple(sorted(short, key=lambda one: one.section)))
    return _laid_out(blueprint, drawn, chance)


def _choose(section: Section, free: Sequence[Pooled], articles: set[tuple[str, str]]) -> list[Pooled]:
    """Items on articles not asked about yet, true and false statements in turn; then whatever is left."""
    chosen: list[Pooled] = []
    left = list(free)
    for fresh in (True, False):
        waiting, left = left, []
        for one in _statements_in_turn(waiting):
            place = _article(one.item)
            if len(chosen) == section.count or (fresh and place in articles):
                left.append(one)
                continue
            chosen.append(one)
            if place[1]:
                articles.add(place)
    return chosen


def _statements_in_turn(pool: Sequence[Pooled]) -> list[Pooled]:
    """The same items; among 判断, true and false ones take turns as long as there are both."""
    places = [n for n, one in enumerate(pool) if one.item.type is ItemType.TRUE_FALSE]
    kinds: dict[tuple[str, ...], list[Pooled]] = {}
    for n in places:
        kinds.setdefault(pool[n].item.key, []).append(pool[n])
    queues = list(kinds.values())
    turned = [queue[n] for n in range(max(map(len, queues), default=0)) for queue in queues if n < len(queue)]
    result = list(pool)
    for place, one in zip(places, turned, strict=True):
        result[place] = one
    return result


def _article(item: Item) -> tuple[str, str]:
    return (item.proof.document_id, item.proof.label) if item.proof else ("", "")


def _laid_out(blueprint: Blueprint, drawn: dict[int, list[Pooled]], chance: random.Random) -> Sheet:
    order: list[tuple[int, Pooled]] = []
    for number in range(len(blueprint.sections)):
        chosen = drawn[number]
        if blueprint.shuffle_items:
            chance.shuffle(chosen)
        else:
            chosen.sort(key=lambda one: (one.item.type, one.item.id))
        order += [(number, one) for one in chosen]
    items = [one.item for _, one in order]
    orders = arrange(items, chance) if blueprint.shuffle_options else [((), ())] * len(items)
    return tuple(
        Slot(number, one.item.id, one.version, blueprint.sections[number].marks, options, parts)
        for (number, one), (options, parts) in zip(order, orders, strict=True)
    )
