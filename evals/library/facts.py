"""The facts that a line of a card states: quantities, document numbers, titles, quoted words, institutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from evals.library.grammar import NO_NUMBER, QUANTITY, QUOTED, SAME_UNIT, TITLE, WIDTHS
from knowledge.reference.numbers import find_document_numbers
from knowledge.reference.numerals import to_int
from knowledge.reference.titles import title_key

_LEXICON = Path(__file__).with_name("institutions.txt")


def fold(text: str) -> str:
    """The text without white space, brackets and marks in one width."""
    return re.sub(r"\s", "", text).translate(WIDTHS)


def quantities(text: str) -> set[tuple[str, str]]:
    """The numbers of a text with their units, one writing for each value; a bare 一 counts with a unit only."""
    found = set()
    for match in QUANTITY.finditer(re.sub(r"\s", "", text)):
        written, unit = match["value"], match["unit"] or ""
        value = written if "." in written or "%" in written else _value(written)
        if value == "1" and not unit:
            continue
        found.add((value, SAME_UNIT.get(unit, unit)))
    return found


def document_numbers(text: str) -> set[str]:
    """The keys of the document numbers in a text."""
    return {number.key for number in find_document_numbers(text) if not NO_NUMBER.search(number.key)}


def titles(text: str) -> set[str]:
    """The keys of the titles between book-title marks."""
    return {title_key(title) for title in TITLE.findall(text)}


def quoted(text: str) -> set[str]:
    """What stands between quotation marks, folded."""
    return {fold(words) for words in QUOTED.findall(text)}


def institutions(text: str, lexicon: Sequence[str]) -> set[str]:
    """The institutions of the lexicon that a text names, the longest name at each place."""
    return set(_pattern(tuple(lexicon)).findall(fold(text)))


def without_names(text: str, lexicon: Sequence[str]) -> str:
    """The text with its titles and institutions blanked, so that they don't count as shared wording."""
    return _pattern(tuple(lexicon)).sub("\n", fold(TITLE.sub("\n", text)))


def read_lexicon() -> list[str]:
    """The institutions listed beside this module."""
    lines = _LEXICON.read_text(encoding="utf-8").splitlines()
    return [fold(line) for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=8)
def _pattern(lexicon: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(lexicon, key=len, reverse=True)))


def _value(numeral: str) -> str:
    value = to_int(numeral)
    return numeral if value is None else str(value)
