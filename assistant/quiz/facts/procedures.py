"""Procedures in order: lists whose header says that they are steps, and the ladder of sanctions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts import enumerations
from assistant.quiz.facts.fact import ProcedureFact
from assistant.quiz.reading import ReadArticle


def find(read: ReadArticle) -> Iterator[ProcedureFact]:
    """The lists whose order the article itself makes a rule."""
    for fact in enumerations.find(read):
        if fact.steps or fact.ladder:
            yield ProcedureFact(*(getattr(fact, name) for name in fact.__dataclass_fields__))
