"""A question as understood: what kind of answer it wants, about which documents, on what topic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.grammar.lay import Everyday


class Kind(StrEnum):
    """The form an answer takes."""

    FACT = "fact"
    RESPONSIBLE = "responsible"
    TASKS = "tasks"
    LIST = "list"
    WORDING = "wording"
    CARD = "card"
    COMPARISON = "comparison"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Side:
    """Documents that a question names together: by title, number, issuer or region. `name` is the question's word."""

    name: str
    versions: frozenset[str]
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood of a question.

    `rest` is the question without the names; `topic` are the tokens left when the words of asking are taken away
    too, `joints` those of them that only reach from one word into the next; `everyday` are the words of everyday speech
    in it, `widened` the documents' words for them; `facets` the sorts of thing asked for (a telephone number, a sum);
    `which` that an article is named of no document; `unknown` titles and numbers that the question names and the
    knowledge base does not have.
    """

    kind: Kind
    text: str
    rest: str = ""
    topic: tuple[str, ...] = ()
    joints: frozenset[str] = frozenset()
    everyday: tuple[Everyday, ...] = ()
    widened: str = ""
    sides: tuple[Side, ...] = ()
    labels: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    yes_no: bool = False
    which: bool = False

    @property
    def scope(self) -> frozenset[str]:
        """The versions of every side."""
        return frozenset(version for side in self.sides for version in side.versions)
