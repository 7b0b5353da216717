"""The facts that a line of a card states: quantities, document numbers, titles, quoted words, institutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from knowledge.reference.numbers import find_document_numbers
from knowledge.reference.numerals import NUMERAL, to_int
from knowledge.reference.titles import title_key

_FOLD = str.maketrans("（）〔〕【】［］„‟，：；！？﹝﹞", "()[][][][],:;!?[]")
_UNIT = (
    r"个工作日|工作日|个月|季度|小时|周岁|年度|年|月|日|天|周|倍|元|人以上|人|名|次(?!性)|届"
    r"|条|款|项|级(?=政务|平台)|%"
)
_SPELT = {"个月": "月数", "人以上": "人", "名": "人", "个工作日": "工作日", "天": "日", "年度": "年"}
_QUANTITY = re.compile(rf"(?P<value>\d+(?:\.\d+)?%?|{NUMERAL})(?P<unit>{_UNIT})?")
_TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》)?[^《》]*)》")
_QUOTED = re.compile(r"“([^“”]+)”")
_LEXICON = Path(__file__).with_name("institutions.txt")


def fold(text: str) -> str:
    """The text without white space, brackets and marks in one width."""
    return re.sub(r"\s", "", text).translate(_FOLD)


def quantities(text: str) -> set[tuple[str, str]]:
    """The numbers of a text with their units, one writing for each value; a bare 一 counts with a unit only."""
    found = set()
    for match in _QUANTITY.finditer(re.sub(r"\s", "", text)):
        written, unit = match["value"], match["unit"] or ""
        value = written if "." in written or "%" in written else _value(written)
        if value == "1" and not unit:
            continue
        found.add((value, _SPELT.get(unit, unit)))
    return found


def document_numbers(text: str) -> set[str]:
    """The keys of the document numbers in a text."""
    return {number.key for number in find_document_numbers(text) if "年" not in number.key}


def titles(text: str) -> set[str]:
    """The keys of the titles between book-title marks."""
    return {title_key(title) for title in _TITLE.findall(text)}


def quoted(text: str) -> set[str]:
    """What stands between quotation marks, folded."""
    return {fold(words) for words in _QUOTED.findall(text)}


def institutions(text: str, lexicon: Sequence[str]) -> set[str]:
    """The institutions of the lexicon that a text names, the longest name at each place."""
    return set(_pattern(tuple(lexicon)).findall(fold(text)))


def without_names(text: str, lexicon: Sequence[str]) -> str:
    """The text with its titles and institutions blanked, so that they don't count as shared wording."""
    return _pattern(tuple(lexicon)).sub("\n", fold(_TITLE.sub("\n", text)))


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
