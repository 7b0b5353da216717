"""What reading a file of items gives: an outcome for each row, so that a whole file can be tried before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.quiz.grammar.likeness import plain
from assistant.quiz.model import Item


class Fault(StrEnum):
    """What is wrong with a row; `detail` of the row says where."""

    NO_TYPE = "no_type"
    NO_STEM = "no_stem"
    STEM_TOO_LONG = "stem_too_long"
    OPTION_TOO_LONG = "option_too_long"
    TOO_FEW_OPTIONS = "too_few_options"
    REPEATED_OPTION = "repeated_option"
    NO_ANSWER = "no_answer"
    ANSWER_NOT_AN_OPTION = "answer_not_an_option"
    SEVERAL_ANSWERS = "several_answers"
    BAD_MARKS = "bad_marks"
    NO_BLANK = "no_blank"
    NOT_AN_ITEM = "not_an_item"
    BAD_WEIGHT = "bad_weight"
    BECOMES_SHORT_ANSWER = "becomes_short_answer"


class Outcome(StrEnum):
    """What importing a row would do."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Row:
    """A row or item of a file: where it stands, what it holds, what is wrong, what importing it would do.

    `partial` rows come from a format without a place for marks, difficulty, topics, audience.
    """

    place: str
    item: Item | None = None
    faults: tuple[tuple[Fault, str], ...] = ()
    outcome: Outcome = Outcome.REJECTED
    same_as: str = ""
    status: str = ""
    partial: bool = False


def settle(rows: Iterable[Row], bank: Mapping[str, Item]) -> list[Row]:
    """Decides for each row against the bank (id → item): updated by number, duplicates named, the rest added."""
    settled: list[Row] = []
    stems = {wording(item): number for number, item in bank.items()}
    taken: dict[str, str] = {}
    for row in rows:
        if row.item is None or row.faults:
            settled.append(replace(row, outcome=Outcome.REJECTED))
            continue
        item = inherit(bank[row.item.id], row.item, partial=row.partial) if row.item.id in bank else row.item
        told = wording(item)
        if item.id in taken.values():
            outcome, same = Outcome.DUPLICATE, item.id
        elif item.id in bank:
            outcome, same = (
                Outcome.UNCHANGED if bank[item.id] == replace(item, number=item.id) else Outcome.UPDATED,
                item.id,
            )
        elif told in stems or told in taken:
            outcome, same = Outcome.DUPLICATE, stems.get(told) or taken[told]
        else:
            outcome, same = Outcome.ADDED, ""
        taken.setdefault(told, item.id)
        settled.append(replace(row, item=item, outcome=outcome, same_as=same))
    return settled


def inherit(kept: Item, item: Item, *, partial: bool) -> Item:
    """An imported item with what its file couldn't hold taken from the bank's own: the proof only if it still fits."""
    item = replace(item, made=item.made or kept.made)
    if partial:
        item = replace(item, difficulty=kept.difficulty, topics=kept.topics, marks=kept.marks, audience=kept.audience)
    if item.proof is None and _asks(item) == _asks(kept):
        item = replace(item, proof=kept.proof, target=kept.target)
        item = replace(item, options=kept.options, points=kept.points) if partial else item
    return item


def _asks(item: Item) -> tuple[object, ...]:
    """What is asked and what is right; the order of options is left to the paper."""
    points = tuple(point.text for point in item.points)
    return item.type, item.stem, frozenset(item.options), item.key, item.premises, item.blanks, points


def wording(item: Item) -> str:
    """What makes two items the same question: stem and options without punctuation and order."""
    options = sorted(plain(option.text) for option in item.options)
    return "|".join((item.type, plain(item.stem), *options))
