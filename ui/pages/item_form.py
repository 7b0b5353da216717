"""The form of an item: its fields as the cells of the sheet that trainers know, and back."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.quiz.formats.cells import from_cells, to_cells
from assistant.quiz.grammar import sheet
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.items.case import case
from assistant.quiz.model import Item, ItemType
from ui.pages.forms import Form

PARTS = 4
IN_PARTS = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE, ItemType.FILL_IN, ItemType.SHORT_ANSWER)
TICKED = (ItemType.SINGLE, ItemType.MULTIPLE)
FIELDS = {
    "stem": sheet.STEM, "answer": sheet.ANSWER, "explanation": sheet.EXPLANATION, "topics": sheet.TOPICS,
    "marks": sheet.MARKS, "audience": sheet.AUDIENCE, "difficulty": sheet.DIFFICULTY,
}  # fmt: skip
TRUE, FALSE = "T", "F"
Faults = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fields:
    """What the form shows of an item: its type, texts by field, options in order."""

    kind: ItemType
    texts: Mapping[str, str]
    options: tuple[str, ...] = ()
    parts: tuple[Fields, ...] = ()


def fields_of(item: Item) -> Fields:
    """An item as the form shows it."""
    cells = to_cells(item)
    texts = {name: cells.get(column, "") for name, column in FIELDS.items()}
    if item.type is ItemType.TRUE_FALSE:
        texts["answer"] = TRUE if item.key == ("true",) else FALSE
    options = tuple(cells.get(name, "") for name in sheet.OPTIONS)
    return Fields(item.type, texts, options, tuple(fields_of(part) for part in item.parts))


def blank_fields(kind: ItemType) -> Fields:
    """A form with nothing in it."""
    return Fields(kind, {"marks": "1", "difficulty": sheet.DIFFICULTIES["medium"]}, ("",) * len(sheet.OPTIONS))


def read_fields(form: Form, kind: ItemType, prefix: str = "") -> Fields:
    """What was sent, whether it makes an item or not."""
    texts = {name: form.text(f"{prefix}{name}", longest=4000) for name in FIELDS}
    if prefix:  # a part: its options a line each, its answer as letters or words
        lines = form.text(f"{prefix}options", longest=4000).split("\n")
        return Fields(kind, texts, tuple(line.strip() for line in lines if line.strip()))
    options = tuple(form.text(f"option-{letter}") for letter in sheet.LETTERS)
    if kind in TICKED:
        texts["answer"] = "".join(form.texts("right"))
    parts = []
    if kind is ItemType.CASE:
        for n in range(PARTS):
            named = form.text(f"p{n}-kind")
            if form.text(f"p{n}-stem") and named in [one.value for one in IN_PARTS]:
                parts.append(read_fields(form, ItemType(named), f"p{n}-"))
    return Fields(kind, texts, options, tuple(parts))


def item_from(fields: Fields, kept: Item | None) -> tuple[Item | None, Faults]:
    """The item that fields make, with what the form doesn't show taken from the item that was; or what is wrong."""
    if fields.kind is ItemType.CASE:
        return _case_from(fields, kept)
    cells = {column: fields.texts.get(name, "") for name, column in FIELDS.items()}
    cells |= {sheet.TYPE: sheet.TYPES[fields.kind]} | dict(zip(sheet.OPTIONS, fields.options, strict=False))
    if fields.kind is ItemType.FILL_IN:
        cells[sheet.STEM] = sheet.BLANK_MARKS.sub(BLANK, cells[sheet.STEM])
    made, faults = from_cells({name: text for name, text in cells.items() if text})
    if made is None:
        return None, [(fault.value, detail) for fault, detail in faults]
    if made.type is ItemType.FILL_IN and made.stem.count(BLANK) != len(made.blanks):
        return None, [("blanks_differ", f"{made.stem.count(BLANK)} / {len(made.blanks)}")]
    if made.type is ItemType.ORDERING:
        shuffled = list(made.options)
        random.Random(made.stem).shuffle(shuffled)
        made = replace(made, options=tuple(shuffled))
    return _carried(made, kept), []


def _case_from(fields: Fields, kept: Item | None) -> tuple[Item | None, Faults]:
    old = list(kept.parts) if kept else []
    faults: Faults = []
    parts = []
    for n, one in enumerate(fields.parts):
        part, wrong = item_from(one, old[n] if n < len(old) else None)
        faults += [(name, f"{n + 1} {detail}".strip()) for name, detail in wrong]
        if part:
            parts.append(part)
    if not fields.texts.get("stem"):
        faults.append(("no_stem", ""))
    if not fields.parts:
        faults.append(("no_parts", ""))
    if faults:
        return None, faults
    made = case(fields.texts["stem"], tuple(parts), fields.texts.get("explanation", ""))
    difficulties = {name: level for level, name in sheet.DIFFICULTIES.items()}
    topics = tuple(text.strip() for text in sheet.SPLIT_PAIRS.split(fields.texts.get("topics", "")) if text.strip())
    level = difficulties.get(fields.texts.get("difficulty", ""), "medium")
    made = replace(made, difficulty=level, topics=topics, audience=fields.texts.get("audience", ""))
    return _carried(made, kept), []


def _carried(made: Item, kept: Item | None) -> Item:
    """What the form doesn't show: number, target, proof, how it was made, the ids of true and false."""
    if kept is None or kept.type is not made.type:
        return made
    carried = replace(made, number=kept.number, target=kept.target, proof=kept.proof, made=kept.made)
    if made.type is ItemType.TRUE_FALSE:
        carried = replace(carried, options=kept.options)
    if made.type is ItemType.SHORT_ANSWER:
        known = {point.text: point for point in kept.points}
        carried = replace(carried, points=tuple(known.get(point.text, point) for point in made.points))
    return carried
