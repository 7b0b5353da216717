"""The facts that finders give. Each has the span of its key in the article's text."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quiz.passage import Passage
from assistant.quiz.reading import Entry, Listing


@dataclass(frozen=True, slots=True)
class Span:
    """What all facts have: where the key stands, and what is shown around it."""

    start: int
    end: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class NumberFact(Span):
    """A number before its unit. `value` is the number as written; `ranged` when it is one end of a range."""

    value: str
    unit: str
    amount: float
    timed: bool
    ranged: bool


@dataclass(frozen=True, slots=True)
class BodyFact(Span):
    """A body and the duty the article gives it."""

    body: str
    joined: bool


@dataclass(frozen=True, slots=True)
class ModalFact(Span):
    """A modal word of a sentence; `count` of them stand in what is shown."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class ListFact(Span):
    """An enumeration. `noun` and `negative` make its class; `catch_all` tells which entries leave it open."""

    listing: Listing
    noun: str
    negative: bool
    catch_all: tuple[bool, ...]
    steps: bool
    ladder: bool

    @property
    def header(self) -> str:
        """What introduces the list."""
        return self.listing.header.text

    @property
    def closed(self) -> tuple[Entry, ...]:
        """The entries without the catch-all."""
        return tuple(entry for entry, open_ in zip(self.listing.entries, self.catch_all, strict=True) if not open_)


@dataclass(frozen=True, slots=True)
class ProcedureFact(ListFact):
    """A list whose order the article makes a rule."""


@dataclass(frozen=True, slots=True)
class InlineFact(Span):
    """An enumeration within a sentence: its members in order."""

    head: str
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SanctionFact(Span):
    """The sanction of one rung for an act; `rungs` are all of the article's (gravity, sanction)."""

    act: str
    gravity: str
    sanction: str
    rungs: tuple[tuple[str, str], ...]
    excepted: bool


@dataclass(frozen=True, slots=True)
class PairsFact(Span):
    """Pairs that one article makes: sanction and period, gravity and sanction, body and duty; `about` what act."""

    kind: str
    pairs: tuple[tuple[str, str], ...]
    about: str = ""
    excepted: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionFact(Span):
    """A term and what it means in the document; the span is the definition's."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class ExceptionFact(Span):
    """A rule's exception: the span runs from the 但 to the 除外."""

    case: str


@dataclass(frozen=True, slots=True)
class DocumentFact(Span):
    """A fact of the document itself: `name` is in_force, number or issuer."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DutyFact(Span):
    """A task of an official document, who leads it and by when; the span holds the words for both."""

    task: str
    leads: tuple[str, ...]
    participants: tuple[str, ...]
    deadline: str


@dataclass(frozen=True, slots=True)
class MeasureFact(Span):
    """The measures that an official document sets under a heading, verbatim."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthoredFact(Span):
    """What a person wrote an item about: the span alone."""


Fact = (
    AuthoredFact
    | MeasureFact
    | DutyFact
    | NumberFact
    | BodyFact
    | ModalFact
    | ListFact
    | ProcedureFact
    | InlineFact
    | SanctionFact
    | PairsFact
    | DefinitionFact
    | ExceptionFact
    | DocumentFact
)
