"""What comes of asking a language model for an item: the item, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.quiz.model import Item


class Kind(StrEnum):
    """What a language model is asked for."""

    CASE = "case"
    PARAPHRASE = "paraphrase"
    EXPLANATION = "explanation"


class Fault(StrEnum):
    """Why there is no item."""

    NO_ANSWER = "no_answer"  # the model gave nothing in time, or nothing in the form asked for
    NOTHING = "nothing"  # the model itself found that the article gives none
    SAME = "same"  # it says what was there before
    NOT_VERBATIM = "not_verbatim"  # what it quotes isn't in the article
    UNSAID = "unsaid"  # a number, a body, a denial that the article doesn't have
    CHECK = "check"  # one of the checks that every item must pass
    NOT_SOLVED = "not_solved"  # with the article open the model itself didn't come to the key three times
    SECOND_KEY = "second_key"  # another article in force supports another option
    EXISTS = "exists"  # the bank has it already


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no item; `detail` is the check, the words, or what the client said."""

    fault: Fault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one request, for which place."""

    kind: Kind
    place: str
    result: Item | Refused
