"""Documents named in text: 《title》（number）, with titles inside titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)*)》"
NUMBER = r"(?:\s?[（(](?P<number>(?:[^（）()\n]|[（(][^（）()\n]*[)）]){2,40}号)[）)])"
ABBREVIATION = r"(?:[（(]以下(?:统称|简称)(?:为)?[《“\"]?(?P<short>[^（）()《》“”\"\n]{1,30})[》”\"]?[）)])"
_MENTION = re.compile(rf"{TITLE}{NUMBER}?{ABBREVIATION}?")


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named between 《 and 》. `short` is the name the text gives it by 以下简称."""

    title: str
    number: str
    short: str
    start: int
    end: int


def find_mentions(text: str) -> list[DocumentMention]:
    """The documents named in a text, in order of appearance."""
    return [
        DocumentMention(found["title"], found["number"] or "", found["short"] or "", *found.span())
        for found in _MENTION.finditer(text)
    ]
