"""Which documents a question names, and by which of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.asked import Side
from assistant.answering.grammar.names import (
    LAW_NAMED,
    REGION_AFTER,
    SHORT_TITLE,
    TYPE_TITLES,
    document_word,
    speaks_of_one,
)
from assistant.answering.names import SHORTEST_END, Ids, Names, names_of
from knowledge.reference.mentions import find_mentions
from knowledge.reference.numbers import find_document_numbers
from knowledge.reference.titles import title_key
from knowledge.search.grammar import LEGAL_ENDING
from knowledge.search.snapshot import Snapshot

SHORTEST = 3


@dataclass
class _Reading:
    """A question while its names are taken out of it, one after the other."""

    question: str
    names: Names
    rest: str = ""
    sides: list[tuple[int, Side]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def take(self, word: str, versions: Ids, *, by_title: bool) -> None:
        """Notes the documents that a word names, and takes it out."""
        at = self.question.find(word)
        self.sides.append((at if at >= 0 else len(self.question), Side(word, versions, by_title)))
        self.rest = self.rest.replace(word, " ")


def find_sides(question: str, snapshot: Snapshot, as_of: date) -> tuple[tuple[Side, ...], str, tuple[str, ...]]:
    """The documents named, the question without their names, and the names that nothing here goes by."""
    reading = _Reading(question, names_of(snapshot, as_of), rest=question)
    _read_numbers(reading)
    _read_titles(reading, snapshot)
    _read_places(reading)
    _read_the_only_one(reading)
    ordered = [side for _, side in sorted(reading.sides, key=lambda pair: pair[0])]
    return _merged(ordered), reading.rest, tuple(reading.unknown)


def _read_numbers(reading: _Reading) -> None:
    for number in find_document_numbers(reading.question):
        text = reading.question[number.start : number.end]
        if versions := reading.names.by_number.get(number.key):
            reading.take(text, versions, by_title=True)
        else:
            reading.unknown.append(text)


def _read_titles(reading: _Reading, snapshot: Snapshot) -> None:
    by_title = reading.names.by_title
    for mention in find_mentions(reading.rest):
        text = f"\u300a{mention.title}\u300b"
        key = title_key(mention.title)
        if versions := by_title.get(key) or reading.names.endings.get(key):
            reading.take(text, versions, by_title=True)
        else:
            reading.unknown.append(text)
    for word in _title_words(reading.rest, snapshot):
        if word in reading.rest and (versions := by_title.get(word)):
            reading.take(word, versions, by_title=True)
    for match in SHORT_TITLE.finditer(reading.rest):
        for end in _ends(match[0]):
            if (versions := reading.names.endings.get(end)) and end in reading.rest:
                reading.take(end, versions, by_title=True)
                break
    for match in LAW_NAMED.finditer(reading.rest):
        if not any(match[0] in side.name or side.name in match[0] for _, side in reading.sides):
            reading.unknown.append(match[0])
            reading.rest = reading.rest.replace(match[0], " ")


def _read_places(reading: _Reading) -> None:
    for name, versions in reading.names.issuers.items():
        if name in reading.rest:
            reading.take(name, versions, by_title=False)
    for region, versions in reading.names.regions.items():
        if region in reading.rest and versions:
            match = re.search(re.escape(region) + REGION_AFTER, reading.rest)
            reading.take(match[0] if match else region, _of_type(versions, reading), by_title=False)


def _read_the_only_one(reading: _Reading) -> None:
    """The one document of its sort here is meant by 该方案, 这份意见."""
    sort = speaks_of_one(reading.question)
    if sort and not reading.sides and not reading.unknown:
        usable = reading.names.usable.items()
        versions = frozenset(id_ for id_, version in usable if sort in version.title and not version.card)
        if len({reading.names.usable[id_].document_id for id_ in versions}) == 1:
            reading.take(sort, versions, by_title=True)


def _title_words(question: str, snapshot: Snapshot) -> list[str]:
    """Title keys that stand in the question as they are, longest first."""
    folded = title_key(question)
    words = []
    for key in snapshot.titles_in(folded):
        if len(key) < SHORTEST and not key.endswith(LEGAL_ENDING):
            continue
        if key in folded:
            words.append(key)
            folded = folded.replace(key, "\n")
    return words


def _ends(word: str) -> Iterator[str]:
    return (word[start:] for start in range(len(word) - SHORTEST_END + 1))


def _of_type(versions: Ids, reading: _Reading) -> Ids:
    """Of a region's documents those of the type the question speaks of (方案, 解读, 条例), else its policies."""
    usable = reading.names.usable
    word = document_word(reading.question)
    typed = frozenset(id_ for id_ in versions if word and TYPE_TITLES[word].search(usable[id_].title))
    plain = frozenset(id_ for id_ in versions if not usable[id_].type.is_statute)
    return typed or plain or versions


def _merged(sides: list[Side]) -> tuple[Side, ...]:
    """Sides that share a document become one, of what they share."""
    merged: list[Side] = []
    for side in sides:
        for at, other in enumerate(merged):
            if common := side.versions & other.versions:
                merged[at] = Side(other.name, common, side.by_title or other.by_title)
                break
        else:
            if side.versions:
                merged.append(side)
    return tuple(merged)
