"""Definitions: 本法所称…，是指…."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import DefinitionFact
from assistant.quiz.grammar import definitions
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle


def find(read: ReadArticle) -> Iterator[DefinitionFact]:
    """The terms that an article defines."""
    found: set[int] = set()
    for match in definitions.CALLED.finditer(read.text):
        found.add(match.start("definition"))
        yield _fact(read, match["term"], match["definition"], match.start("definition"))
    for sentence in read.sentences:
        entry = definitions.ENTRY.match(sentence.text) if not sentence.header else None
        if entry and sentence.start + entry.start("definition") not in found:
            yield _fact(read, entry["term"], entry["definition"], sentence.start + entry.start("definition"))


def _fact(read: ReadArticle, term: str, definition: str, start: int) -> DefinitionFact:
    return DefinitionFact(start, start + len(definition), passage_at(read, start), term, definition)
