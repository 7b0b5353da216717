"""An item as the cells of a sheet and back: what trainers see and edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assistant.quiz.formats.reading import Fault
from assistant.quiz.grammar import sheet
from assistant.quiz.model import Item, ItemType, KeyPoint, Option, Target, make_option, make_options

CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.ORDERING, ItemType.MATCHING)
LONGEST_STEM, LONGEST_OPTION = 2000, 500
Faults = list[tuple[Fault, str]]


def to_cells(item: Item, status: str = "") -> dict[str, str]:
    """The visible cells of an item, by column."""
    cells = {
        sheet.TYPE: sheet.TYPES[item.type],
        sheet.STEM: item.stem,
        sheet.ANSWER: _answer(item),
        sheet.EXPLANATION: item.explanation,
        sheet.DOCUMENT: item.proof.title if item.proof else "",
        sheet.ARTICLE: item.proof.label if item.proof else "",
        sheet.DIFFICULTY: sheet.DIFFICULTIES.get(item.difficulty, item.difficulty),
        sheet.TOPICS: sheet.PAIR_MARK.join(map(_escape, item.topics)),
        sheet.MARKS: f"{item.marks:g}",
        sheet.AUDIENCE: item.audience,
        sheet.STATUS: status,
        sheet.NUMBER: item.id,
    }
    if item.type in CHOICES:
        cells |= {name: option.text for name, option in zip(sheet.OPTIONS, item.options, strict=False)}
    return {name: text for name, text in cells.items() if text}


def from_cells(cells: Mapping[str, str]) -> tuple[Item | None, Faults]:
    """The item that a row's cells make, or what is wrong with them."""
    faults: Faults = []
    kind = sheet.TYPE_NAMES.get(cells.get(sheet.TYPE, "").strip())
    stem = cells.get(sheet.STEM, "").strip()
    if kind is None:
        faults.append((Fault.NO_TYPE, cells.get(sheet.TYPE, "")))
    if not stem:
        faults.append((Fault.NO_STEM, ""))
    if len(stem) > LONGEST_STEM:
        faults.append((Fault.STEM_TOO_LONG, str(len(stem))))
    marks = _marks(cells, faults)
    options = _options(cells, kind, faults)
    if kind is None or faults:
        return None, faults
    return _item(kind, stem, options, cells, marks, faults)


def _item(
    kind: ItemType, stem: str, options: tuple[Option, ...], cells: Mapping[str, str], marks: float, faults: Faults
) -> tuple[Item | None, Faults]:
    answer = cells.get(sheet.ANSWER, "").strip()
    key: tuple[str, ...] = ()
    premises: tuple[Option, ...] = ()
    blanks: tuple[tuple[str, ...], ...] = ()
    points: tuple[KeyPoint, ...] = ()
    if not answer and kind is not ItemType.CASE:
        faults.append((Fault.NO_ANSWER, ""))
    elif kind is ItemType.TRUE_FALSE:
        key = true_or_false(answer, faults)
        options = (Option("true", sheet.RIGHT), Option("false", sheet.WRONG))
    elif kind is ItemType.MATCHING:
        premises, key = _pairs(answer, options, faults)
    elif kind in CHOICES:
        key = chosen(answer, options, kind, faults)
    elif kind is ItemType.FILL_IN:
        blanks = tuple(
            tuple(_unescape(text.strip()) for text in sheet.SPLIT_ACCEPTED.split(blank) if text.strip())
            for blank in sheet.SPLIT_BLANKS.split(answer)
        )
        if not sheet.BLANK_MARKS.search(stem):
            faults.append((Fault.NO_BLANK, ""))
    elif kind is ItemType.SHORT_ANSWER:
        texts = [line.strip() for line in answer.split("\n") if line.strip()]
        points = tuple(KeyPoint(make_option(text).id, text) for text in texts)
    if faults:
        return None, faults
    difficulties = {name: level for level, name in sheet.DIFFICULTIES.items()}
    level = cells.get(sheet.DIFFICULTY, "").strip()
    item = Item(
        kind,
        Target.AUTHORED,
        stem,
        cells.get(sheet.EXPLANATION, "").strip(),
        options=options,
        key=key,
        premises=premises,
        blanks=blanks,
        points=points,
        difficulty=difficulties.get(level, level or "medium"),
        topics=tuple(_unescape(t.strip()) for t in sheet.SPLIT_PAIRS.split(cells.get(sheet.TOPICS, "")) if t.strip()),
        marks=marks,
        audience=cells.get(sheet.AUDIENCE, "").strip(),
        number=cells.get(sheet.NUMBER, "").strip(),
    )
    return item, faults


def _answer(item: Item) -> str:
    letters = {option.id: letter for letter, option in zip(sheet.LETTERS, item.options, strict=False)}
    if item.type is ItemType.TRUE_FALSE:
        return sheet.RIGHT if item.key == ("true",) else sheet.WRONG
    if item.type is ItemType.MATCHING:
        pairs = zip(item.premises, item.key, strict=True)
        return sheet.PAIR_MARK.join(f"{_escape(left.text)}{sheet.ARROW}{letters[right]}" for left, right in pairs)
    if item.type in CHOICES:
        return "".join(letters[option] for option in item.key)
    if item.type is ItemType.FILL_IN:
        return "|".join(";".join(map(_escape, accepted)) for accepted in item.blanks)
    return "\n".join(point.text for point in item.points)


def _options(cells: Mapping[str, str], kind: ItemType | None, faults: Faults) -> tuple[Option, ...]:
    texts = [cells.get(name, "").strip() for name in sheet.OPTIONS]
    while texts and not texts[-1]:
        texts.pop()
    if kind not in CHOICES:
        return ()
    for letter, text in zip(sheet.LETTERS, texts, strict=False):
        if len(text) > LONGEST_OPTION:
            faults.append((Fault.OPTION_TOO_LONG, letter))
    if len(texts) < 2 or not all(texts):
        faults.append((Fault.TOO_FEW_OPTIONS, ""))
    if len(set(texts)) < len(texts):
        faults.append((Fault.REPEATED_OPTION, ""))
    return make_options(texts)


def _marks(cells: Mapping[str, str], faults: Faults) -> float:
    written = cells.get(sheet.MARKS, "").strip()
    if not written:
        return 1.0
    if not re.fullmatch(r"\d{1,4}(?:\.\d+)?", written):
        faults.append((Fault.BAD_MARKS, written))
        return 1.0
    return float(written)


def chosen(answer: str, options: tuple[Option, ...], kind: ItemType, faults: Faults) -> tuple[str, ...]:
    """The options that letters name: ABD, A,B,D, A;B;D, A、B、D, A/B/D."""
    letters = sheet.ANSWER_MARKS.sub("", unicodedata.normalize("NFKC", answer)).upper()
    places = [sheet.LETTERS.find(letter) for letter in letters]
    if not places or any(not 0 <= place < len(options) for place in places) or len(set(places)) < len(places):
        faults.append((Fault.ANSWER_NOT_AN_OPTION, answer))
        return ()
    if kind is ItemType.SINGLE and len(places) > 1:
        faults.append((Fault.SEVERAL_ANSWERS, answer))
    if kind is ItemType.MULTIPLE:
        places.sort()
    return tuple(options[place].id for place in places)


def true_or_false(answer: str, faults: Faults) -> tuple[str, ...]:
    """对, 错, √, ×, 正确, 错误, T, F and the like."""
    word = unicodedata.normalize("NFKC", answer).strip().lower()
    if word in sheet.TRUE:
        return ("true",)
    if word in sheet.FALSE:
        return ("false",)
    faults.append((Fault.ANSWER_NOT_AN_OPTION, answer))
    return ()


def _pairs(answer: str, options: tuple[Option, ...], faults: Faults) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    premises: list[Option] = []
    key: list[str] = []
    for pair in filter(str.strip, sheet.SPLIT_PAIRS.split(answer)):
        left, _, letter = pair.rpartition(sheet.ARROW)
        if not left:
            left, letter = (sheet.ARROWS.split(pair, maxsplit=1) + [""])[:2]
        right = chosen(letter.strip(), options, ItemType.SINGLE, faults)
        if right:
            premises.append(make_option(_unescape(left.strip())))
            key.append(right[0])
    return tuple(premises), tuple(key)


def _escape(text: str) -> str:
    return sheet.TO_ESCAPE.sub(r"\\\1", text)


def _unescape(text: str) -> str:
    return sheet.ESCAPED.sub(r"\1", text)
