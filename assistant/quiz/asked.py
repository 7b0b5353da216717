"""What a person is shown of an item, and what they give back. Nothing of the key is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.quiz.marking import Response
from assistant.quiz.model import Item, ItemType, Option

LONGEST = 4000
MOST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as it is asked: for fill-ins the number of blanks, for the rest its options and premises."""

    type: ItemType
    stem: str
    marks: float
    options: tuple[Option, ...] = ()
    premises: tuple[Option, ...] = ()
    blanks: int = 0
    parts: tuple[Asked, ...] = ()


def asked(item: Item) -> Asked:
    """An item without its key, its explanation and its proof."""
    parts = tuple(asked(part) for part in item.parts)
    return Asked(item.type, item.stem, item.marks, item.options, item.premises, len(item.blanks), parts)


def is_given(response: Response) -> bool:
    """Whether there is anything in it."""
    return any(response.choices) or any(text.strip() for text in response.texts) or any(map(is_given, response.parts))


def response_to_json(response: Response) -> dict[str, Any]:
    """A response as JSON."""
    return asdict(response)


def read_response(value: Mapping[str, Any], to: Asked) -> Response:
    """A response from what a browser sent, or from the database.

    Raises:
        ValueError: it is no response to this item: an option that it doesn't have, more texts than blanks.
    """
    choices = _strings(value.get("choices", ()))
    texts = _strings(value.get("texts", ()))
    placed = to.type in (ItemType.MATCHING, ItemType.ORDERING)  # a place may be left open
    known = {option.id for option in to.options} | ({""} if placed else set())
    if not set(choices) <= known:
        raise ValueError("the response chooses an option that the item doesn't have")
    if to.type in (ItemType.SINGLE, ItemType.TRUE_FALSE) and len(choices) > 1:
        raise ValueError("the response chooses more than one option")
    chosen = [choice for choice in choices if choice]
    if to.type is not ItemType.MATCHING and len(set(chosen)) != len(chosen):
        raise ValueError("the response chooses an option twice")
    most = to.blanks if to.type is ItemType.FILL_IN else int(to.type is ItemType.SHORT_ANSWER)
    if len(texts) > most or len(choices) > max(len(to.options), len(to.premises)):
        raise ValueError("the response has more answers than the item asks for")
    parts = value.get("parts") or ()
    if not isinstance(parts, list | tuple) or len(parts) > len(to.parts):
        raise ValueError("the response has more parts than the item")
    if not all(isinstance(part, Mapping) for part in parts):
        raise ValueError("a part of the response is no response")
    return Response(choices, texts, tuple(read_response(*pair) for pair in zip(parts, to.parts, strict=False)))


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST or not all(isinstance(text, str) for text in value):
        raise ValueError("a response is a list of texts")
    if any(len(text) > LONGEST for text in value):
        raise ValueError(f"an answer is longer than {LONGEST} characters")
    return tuple(value)
