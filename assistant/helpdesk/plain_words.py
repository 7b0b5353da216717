"""An answer for people who are in a hurry: first a sentence, then what else it says beside its quotations."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.model import Answer, AnswerStatus, Mode
from assistant.helpdesk.grammar import CLAUSE, LISTED
from assistant.helpdesk.likeness import dice, plain

LONGEST = 90
QUOTED = 24
"""By so many letters a paragraph is known to repeat a quotation."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """`brief` is the answer in a sentence, with its mark; `remarks` are the paragraphs that are no quotations."""

    brief: str
    remarks: tuple[str, ...]


def plain_words(answer: Answer) -> PlainWords:
    """The plain words of an answer. What is extractive stays the documents' own words, only fewer of them."""
    paragraphs = [paragraph for paragraph in answer.text.split("\n\n") if paragraph.strip()]
    if answer.status not in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL) or not answer.citations:
        return PlainWords("", tuple(paragraphs))
    if answer.mode is Mode.GENERATED:
        return PlainWords("", tuple(paragraphs))
    starts = [citation.said[:QUOTED] for citation in answer.citations]
    remarks = tuple(p for p in paragraphs if not any(start in p for start in starts))
    if remarks and remarks[0] == paragraphs[0]:
        return PlainWords("", remarks)
    return PlainWords(_brief(answer), remarks)


def _brief(answer: Answer) -> str:
    """The clause of the first quotation that is nearest to the question."""
    first = answer.citations[0]
    clauses = [LISTED.sub("", clause).strip() for clause in CLAUSE.findall(first.said)]
    fitting = [clause for clause in clauses if 8 <= len(clause) <= LONGEST]
    if not fitting:
        return ""
    asked = plain(answer.question.text)
    return f"{max(fitting, key=lambda clause: dice(asked, plain(clause)))}[{first.n}]"
