"""The document's own 发文字号, and numbers written one way: 贵府办字„2010‟125号 is 贵府办字〔2010〕125号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.reference.numbers import find_document_numbers, restore_number

MOST_BESIDE = 8
"""How much a line may say beside a number and still be a number's line (特急, 签发人)."""

LONGEST_TITLE = 120

_YEAR_BRACKETS = re.compile(r"\s*[〔\[【［„﹝〈「〖（(]\s*((?:19|20)\d\d)\s*年?\s*[〕\]】］‟”﹞〉」〗）)]\s*第?\s*")
_BEFORE_MARK = re.compile(r"\s+(?=号$)")
_PLACEHOLDER = re.compile(r"[×*]")


def tidy_number(number: str) -> tuple[str, str]:
    """The number with its usual brackets, and what was mended about it ("" if nothing was lost).

    A placeholder (*环„2010‟5号) stays as it is.
    """
    if _PLACEHOLDER.search(number):
        return number, ""
    whole, mended = restore_number(number)
    if mended:
        return whole, f"{number} → {whole}"
    tidy = _BEFORE_MARK.sub("", _YEAR_BRACKETS.sub(r"〔\1〕", number.strip()))
    return (tidy if tidy.endswith("号") else f"{tidy}号"), ""


def own_number(lines: Sequence[str]) -> str:
    """The number that has a line for itself, as it stands there, or else stands round a title; "" if none does."""
    for line in lines:
        if is_number_line(line):
            return find_document_numbers(line)[0].text
    return next((number for line in lines if (number := without_number(line)[1])), "")


def without_number(title: str) -> tuple[str, str]:
    """A title without the number before it or in brackets after it, and that number ("" if there is none)."""
    for number in find_document_numbers(title) if len(title) <= LONGEST_TITLE else ():
        if number.start == 0 and number.end < len(title):
            return title[number.end :].lstrip(" 号"), number.text
        if title[number.start - 1] in "（(" and re.fullmatch(r"\s*[)）]", title[number.end :]):
            return title[: number.start - 1].rstrip(), number.text
    return title, ""


def is_number_line(line: str) -> bool:
    """Whether a line is a document number and next to nothing else."""
    found = find_document_numbers(line) if len(line) <= 60 else []
    return bool(found) and len(line) - (found[0].end - found[0].start) <= MOST_BESIDE and "《" not in line
