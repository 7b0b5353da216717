"""Tasks of official documents with those who lead them, as `ingest` has read them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import DutyFact
from assistant.quiz.grammar.marks import SENTENCE, bare_entry
from assistant.quiz.passage import Passage
from assistant.quiz.reading import ReadArticle

LONGEST_TASK = 64


def find(read: ReadArticle) -> Iterator[DutyFact]:
    """The article's tasks that name who leads them or when they are due."""
    heading = read.found.article.heading
    for duty in read.found.article.responsibilities:
        task = _short(duty.task, heading)
        at = read.text.find(task) if task else -1
        if at < 0 or not duty.start < duty.end <= len(read.text):
            continue
        passage = Passage(((at, task),), read.sentence_at(at))
        yield DutyFact(duty.start, duty.end, passage, task, duty.leads, duty.participants, duty.deadline)


def _short(task: str, heading: str) -> str:
    """The first sentences of a task as far as they are short, without the article's own heading."""
    kept = ""
    for sentence in SENTENCE.finditer(task.split("\n")[0]):
        if heading and bare_entry(sentence[0]) == bare_entry(heading):
            continue
        if len(kept) + len(sentence[0]) > LONGEST_TASK:
            break
        kept += sentence[0]
    return kept.strip()
