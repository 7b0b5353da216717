"""Responsible bodies: 由…负责."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import BodyFact
from assistant.quiz.grammar import bodies
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle

LONGEST = 18


def find(read: ReadArticle) -> Iterator[BodyFact]:
    """The bodies that an article gives a duty to by 由."""
    for match in bodies.BY.finditer(read.text):
        body, start = match["body"], match.start("body")
        if bodies.VAGUE.search(body) or not 2 < len(body) <= LONGEST:
            continue
        joined = bool(bodies.JOINED.search(bodies.WHOLE_JOINED.sub("", body))) or match["verb"].startswith(
            bodies.TOGETHER
        )
        yield BodyFact(start, start + len(body), passage_at(read, start), body, joined)


def named(read: ReadArticle) -> set[str]:
    """Every body an article names as one that acts: where distractors come from."""
    found = {match["body"] for pattern in (bodies.BY, bodies.SUBJECT) for match in pattern.finditer(read.text)}
    return {
        body
        for body in found
        if 2 < len(body) <= LONGEST
        and not bodies.VAGUE.search(body)
        and not bodies.JOINED.search(bodies.WHOLE_JOINED.sub("", body))
    }
