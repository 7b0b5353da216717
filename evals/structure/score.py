"""Scores the run: breaks in the numbering with their reasons, newest versions, the labelled articles."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evals.structure.grammar import FILE_DATE, NAMED_ARTICLE, YEAR, label_pattern
from evals.structure.run import LawRead, Number
from knowledge.reference.labels import article_number, statute_label
from knowledge.reference.titles import title_key


class Reason(StrEnum):
    """Why the numbering breaks."""

    ABSENT = "the source has no such label"
    RUN_IN = "the source has the label only inside a line"
    PARSER = "the source has a line with the label: the parser missed it"
    OUT_OF_ORDER = "the parser took for an article what doesn't follow"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the numbers of a law don't follow: after `last` comes `next`."""

    law: LawRead
    last: Number
    next: Number
    reason: Reason

    @property
    def missing(self) -> int:
        """How many labels are missing here."""
        return max(0, self.next[0] - self.last[0] - 1)


@dataclass(frozen=True, slots=True)
class Gold:
    """The labelled articles: how many there are, and those that were not found."""

    total: int
    missing: tuple[str, ...]


def breaks(laws: Sequence[LawRead]) -> list[Break]:
    """Every break; laws spread over files (民法典, 宪法修正案) are followed across them."""
    families: dict[str, list[LawRead]] = defaultdict(list)
    for law in laws:
        whole = law.part or YEAR.search(law.title)
        families[YEAR.sub("", law.title) if whole else str(law.path)].append(law)
    found = []
    for family in families.values():
        last: Number = (0, 0)
        for law in sorted((law for law in family if law.numbers), key=lambda law: law.numbers[0]):
            for number in law.numbers:
                if not follows(last, number):
                    found.append(Break(law, last, number, _reason(law, last, number)))
                last = number
    return found


def follows(last: Number, number: Number) -> bool:
    """Whether a number comes next: 第二十一条 or 第二十条之一 after 第二十条, 第二十条之二 after 第二十条之一."""
    if number[1]:
        return number == (last[0], last[1] + 1)
    return number[0] == last[0] + 1


def _reason(law: LawRead, last: Number, number: Number) -> Reason:
    if number <= last or number[1]:
        return Reason.OUT_OF_ORDER
    text = law.path.read_text(encoding="utf-8")
    lacking = [label_pattern(missing) for missing in range(last[0] + 1, number[0])]
    if any(re.search(rf"^\s*{label}", text, re.M) for label in lacking):
        return Reason.PARSER
    return Reason.RUN_IN if any(re.search(label, text) for label in lacking) else Reason.ABSENT


def differing(laws: Iterable[LawRead]) -> list[LawRead]:
    """The files where the parser's count is another than that of a plain pattern over lines."""
    return [law for law in laws if law.numbers and len(law.numbers) != law.lines]


def newest(laws: Sequence[LawRead], *, by_file_name: bool = False) -> list[LawRead]:
    """Of each title (and part) the version with the latest date, by the file's name or else its own dates.

    `by_file_name` takes the file's name without its date for the title, as a plain count would.
    """
    latest: dict[tuple[str, str], LawRead] = {}
    for law in laws:
        named = FILE_DATE.sub("", law.path.stem)
        key = (named if by_file_name else title_key(law.title) or named, law.part)
        if key not in latest or law.dated > latest[key].dated:
            latest[key] = law
    return list(latest.values())


def gold(laws: Sequence[LawRead], labelled: Path) -> Gold:
    """Looks up the articles that the labelled questions name, each by law and 第N条."""
    known: dict[str, set[Number]] = defaultdict(set)
    for law in laws:
        for key in {title_key(name) for name in law.names}:
            known[key].update(law.numbers)
    total, missing = 0, []
    for line in labelled.read_text(encoding="utf-8").splitlines():
        for name in json.loads(line)["articles"]:
            total += 1
            match = NAMED_ARTICLE.match(name)
            number = article_number(match["label"]) if match else None
            if not match or number is None or number not in known[title_key(match["title"])]:
                missing.append(name)
    return Gold(total, tuple(missing))


def label(number: Number) -> str:
    """第二十条之一 from (20, 1); 文首 before the first."""
    return statute_label(*number) if number[0] else "(start)"
