"""English questions put into the documents' words, so that they can be looked up."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from knowledge.glossary import load_glossary
from knowledge.reference.labels import statute_label
from knowledge.reference.numerals import to_chinese

_MEANING = re.compile(
    r"^(?:what(?:'s| is| are| does| do)|whats|define|explain|tell me what)\s+(?:(?:is|are|the meaning of|meant by|the)\s+)*(?:an? )?"
    r"[\"'\u201c\u2018]?(?P<term>[a-z][a-z' -]*?)[\"'\u201d\u2019]?(?:\s+(?:mean|means|is|are|stand for))?[\s?.!]*$",
    re.I,
)
_ARTICLE = re.compile(r"\bart(?:icle|\.)?\s*(?P<article>\d{1,4})\b(?:,?\s*para(?:graph|\.)?\s*(?P<paragraph>\d{1,2})\b)?", re.I)


def in_chinese(question: str) -> str:
    """The documents' words for the English terms of a question, Chinese words and article numbers kept."""
    if (asked := _MEANING.match(question.strip())) and (term := _glossary_terms().get(asked["term"].lower())):
        return f"什么是{term}"
    lowered, found = question.lower(), []
    for english, chinese in _terms():
        for match in re.finditer(rf"\b{re.escape(english)}\b", lowered) if english in lowered else ():
            found.append((match.start(), chinese))
            lowered = lowered[: match.start()] + " " * len(english) + lowered[match.end() :]
    found += [(match.start(), match[0]) for match in re.finditer(r"[\u3400-\u9fff《》〔〕]+", question)]
    words = [word for _, word in sorted(found)]
    labels = [_label(match) for match in _ARTICLE.finditer(question)]
    return " ".join(dict.fromkeys([*words, *labels]))


def _label(match: re.Match[str]) -> str:
    paragraph = f"第{to_chinese(int(match['paragraph']))}款" if match["paragraph"] else ""
    return statute_label(int(match["article"])) + paragraph


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    """English and the documents' words for it, longest first: those of the file, then the glossary's."""
    lines = (Path(__file__).parent / "english_terms.txt").read_text(encoding="utf-8").splitlines()
    split = (line.split("=") for line in lines if line and not line.startswith("#"))
    pairs = [(term.strip(), chinese.strip()) for terms, chinese in split for term in terms.split(",")]
    every = {**_glossary_terms(), **dict(pairs)}
    return tuple(sorted(every.items(), key=lambda pair: -len(pair[0])))


@cache
def _glossary_terms() -> dict[str, str]:
    return {english.lower(): term.name for term in load_glossary().terms for english in term.english}
