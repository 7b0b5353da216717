"""The order of options: shuffled, the keys of single choice laid evenly over the letters."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from assistant.quiz.model import Item, ItemType

Orders = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def arrange(items: Sequence[Item], chance: random.Random) -> list[Orders]:
    """For each item the order of its options, and those of its sub-questions.

    Over the single choices with the same number of options, no letter is the key more than once oftener than
    another. 正确 and 错误 stay where they are.
    """
    every = [single for item in items for single in (item, *item.parts)]
    by_width: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(every):
        if item.type is ItemType.SINGLE and item.options:
            by_width[len(item.options)].append(place)
    letters: dict[int, int] = {}
    for width, places in by_width.items():
        positions = [n % width for n in range(len(places))]
        turn = chance.randrange(width)
        chance.shuffle(positions)
        letters |= {place: (position + turn) % width for place, position in zip(places, positions, strict=True)}
    orders = iter([_order(item, letters.get(place), chance) for place, item in enumerate(every)])
    return [(next(orders), tuple(next(orders) for _ in item.parts)) for item in items]


def _order(item: Item, letter: int | None, chance: random.Random) -> tuple[str, ...]:
    ids = [option.id for option in item.options]
    if item.type is ItemType.TRUE_FALSE:
        return tuple(ids)
    if letter is not None and len(item.key) == 1 and item.key[0] in ids:
        others = [one for one in ids if one != item.key[0]]
        chance.shuffle(others)
        return (*others[:letter], item.key[0], *others[letter:])
    chance.shuffle(ids)
    if item.type is ItemType.ORDERING and len(ids) > 1 and tuple(ids) == item.key:
        ids = ids[1:] + ids[:1]
    return tuple(ids)
