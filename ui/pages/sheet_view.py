"""Items as forms: the fields of a sheet, what was sent back in them, and answered items told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.quiz.asked import Asked
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.marking import Response
from assistant.quiz.model import Item, ItemType, Option
from assistant.wording.words import Words
from ui.pages.forms import Form

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a stem: text, text that stands out, or the place of a blank."""

    text: str = ""
    strong: bool = False
    blank: int = -1


@dataclass(frozen=True, slots=True)
class Field:
    """An item as a form shows it. `given` holds what was answered so far, in the form of a response's JSON."""

    name: str
    number: int
    asked: Asked
    pieces: tuple[Piece, ...]
    choices: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything was answered."""
        return any(self.choices) or any(text.strip() for text in self.texts) or any(p.answered for p in self.parts)

    def text(self, place: int) -> str:
        """What was written in a blank."""
        return self.texts[place] if place < len(self.texts) else ""

    def choice(self, place: int) -> str:
        """What was chosen for a place: of an order, or for a premise."""
        return self.choices[place] if place < len(self.choices) else ""


def field_of(name: str, number: int, item: Asked, given: Mapping[str, Any] | None = None) -> Field:
    """The field of an item; `name` begins the names of its inputs."""
    known = given or {}
    parts = known.get("parts") or ()
    return Field(
        name,
        number,
        item,
        tuple(pieces(item.stem, item.blanks)),
        tuple(known.get("choices", ())),
        tuple(known.get("texts", ())),
        tuple(
            field_of(f"{name}p{n}", n + 1, part, parts[n] if n < len(parts) else None)
            for n, part in enumerate(item.parts)
        ),
    )


def read_field(form: Form, name: str, item: Asked) -> dict[str, Any]:
    """What a form sent for an item, as the JSON of a response."""
    if item.type is ItemType.CASE:
        return {"parts": [read_field(form, f"{name}p{n}", part) for n, part in enumerate(item.parts)]}
    if item.type is ItemType.FILL_IN:
        return {"texts": [form.text(f"{name}-{n}") for n in range(item.blanks)]}
    if item.type is ItemType.SHORT_ANSWER:
        return {"texts": [form.text(f"{name}-0", longest=4000)]}
    if item.type in (ItemType.MATCHING, ItemType.ORDERING):
        places = item.premises or item.options
        return {"choices": [form.text(f"{name}-{n}") for n in range(len(places))]}
    return {"choices": form.texts(name)}


def pieces(stem: str, blanks: int = 0) -> Iterable[Piece]:
    """A stem cut at its blanks, as many as there are, and at what stands out."""
    for number, text in enumerate(stem.split(BLANK) if blanks else [stem]):
        if number:
            yield Piece(BLANK) if number > blanks else Piece(blank=number - 1)
        for place, part in enumerate(STRONG.split(text)):
            if part:
                yield Piece(part, strong=place % 2 == 1)


@dataclass(frozen=True, slots=True)
class Line:
    """An option or blank of an answered item: right or not, chosen or not."""

    text: str
    key: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An item with its key: options marked, or the key and the answer (None: nobody's) as texts."""

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    given: str | None
    key: str
    parts: tuple[Told, ...] = ()


def keyed(item: Item, words: Words) -> Told:
    """An item with its key, nobody having answered."""
    shown = told(item, Response(), words)
    return replace(shown, given=None, parts=tuple(keyed(part, words) for part in item.parts))


def told(item: Item, response: Response, words: Words) -> Told:
    """An item with its key and what was answered."""
    mark = words("list-mark")
    lettered = _lettered(item.options)
    lines: tuple[Line, ...] = ()
    if item.type in (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE):
        chosen, key = set(response.choices), set(item.key)
        lines = tuple(
            Line(lettered[option.id], option.id in key, option.id in chosen) for option in item.options
        )
        return Told(tuple(pieces(item.stem)), lines, "", "")
    if item.type is ItemType.CASE:
        given = response.parts + (Response(),) * (len(item.parts) - len(response.parts))
        parts = tuple(told(part, one, words) for part, one in zip(item.parts, given, strict=True))
        return Told(tuple(pieces(item.stem)), (), "", "", parts)
    if item.type is ItemType.FILL_IN:
        given_text, key_text = mark.join(response.texts), mark.join(accepted[0] for accepted in item.blanks)
    elif item.type is ItemType.SHORT_ANSWER:
        given_text, key_text = "\n".join(response.texts), "\n".join(point.text for point in item.points)
    elif item.type is ItemType.MATCHING:
        given_text, key_text = (_pairs(item, choices) for choices in (response.choices, item.key))
    else:
        by_id = {option.id: option.text for option in item.options}
        given_text, key_text = (
            " → ".join(by_id.get(one, "—") for one in choices) for choices in (response.choices, item.key)
        )
    return Told(tuple(pieces(item.stem)), (), given_text, key_text)


def _lettered(options: Sequence[Option]) -> dict[str, str]:
    return {option.id: f"{LETTERS[n]}. {option.text}" for n, option in enumerate(options)}


def _pairs(item: Item, choices: Sequence[str]) -> str:
    by_id = {option.id: option.text for option in item.options}
    shown = [*choices, *[""] * (len(item.premises) - len(choices))]
    return "\n".join(
        f"{premise.text} — {by_id.get(one, '')}" for premise, one in zip(item.premises, shown, strict=False)
    )
