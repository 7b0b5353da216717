"""Pairs of body and duty, where one article sets three or more side by side."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import PairsFact
from assistant.quiz.grammar.bodies import DUTY, JOINED, VAGUE
from assistant.quiz.passage import Passage
from assistant.quiz.reading import ReadArticle

FEWEST = 3


def find_duties(read: ReadArticle) -> Iterator[PairsFact]:
    """Who answers for what: X负责Y, three times or more in one article."""
    found = []
    for sentence in read.sentences:
        duty = DUTY.match(sentence.text) if not sentence.header else None
        if duty and not VAGUE.search(duty["body"]) and not JOINED.search(duty["body"]):
            found.append((sentence, duty["body"], duty["duty"]))
    if len(found) >= FEWEST:
        first, last = found[0][0], found[-1][0]
        passage = Passage(tuple((sentence.start, sentence.text) for sentence, _, _ in found), first)
        yield PairsFact(first.start, last.end, passage, "duty", tuple((body, duty) for _, body, duty in found))
