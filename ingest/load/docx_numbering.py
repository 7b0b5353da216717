"""The numbers that Word counts by itself: 第一条, 一、, （一） that stand in no text run of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge.reference.numerals import to_chinese

if TYPE_CHECKING:
    from docx.document import Document

Element = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
    "ideographTraditional chineseLegalSimplified".split()
)
_DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_SILENT = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in reading order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        self._lists: dict[str, _List] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._abstract_of: dict[str, str] = {}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(relation.target_part.element)

    def label(self, paragraph: Element) -> str:
        """The number in front of a paragraph, with a space after 条 as people type it, or ""."""
        number_id, level = self._place(paragraph)
        found = self._lists.get(self._abstract_of.get(number_id, ""))
        if not found or level not in found.levels:
            return ""
        self._count(found, number_id, level)
        if found.levels[level].format in _SILENT:
            return ""
        text = found.levels[level].text
        written = re.sub(r"%([1-9])", lambda match: self._write(found, int(match[1]) - 1), text)
        return written + (" " if written.endswith(("条", "章", "节", "编")) else "")

    def _read(self, root: Element) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in abstract.iter(f"{_W}lvl")}
            self._lists[abstract.get(f"{_W}abstractNumId") or ""] = _List(levels)
        for instance in root.iter(f"{_W}num"):
            number_id = instance.get(f"{_W}numId") or ""
            self._abstract_of[number_id] = _value(instance, "abstractNumId")
            for override in instance.iter(f"{_W}lvlOverride"):
                if start := _value(override, "startOverride"):
                    self._overrides[number_id, _number(override, "ilvl")] = int(start)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, or its style's, or those of the style's style."""
        number_id, level, element, seen = "", "", paragraph, 0
        while element is not None and seen < 12:
            properties = element.find(f"{_W}pPr")
            if properties is not None and (place := properties.find(f"{_W}numPr")) is not None:
                number_id, level = number_id or _value(place, "numId"), level or _value(place, "ilvl")
            parent = _value(element, "basedOn") if seen else _value(properties, "pStyle")
            element, seen = self._styles.get(parent), seen + 1
        return number_id, int(level) if level.isdecimal() else 0

    def _count(self, found: _List, number_id: str, level: int) -> None:
        before = found.counts.get(level)
        following = found.levels[level].start if before is None else before + 1
        found.counts[level] = self._overrides.pop((number_id, level), following)
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]

    @staticmethod
    def _write(found: _List, level: int) -> str:
        definition = found.levels.get(level)
        if not definition:
            return ""
        return _written(found.counts.get(level, definition.start), definition.format)


def _written(count: int, style: str) -> str:
    if style in _CHINESE:
        return to_chinese(count)
    if style in _DIGITAL:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))
    if style in _CIRCLED and 1 <= count <= 20:
        return chr(0x245F + count)
    if style in ("lowerLetter", "upperLetter") and count >= 1:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    steps = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    written = ""
    for value, letters in steps:
        written += letters * (count // value)
        count %= value
    return written


def _level(element: Element) -> _Level:
    start = _value(element, "start")
    return _Level(int(start) if start.isdecimal() else 1, _value(element, "numFmt"), _value(element, "lvlText"))


def _value(element: Element, name: str) -> str:
    child = element.find(f"{_W}{name}") if element is not None else None
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _number(element: Element, name: str) -> int:
    value = element.get(f"{_W}{name}") or ""
    return int(value) if value.isdecimal() else 0
