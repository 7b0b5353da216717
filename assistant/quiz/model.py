"""The words of the quiz: an item, its options, its key, and the proof that the key is right.

Plain frozen values. An item is what a quiz asks (never the word for 项); its proof ties it to the very text of an
article, so that whoever reviews it, and whatever re-reads the law later, can check it without trusting us.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ItemType(StrEnum):
    """How an item is answered."""

    SINGLE = "single"  # 单选
    MULTIPLE = "multiple"  # 多选
    TRUE_FALSE = "true_false"  # 判断
    FILL_IN = "fill_in"  # 填空
    ORDERING = "ordering"  # 排序
    MATCHING = "matching"  # 配伍
    SHORT_ANSWER = "short_answer"  # 简答
    CASE = "case"  # 案例分析


class Target(StrEnum):
    """What an item asks for in the text."""

    DEADLINE = "deadline"
    QUANTITY = "quantity"
    BODY = "body"
    MODALITY = "modality"
    ENUMERATION = "enumeration"
    SANCTION = "sanction"
    DEFINITION = "definition"
    EXCEPTION = "exception"
    PROCEDURE = "procedure"
    DOCUMENT = "document"
    AUTHORED = "authored"  # written by a person


class Falsity(StrEnum):
    """Why a distractor is false."""

    OTHER_VALUE = "other_value"  # the article sets another value
    OTHER_BODY = "other_body"  # the article names another body
    OTHER_WORDING = "other_wording"  # the article's own words are others
    OTHER_ARTICLE = "other_article"  # listed in another article, not in this one
    OTHER_RUNG = "other_rung"  # the article sets this sanction for another gravity, or not at all
    OTHER_TERM = "other_term"  # the definition belongs to another term
    OTHER_DOCUMENT = "other_document"  # true of another document
    LISTED = "listed"  # the article lists it, and what is asked for is what it doesn't list
    ALTERED = "altered"  # the statement was altered at the key's span


@dataclass(frozen=True, slots=True)
class Option:
    """A choice. `id` follows from its text, so that shuffling and re-lettering leave responses readable."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Refutation:
    """Why one distractor is false; `detail` is what the article has instead, or where the distractor is true."""

    option: str
    falsity: Falsity
    detail: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Where the key stands: `start` and `end` delimit it in the text of the article whose digest is `digest`.

    `key_text` is that span verbatim. For a fact of the document itself (its number, its issuer) `label` is "" and
    the key is what the catalogue says.
    """

    document_id: str
    version_id: str
    title: str
    number: str
    label: str
    digest: str
    start: int
    end: int
    key_text: str
    refutations: tuple[Refutation, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One point that a short answer should make, and its marks."""

    id: str
    text: str
    marks: float = 1.0


@dataclass(frozen=True, slots=True)
class Making:
    """How a language model wrote an item: which model, the digest of what it was told, what it gave, what the gate saw.

    An item that has one was never published by the program: a person did it, or it is a draft.
    """

    kind: str
    model: str
    prompt: str
    output: str
    gate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise.

    What `key` holds depends on the type: option ids (choice: the right ones; ordering: all of them in order;
    matching: for each of `premises` its option), `true` or `false`. Fill-ins keep the accepted texts of each blank in
    `blanks`; short answers their `points`; a case its sub-questions in `parts`.
    """

    type: ItemType
    target: Target
    stem: str
    explanation: str
    proof: Proof | None = None
    options: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    premises: tuple[Option, ...] = ()
    blanks: tuple[tuple[str, ...], ...] = ()
    points: tuple[KeyPoint, ...] = ()
    parts: tuple[Item, ...] = ()
    difficulty: str = "medium"
    topics: tuple[str, ...] = ()
    marks: float = 1.0
    audience: str = ""
    number: str = ""
    made: Making | None = None

    @property
    def id(self) -> str:
        """题目编号: the one it was given, or one that follows from what it asks of which article."""
        if self.number:
            return self.number
        place = (self.proof.document_id, self.proof.label, str(self.proof.start)) if self.proof else ()
        asked = (*place, self.type, self.stem, *sorted(option.text for option in self.options))
        return "Q" + hashlib.sha256("\n".join(asked).encode()).hexdigest()[:12].upper()


def make_option(text: str) -> Option:
    """An option with the id that its text gives."""
    return Option(hashlib.sha256(text.encode()).hexdigest()[:8], text)


def make_options(texts: tuple[str, ...] | list[str]) -> tuple[Option, ...]:
    """Options in the order of their texts."""
    return tuple(make_option(text) for text in texts)
