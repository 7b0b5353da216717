"""JSON lines: an item a line, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from assistant.quiz.formats.reading import Fault, Row
from assistant.quiz.model import Falsity, Item, ItemType, KeyPoint, Making, Option, Proof, Refutation, Target


def to_json(item: Item) -> dict[str, Any]:
    """An item as JSON; `id` goes first."""
    return {"id": item.id, **asdict(item)}


def from_json(value: dict[str, Any]) -> Item:
    """An item from its JSON; fields that are missing have their defaults.

    Raises:
        KeyError, TypeError, ValueError: type or stem are missing, or a value is not of its kind.
    """
    proof = value.get("proof")
    return Item(
        type=ItemType(value["type"]),
        target=Target(value.get("target", Target.AUTHORED)),
        stem=str(value["stem"]),
        explanation=str(value.get("explanation", "")),
        proof=_proof(proof) if proof else None,
        options=_options(value.get("options", ())),
        key=tuple(value.get("key", ())),
        premises=_options(value.get("premises", ())),
        blanks=tuple(tuple(accepted) for accepted in value.get("blanks", ())),
        points=tuple(KeyPoint(point["id"], point["text"], float(point["marks"])) for point in value.get("points", ())),
        parts=tuple(from_json(part) for part in value.get("parts", ())),
        difficulty=str(value.get("difficulty", "medium")),
        topics=tuple(value.get("topics", ())),
        marks=float(value.get("marks", 1.0)),
        audience=str(value.get("audience", "")),
        number=str(value.get("number", "")),
        made=Making(**{**value["made"], "gate": tuple(value["made"].get("gate", ()))}) if value.get("made") else None,
    )


def write_lines(items: Iterable[Item]) -> str:
    """The items, one a line, Chinese as Chinese."""
    return "".join(json.dumps(to_json(item), ensure_ascii=False) + "\n" for item in items)


def read_lines(text: str) -> Iterator[Row]:
    """The items of a JSON-lines text."""
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield Row(str(number), from_json(json.loads(line)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Row(str(number), faults=((Fault.NOT_AN_ITEM, str(error)),))


def _options(values: Iterable[dict[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value["id"], value["text"]) for value in values)


def _proof(value: dict[str, Any]) -> Proof:
    refutations = tuple(
        Refutation(told["option"], Falsity(told["falsity"]), told["detail"]) for told in value.get("refutations", ())
    )
    return Proof(**{**value, "refutations": refutations, "checks": tuple(value.get("checks", ()))})
