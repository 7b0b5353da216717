"""What goes in and comes out of the API, as the contract has it; limits on what comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.answering.model import Earlier

LONGEST_QUESTION = 2000
LONGEST_TURN = 8000
MOST_TURNS = 20
MOST_CITED = 100

Text = Annotated[str, StringConstraints(max_length=LONGEST_TURN)]


class EarlierTurn(BaseModel):
    """An earlier question and its answer, or a chat message with role and content."""

    question: Text | None = None
    answer: Text = ""
    role: Annotated[str, StringConstraints(max_length=20)] | None = None
    content: Text = ""


class EarlierCitation(BaseModel):
    """Of a citation of an earlier answer, what tells the article and its text."""

    document_id: Annotated[str, StringConstraints(max_length=64)]
    title: Annotated[str, StringConstraints(max_length=300)]
    article: Annotated[str, StringConstraints(max_length=100)]
    digest: Annotated[str, StringConstraints(max_length=64)]


class EarlierAnswer(BaseModel):
    """An answer given before: asking again with it says what has changed since."""

    corpus: Annotated[str, StringConstraints(max_length=64)]
    citations: Annotated[list[EarlierCitation], Field(max_length=MOST_CITED)]


class AskBody(BaseModel):
    """A question. Whatever else the body says, without a session the answer is the public's."""

    question: Annotated[str, StringConstraints(max_length=LONGEST_QUESTION)]
    history: Annotated[list[EarlierTurn], Field(max_length=MOST_TURNS)] = []
    as_of: date | None = None
    conversation_id: Annotated[str, StringConstraints(max_length=100)] | None = None
    earlier: EarlierAnswer | None = None

    def given_before(self) -> Earlier | None:
        """The earlier answer, if one was sent along."""
        if self.earlier is None:
            return None
        return Earlier(self.earlier.corpus, tuple(one.model_dump() for one in self.earlier.citations))

    def turns(self) -> list[Mapping[str, Any]]:
        """The earlier turns, only what was given of each."""
        return [turn.model_dump(exclude_none=True, exclude_unset=True) for turn in self.history]


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class CitationShape(_Open):
    """A quotation: `text[start:end] == quote`."""

    n: int
    document_id: str
    title: str
    number: str
    article: str
    heading: str
    quote: str
    text: str
    start: int
    end: int
    page: int | None
    confidence: float | None = None
    status: str
    audience: str
    digest: str
    source: str


class AnswerShape(_Open):
    """An answer; each sentence that states what a document says carries its [n]; feedback names `answer_id`."""

    answer_id: str
    question: str
    status: str
    answer: str
    mode: str
    corpus: str
    citations: list[CitationShape]
    notices: list[str]
    follow_ups: list[str]
    elapsed_ms: int


class DocumentRow(_Open):
    """A document of the catalogue."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    type: str
    status: str
    audience: str
    dates: dict[str, date]
    articles: int


class OutlineEntry(_Open):
    """An article as the outline shows it."""

    article: str
    heading: str
    headings: list[str]
    kind: str
    characters: int


class DocumentShape(_Open):
    """A document with its outline."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    type: str
    status: str
    audience: str
    dates: dict[str, date]
    articles: list[OutlineEntry]


class ArticleShape(_Open):
    """An article, whole and verbatim; `others` are further articles that bear the same label."""

    document_id: str
    title: str
    number: str
    article: str
    heading: str
    text: str
    status: str
    audience: str
    others: list[dict[str, Any]]


class ProblemShape(_Open):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemShape, "content": {"application/problem+json": {}}} for status in (400, 404, 413, 422, 500)
}
