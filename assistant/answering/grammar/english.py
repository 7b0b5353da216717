"""English questions put into the documents' words, so that they can be looked up."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from knowledge.reference.labels import statute_label

_ARTICLE = re.compile(r"\bart(?:icle|\.)?\s*(\d{1,4})\b", re.I)


def in_chinese(question: str) -> str:
    """The documents' words for the English terms of a question, Chinese words and article numbers kept."""
    lowered, found = question.lower(), []
    for english, chinese in _terms():
        for match in re.finditer(rf"\b{re.escape(english)}\b", lowered):
            found.append((match.start(), chinese))
            lowered = lowered[: match.start()] + " " * len(english) + lowered[match.end() :]
    found += [(match.start(), match[0]) for match in re.finditer(r"[\u3400-\u9fff《》〔〕]+", question)]
    words = [word for _, word in sorted(found)]
    labels = [statute_label(int(match[1])) for match in _ARTICLE.finditer(question)]
    return " ".join(dict.fromkeys([*words, *labels]))


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / "english_terms.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    pairs = [(term.strip(), chinese.strip()) for terms, chinese in split for term in terms.split(",")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
