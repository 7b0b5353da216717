"""Questions, citations and answers: the values that the contract's JSON is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.answering.asked import Asked
from assistant.wording.words import Words, answer_words
from knowledge.model import Audience, CataloguedArticle, DocumentType, SearchResult, Status


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class Mode(StrEnum):
    """Whether the sentences are the documents' own or a language model's, verified."""

    EXTRACTIVE = "extractive"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and its answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer given before to the same question: the state of the knowledge base, its citations as in the JSON."""

    corpus: str
    citations: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks: the day it is asked about, what they may see, what was said before.

    With `earlier` the answer's notices say what has changed since that answer.
    """

    text: str
    as_of: date
    audience: Audience | None = None
    history: tuple[Turn, ...] = ()
    region: str = ""
    language: str = "zh"
    earlier: Earlier | None = None


MARK = re.compile(r"\[(\d{1,3})\]")


def without_marks(text: str) -> str:
    """A text in which nothing looks like the mark of a citation."""
    return MARK.sub("\uff3b\\1\uff3d", text)


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a quoted article, from `start` to `end` of its text, that point at an article (or a document)."""

    start: int
    end: int
    document_id: str
    title: str
    article: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation from an article: `found.article.text[start:end]` is the passage relied on."""

    n: int
    found: CataloguedArticle
    start: int
    end: int
    refers: tuple[Link, ...] = ()

    @property
    def quote(self) -> str:
        """The passage relied on, verbatim."""
        return self.found.article.text[self.start : self.end]

    @property
    def said(self) -> str:
        """The passage as an answer's text gives it: what looks like a mark of ours in it, a footnote's [7], is none."""
        return without_marks(self.quote)

    def to_json(self, as_of: date, language: str = "zh") -> dict[str, Any]:
        """The citation as the contract has it, with its rank in words and what its quotation refers to."""
        version, article = self.found.version, self.found.article
        return {
            "n": self.n,
            "document_id": version.document_id,
            "title": version.title,
            "number": version.number,
            "article": article.label,
            "heading": article.heading,
            "quote": self.quote,
            "text": article.text,
            "start": self.start,
            "end": self.end,
            "page": article.page,
            "confidence": article.confidence,
            "status": version.status_on(as_of).value,
            "audience": version.audience.value,
            "digest": article.digest,
            "source": "card" if version.card else "original",
            "version_id": version.id,
            "type": version.type.value,
            "issuer": version.issuer,
            "dates": {name.value: day.isoformat() for name, day in version.dates.items()},
            "rank": rank_text(version.type, answer_words(language)),
            "refers_to": [asdict(link) for link in self.refers],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; its text carries [n] after every sentence that states what a document says.

    `kind` is the kind of question it answers, or why it was declined; `id` what the question log keeps it under.
    """

    question: Question
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    mode: Mode = Mode.EXTRACTIVE
    corpus: str = ""
    rewritten: str = ""
    elapsed_ms: int = 0
    kind: str = ""
    id: str = ""

    def to_json(self) -> dict[str, Any]:
        """The answer as the contract has it."""
        return {
            "answer_id": self.id,
            "question": self.question.text,
            "status": self.status.value,
            "answer": self.text,
            "mode": self.mode.value,
            "corpus": self.corpus,
            "citations": [citation.to_json(self.question.as_of, self.question.language) for citation in self.citations],
            "notices": list(self.notices),
            "follow_ups": list(self.follow_ups),
            "rewritten": self.rewritten,
            "elapsed_ms": self.elapsed_ms,
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A question on its way through the steps; a step that settles it sets `answer`.

    `suspicion` is how much it looks like a misuse of the service, from 0 to 1.
    """

    question: Question
    query: str = ""
    suspicion: float = 0.0
    asked: Asked | None = None
    results: tuple[SearchResult, ...] = ()
    by_side: tuple[tuple[SearchResult, ...], ...] = ()
    rarity: Mapping[str, float] = field(default_factory=dict)
    corpus: str = ""
    documents: int = 0
    answer: Answer | None = None

    def settled(self, status: AnswerStatus, text: str, **more: Any) -> Draft:  # noqa: ANN401 - Answer's own fields
        """The draft with its answer."""
        more = {"kind": self.asked.kind.value if self.asked else "", **more}
        answer = Answer(self.question, status, text, corpus=self.corpus, rewritten=self.query, **more)
        return replace(self, answer=answer)


def rank_text(kind: DocumentType, words: Words) -> str:
    """The rank of a kind of document in words."""
    return words(f"rank-{kind.value.replace('_', '-')}")


def result_to_json(result: SearchResult, as_of: date) -> dict[str, Any]:
    """A search result as the contract has it."""
    version, article = result.found.version, result.found.article
    status: Status = version.status_on(as_of)
    return {
        "document_id": version.document_id,
        "title": version.title,
        "number": version.number,
        "article": article.label,
        "heading": article.heading,
        "text": article.text,
        "score": result.score,
        "status": status.value,
        "audience": version.audience.value,
    }


def turns_from_json(history: list[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """Earlier turns from `[{"question", "answer"?}]` or chat messages `[{"role", "content"}]`."""
    turns: list[Turn] = []
    for entry in history:
        if "question" in entry:
            turns.append(Turn(str(entry["question"]), str(entry.get("answer", ""))))
        elif entry.get("role") == "user":
            turns.append(Turn(str(entry.get("content", ""))))
        elif entry.get("role") == "assistant" and turns:
            turns[-1] = replace(turns[-1], answer=str(entry.get("content", "")))
    return tuple(turns)
