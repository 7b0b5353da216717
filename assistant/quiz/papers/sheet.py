"""A sheet: what one person is asked, frozen — the exact version of each item, its marks, the order of its options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.quiz.model import Item, ItemType, Option


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a sheet. `parts` are the orders of options of a case's sub-questions."""

    section: int
    item_id: str
    version: int
    marks: float
    options: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()


Sheet = tuple[Slot, ...]
Versions = Mapping[tuple[str, int], Item]


def shown(slot: Slot, versions: Versions) -> Item:
    """The item of a slot with its marks and its options in the slot's order.

    Raises:
        KeyError: the version isn't among those given.
    """
    item = versions[slot.item_id, slot.version]
    if item.type is ItemType.CASE and item.parts:
        scale = slot.marks / (sum(part.marks for part in item.parts) or 1)
        orders = slot.parts or ((),) * len(item.parts)
        parts = tuple(
            replace(part, marks=part.marks * scale, options=_ordered(part.options, order))
            for part, order in zip(item.parts, orders, strict=True)
        )
        return replace(item, marks=slot.marks, parts=parts)
    return replace(item, marks=slot.marks, options=_ordered(item.options, slot.options))


def to_json(sheet: Iterable[Slot]) -> list[list[Any]]:
    """A sheet as JSON, a short list a slot: hundreds of them are written when an examination is frozen."""
    return [[s.section, s.item_id, s.version, s.marks, list(s.options), [list(p) for p in s.parts]] for s in sheet]


def from_json(value: Iterable[list[Any]]) -> Sheet:
    """A sheet from its JSON."""
    return tuple(
        Slot(section, item_id, version, float(marks), tuple(options), tuple(tuple(part) for part in parts))
        for section, item_id, version, marks, options, parts in value
    )


def _ordered(options: tuple[Option, ...], order: tuple[str, ...]) -> tuple[Option, ...]:
    if not order:
        return options
    by_id = {option.id: option for option in options}
    return tuple(by_id[option] for option in order)
