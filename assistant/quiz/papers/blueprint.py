"""What a paper is to be: parts with their sections, marks, minimums, how 多选 is marked. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.quiz.marking import MultipleRule
from assistant.quiz.model import Item, ItemType


@dataclass(frozen=True, slots=True)
class Section:
    """A number of items of a kind. An empty filter lets every item through.

    Args:
        count: how many items.
        marks: for each of them.
        types: the types among which to draw.
        documents: ids of documents; the item's proof must rest on one of them.
        topics: one of them must be among the item's topics.
        difficulties: easy, medium, hard.
        name: what stands above it; empty for the names of its types.
    """

    count: int
    marks: float
    types: tuple[ItemType, ...] = ()
    documents: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    name: str = ""

    def fits(self, item: Item) -> bool:
        """Whether an item may stand in it."""
        document = item.proof.document_id if item.proof else ""
        return (
            (not self.types or item.type in self.types)
            and (not self.documents or document in self.documents)
            and (not self.topics or not set(self.topics).isdisjoint(item.topics))
            and (not self.difficulties or item.difficulty in self.difficulties)
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Sections that are passed or failed together; `minimum` is the marks below which the whole paper is failed."""

    sections: tuple[Section, ...]
    name: str = ""
    minimum: float = 0.0

    @property
    def possible(self) -> float:
        """The marks to be had."""
        return sum(section.count * section.marks for section in self.sections)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A paper to be drawn.

    Args:
        parts: in order.
        pass_mark: the marks from which it is passed, if every part's minimum is reached.
        minutes: how long a person has.
        per_person: each person their own items from the pool; otherwise one paper for all.
        shuffle_items: within their section.
        shuffle_options: and lay the keys of single choice evenly over the letters.
        multiple: the three switches for 多选.
    """

    parts: tuple[Part, ...]
    pass_mark: float
    minutes: int
    per_person: bool = False
    shuffle_items: bool = True
    shuffle_options: bool = True
    multiple: MultipleRule = field(default_factory=MultipleRule)

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in order."""
        return tuple(section for part in self.parts for section in part.sections)

    @property
    def possible(self) -> float:
        """The marks to be had."""
        return sum(part.possible for part in self.parts)

    def part_of(self, section: int) -> int:
        """The part that a section, counted over all parts, belongs to."""
        for number, part in enumerate(self.parts):
            if section < len(part.sections):
                return number
            section -= len(part.sections)
        raise IndexError(f"the blueprint has no section {section}")


def faults(blueprint: Blueprint) -> tuple[str, ...]:
    """Names of what makes a blueprint impossible; none if it can be drawn from a large enough pool."""
    found = []
    if not blueprint.sections or any(section.count < 1 for section in blueprint.sections):
        found.append("empty_section")
    if any(section.marks <= 0 for section in blueprint.sections):
        found.append("no_marks")
    if not 0 < blueprint.pass_mark <= blueprint.possible:
        found.append("pass_mark")
    if any(not 0 <= part.minimum <= part.possible for part in blueprint.parts):
        found.append("minimum")
    if blueprint.minutes < 1:
        found.append("minutes")
    return tuple(found)


def to_json(blueprint: Blueprint) -> dict[str, Any]:
    """A blueprint as JSON."""
    return asdict(blueprint)


def from_json(value: Mapping[str, Any]) -> Blueprint:
    """A blueprint from its JSON."""
    parts = tuple(
        Part(tuple(_section(section) for section in part["sections"]), part["name"], part["minimum"])
        for part in value["parts"]
    )
    return Blueprint(
        parts,
        float(value["pass_mark"]),
        int(value["minutes"]),
        bool(value["per_person"]),
        bool(value["shuffle_items"]),
        bool(value["shuffle_options"]),
        MultipleRule(**value["multiple"]),
    )


def _section(value: Mapping[str, Any]) -> Section:
    lists = {name: tuple(value[name]) for name in ("documents", "topics", "difficulties")}
    types = tuple(ItemType(name) for name in value["types"])
    return Section(int(value["count"]), float(value["marks"]), types, name=str(value["name"]), **lists)
