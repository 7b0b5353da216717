"""From a sheet and the answers to a result: marks, parts with their minimums, passed or not. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from assistant.quiz.marking import Mark, Response, mark
from assistant.quiz.model import Item, ItemType
from assistant.quiz.papers.blueprint import Blueprint
from assistant.quiz.papers.sheet import Sheet, Versions, shown


class Remedy(StrEnum):
    """What is done about an item that was wrong."""

    DROP = "drop"  # nobody gets marks for it; the others of its part are worth more in proportion
    ALL_RIGHT = "all_right"  # everybody gets its marks
    ACCEPT = "accept"  # a second key is right too


@dataclass(frozen=True, slots=True)
class Correction:
    """A remedy for one item; `key` is the second key: option ids, or a text for each blank."""

    item_id: str
    remedy: Remedy
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotMark:
    """What one slot got. `provisional` until a person has looked at what was written."""

    given: float
    possible: float
    points: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class PartScore:
    """What a part got, and its minimum."""

    given: float
    possible: float
    minimum: float

    @property
    def reached(self) -> bool:
        """Whether its minimum was reached."""
        return self.given >= self.minimum


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to."""

    score: float
    possible: float
    passed: bool
    parts: tuple[PartScore, ...]
    marks: tuple[SlotMark, ...]

    @property
    def provisional(self) -> bool:
        """Whether a person has still to look at something."""
        return any(one.provisional for one in self.marks)


def score(
    blueprint: Blueprint,
    sheet: Sheet,
    versions: Versions,
    responses: Mapping[int, Response],
    corrections: Sequence[Correction] = (),
    by_hand: Mapping[int, float] | None = None,
) -> Result:
    """The result of an attempt.

    Args:
        blueprint: of its paper.
        sheet: what was asked.
        versions: the exact versions that were asked.
        responses: by slot; a slot without one gets nothing.
        corrections: in the order in which they were made; DROP and ALL_RIGHT hold over second keys.
        by_hand: the marks that a person gave, by slot; they stand over those of the program.
    """
    told: dict[str, list[Correction]] = {}
    for correction in corrections:
        told.setdefault(correction.item_id, []).append(correction)
    dropped, marks = set(), []
    for number, slot in enumerate(sheet):
        own = told.get(slot.item_id, ())
        remedies = {correction.remedy for correction in own}
        if Remedy.DROP in remedies:
            dropped.add(number)
            marks.append(SlotMark(0.0, 0.0))
        elif Remedy.ALL_RIGHT in remedies:
            marks.append(SlotMark(slot.marks, slot.marks))
        elif by_hand and number in by_hand:
            marks.append(SlotMark(min(by_hand[number], slot.marks), slot.marks))
        else:
            item = shown(slot, versions)
            keys = [correction.key for correction in own if correction.remedy is Remedy.ACCEPT]
            given = responses.get(number, Response())
            best = max((mark(one, given, blueprint.multiple) for one in _accepting(item, keys)), key=_marks)
            marks.append(SlotMark(best.given, best.possible, best.points, best.provisional and number in responses))
    parts = tuple(_part(number, blueprint, sheet, marks, dropped) for number in range(len(blueprint.parts)))
    total = _rounded(sum(part.given for part in parts))
    passed = total >= blueprint.pass_mark and all(part.reached for part in parts)
    return Result(total, _rounded(sum(part.possible for part in parts)), passed, parts, tuple(marks))


def _part(number: int, blueprint: Blueprint, sheet: Sheet, marks: Sequence[SlotMark], dropped: set[int]) -> PartScore:
    own = [n for n, slot in enumerate(sheet) if blueprint.part_of(slot.section) == number]
    possible = sum(sheet[n].marks for n in own)
    left = sum(sheet[n].marks for n in own if n not in dropped)
    given = sum(marks[n].given for n in own) * (possible / left if left else 0.0)
    if not left:  # every item of it was dropped: nobody loses by it
        given = possible
    return PartScore(_rounded(given), _rounded(possible), blueprint.parts[number].minimum)


def _accepting(item: Item, keys: Sequence[tuple[str, ...]]) -> list[Item]:
    if item.type is ItemType.FILL_IN:
        blanks = tuple(
            (*accepted, *(key[n] for key in keys if n < len(key) and key[n])) for n, accepted in enumerate(item.blanks)
        )
        return [replace(item, blanks=blanks)]
    return [item, *(replace(item, key=key) for key in keys)]


def _marks(one: Mark) -> float:
    return one.given


def _rounded(value: float) -> float:
    return round(value, 2)


def to_json(result: Result) -> dict[str, Any]:
    """Parts and marks as JSON, short: a list a slot."""
    return {
        "parts": [asdict(part) for part in result.parts],
        "marks": [[one.given, one.possible, list(one.points), one.provisional] for one in result.marks],
    }


def parts_from_json(value: Sequence[Mapping[str, Any]]) -> tuple[PartScore, ...]:
    """The parts of a result from their JSON."""
    return tuple(PartScore(**part) for part in value)


def marks_from_json(value: Sequence[Sequence[Any]]) -> tuple[SlotMark, ...]:
    """The marks of a result from their JSON."""
    return tuple(SlotMark(given, possible, tuple(points), waits) for given, possible, points, waits in value)
