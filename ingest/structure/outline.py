"""Numbered paragraphs to a tree: 一、 / （一） / 1. / （1）, restarting under each heading or running on.

A number that doesn't follow from those before it is running text, and its paragraph belongs to the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.clean import Paragraph
from ingest.clean.paragraphs import is_sentence, is_terminated
from ingest.grammar.marks import Level, Mark, read_mark, written_label

_TOLERANCE = 3
"""How many numbers a source may skip by mistake before a mark is taken for running text."""

LARGEST = 99
"""The largest number a mark that lost its numeral can have."""


@dataclass(slots=True)
class Node:
    """A numbered part: the paragraphs up to the next mark, the first without its own, and the parts under it."""

    level: Level
    number: int
    written: str
    start: int
    paragraphs: list[str]
    restored: bool = False
    children: list[Node] = field(default_factory=list)
    label: str = ""

    def walk(self) -> Iterator[Node]:
        """This part and all under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands before the first mark, and the numbered parts."""

    before: tuple[Paragraph, ...]
    roots: tuple[Node, ...]

    def nodes(self) -> list[Node]:
        """All numbered parts, in order."""
        return [node for root in self.roots for node in root.walk()]


def read_outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The outline of a document's body, every part with its label."""
    marks = _give_back_numbers(paragraphs)
    before: list[Paragraph] = []
    roots: list[Node] = []
    stack: list[Node] = []
    last: dict[Level, int] = {}
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        if mark is None or not _follows(mark, paragraph.text, stack, last):
            _continue(paragraph, stack, before, marked=mark is not None)
            continue
        while stack and stack[-1].level >= mark.level:
            stack.pop()
        node = _node(paragraph, mark)
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        last[mark.level] = mark.number
    outline = Outline(tuple(before), tuple(roots))
    _label(outline)
    return outline


def _node(paragraph: Paragraph, mark: Mark) -> Node:
    text = paragraph.text[: mark.start] + paragraph.text[mark.end :]
    restored = not any(char.isalnum() for char in mark.written)
    return Node(mark.level, mark.number, mark.written, paragraph.start, [text] if text else [], restored)


def _continue(paragraph: Paragraph, stack: list[Node], before: list[Paragraph], *, marked: bool) -> None:
    """Add a paragraph to what is open; one whose mark was none goes on with a sentence cut before it."""
    if not stack:
        before.append(paragraph)
    elif marked and stack[-1].paragraphs and not is_terminated(stack[-1].paragraphs[-1]):
        stack[-1].paragraphs[-1] += paragraph.text
    else:
        stack[-1].paragraphs.append(paragraph.text)


def _follows(mark: Mark, text: str, stack: Sequence[Node], last: dict[Level, int]) -> bool:
    """Whether a mark opens a part: a list's first, the next of an open list, or of one that runs on."""
    if mark.level is Level.ROUND_ARABIC and re.search(rf"[；;。]\s*[（(]\s*{mark.number + 1}\s*[）)]", text):
        return False
    after = mark.number - last.get(mark.level, 0)
    if after == 1:
        return True
    goes_back = any(node.level >= mark.level for node in stack)
    above = stack[-1].paragraphs[-1] if stack and stack[-1].paragraphs else ""
    if goes_back and is_sentence(above) and not is_terminated(above):
        return False  # 标准统 / 一、便捷高效: a word cut at the line end
    if mark.number == 1:
        return True
    if mark.level not in last:
        return mark.level < Level.ARABIC or mark.number <= 1 + _TOLERANCE // 2
    opens_list = not any(node.level == mark.level for node in stack)
    return 0 <= after <= 1 + _TOLERANCE or (opens_list and mark.number <= 1 + _TOLERANCE)


def _give_back_numbers(paragraphs: Sequence[Paragraph]) -> list[Mark | None]:
    """The marks, those that lost their numeral numbered from the order of the ones round them."""
    marks = [read_mark(paragraph.text) for paragraph in paragraphs]
    previous = 0
    for index, mark in enumerate(marks):
        if mark is None or mark.level > Level.ROUND_HAN:
            continue
        if mark.level < Level.ROUND_HAN:
            previous = 0
            continue
        number = mark.number or (previous + 1 if previous else _first_lost(marks, index))
        if number > LARGEST:
            marks[index] = None
            continue
        marks[index] = replace(mark, number=number)
        previous = number
    return marks


def _first_lost(marks: Sequence[Mark | None], index: int) -> int:
    """The number of a list's first mark, counted back from the next one that kept its own; else 1."""
    lost = 0
    for position in range(index, len(marks)):
        mark = marks[position]
        if mark and mark.level < Level.ROUND_HAN:
            break
        if mark and mark.level == Level.ROUND_HAN:
            if mark.number:
                return max(1, mark.number - lost)
            lost += 1
    return 1


def _label(outline: Outline) -> None:
    """Labels as people cite them.

    Numbering that runs on across sections, so that no number of its level occurs twice in the document, needs no
    more than its own mark: （十七）. Else the label is the path from the nearest part that has such a mark.
    """
    alone = {level for level in Level if _runs_on(outline, level)}

    def name(node: Node, above: str) -> None:
        own = written_label(node.level, node.number, node.written)
        node.label = own if node.level in alone else above + own
        for child in node.children:
            name(child, node.label)

    for root in outline.roots:
        name(root, "")


def _runs_on(outline: Outline, level: Level) -> bool:
    parents = [[child.number for child in node.children if child.level == level] for node in outline.nodes()]
    lists = [numbers for numbers in parents if numbers]
    numbers = [number for one in lists for number in one]
    return len(lists) > 1 and len(set(numbers)) == len(numbers)
