"""Exceptions to a rule: …，但是…除外."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import ExceptionFact
from assistant.quiz.grammar.exceptions import EXCEPT
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle


def find(read: ReadArticle) -> Iterator[ExceptionFact]:
    """The exceptions that an article makes."""
    for match in EXCEPT.finditer(read.text):
        yield ExceptionFact(match.start(), match.end("case") + 2, passage_at(read, match.start()), match["case"])
