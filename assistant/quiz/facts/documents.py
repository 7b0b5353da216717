"""Facts of a document itself: the day it comes into force as its text has it, its number and its issuer."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import DocumentFact
from assistant.quiz.grammar.facts_of_documents import FROM_DAY
from assistant.quiz.passage import Passage, passage_at
from assistant.quiz.reading import ReadArticle, Sentence


def find(read: ReadArticle) -> Iterator[DocumentFact]:
    """The day the article says its document comes into force."""
    for match in FROM_DAY.finditer(read.text):
        passage = passage_at(read, match.start())
        yield DocumentFact(match.start("day"), match.end("day"), passage, "in_force", match["day"])


def find_catalogued(read: ReadArticle) -> Iterator[DocumentFact]:
    """What the catalogue knows of the document; asked of its first article only."""
    if read.found.ordinal:
        return
    nothing = Passage((), Sentence("", 0, 0))
    version = read.found.version
    if version.number and not version.type.is_statute:
        yield DocumentFact(0, 0, nothing, "number", version.number)
    if version.issuer and not version.type.is_statute:
        yield DocumentFact(0, 0, nothing, "issuer", version.issuer)
