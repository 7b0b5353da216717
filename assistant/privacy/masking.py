"""Masks personal numbers in what people type: identity numbers, telephones, mail addresses, bank cards, passports.

A number counts as one only where its own check holds (checksum, birthday, Luhn) or the words before it say what it
is: document numbers, index numbers, dates and sums stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.privacy.grammar import CARD_BEFORE, IDENTITY_BEFORE, PASSPORT_BEFORE, PLAIN
from assistant.wording.words import answer_words

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_BEFORE = 20


class Personal(StrEnum):
    """What sort of personal data something is."""

    IDENTITY = "identity"
    PASSPORT = "passport"
    MAIL = "mail"
    PHONE = "phone"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text that is personal data."""

    kind: Personal
    start: int
    end: int


_PATTERNS: dict[Personal, re.Pattern[str]] = {
    Personal.MAIL: re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII),
    Personal.IDENTITY: re.compile(
        r"(?<![0-9A-Za-z])(?:[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[0-9Xx]|[1-9]\d{14})(?![0-9A-Za-z])"
    ),
    Personal.PASSPORT: re.compile(r"(?<![0-9A-Za-z])[A-Z](?:\d{8}|[A-Z]\d{7})(?![0-9A-Za-z])"),
    Personal.PHONE: re.compile(
        r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<![\d-])0\d{2,3}[ -]?[2-8]\d{6,7}(?!\d)"
    ),
    Personal.CARD: re.compile(r"(?<![0-9A-Za-z])(?:\d{12,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?)(?![0-9A-Za-z])"),
}


def masked(text: str, language: str = "zh") -> str:
    """A text with each piece of personal data replaced by a word for its kind."""
    words = answer_words(language)
    parts, at = [], 0
    for found in find_personal(text):
        parts += [text[at : found.start], words(f"masked-{found.kind.value}")]
        at = found.end
    return "".join((*parts, text[at:]))


def holds_personal(text: str) -> bool:
    """Whether a text holds personal data of a kind that is masked."""
    return bool(find_personal(text))


def find_personal(text: str) -> list[Found]:
    """The personal data in a text, in order, no two overlapping."""
    plain = text.translate(PLAIN)
    found: list[Found] = []
    for kind, pattern in _PATTERNS.items():
        for start, end in _matches(plain, pattern, kind):
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Found(kind, start, end))
    return sorted(found, key=lambda one: one.start)


def _matches(text: str, pattern: re.Pattern[str], kind: Personal) -> Iterator[tuple[int, int]]:
    holds = _CHECKS.get(kind)
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if holds is None or holds(re.sub("[ -]", "", match[0]).upper(), before):
            yield match.span()


def _is_identity(number: str, before: str) -> bool:
    """Eighteen characters whose checksum holds, fifteen with a birthday in them, or what is called one."""
    if IDENTITY_BEFORE.search(before):
        return True
    if len(number) == len("110101900101001"):
        return _is_day(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    birthday = int(number[6:10]), int(number[10:12]), int(number[12:14])
    return number[17] == _CHECK[total % 11] and _is_day(*birthday)


def _is_card(number: str, before: str) -> bool:
    """What is called one, or a number of a card's length whose Luhn sum holds."""
    return CARD_BEFORE.search(before) is not None or (len(number) in range(15, 20) and luhn_holds(number))


def _is_passport(_number: str, before: str) -> bool:
    return PASSPORT_BEFORE.search(before) is not None


_CHECKS: dict[Personal, Callable[[str, str], bool]] = {
    Personal.IDENTITY: _is_identity,
    Personal.PASSPORT: _is_passport,
    Personal.CARD: _is_card,
}


def luhn_holds(number: str) -> bool:
    """Whether a number's last digit checks the others, as on bank cards."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[1::2]]
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _FIRST_YEAR <= year <= _LAST_YEAR
