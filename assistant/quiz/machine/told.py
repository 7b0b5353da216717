"""What a language model is told and the forms it answers in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, Field

from assistant.answering.generation import Passage
from knowledge.model import CataloguedArticle


class Paraphrase(BaseModel):
    """A stem in other words."""

    stem: str = Field(description="the question; empty if it can't be put in other words")


class Explanation(BaseModel):
    """Why the key is right and the others are wrong."""

    sentences: list[str]


class CasePart(BaseModel):
    """A sub-question of a case."""

    stem: str
    options: list[str]
    right: list[int] = Field(description="the numbers of the right options, from 1")
    basis: str = Field(description="the words of the article that hold the answer, verbatim")


class Case(BaseModel):
    """A case; without parts if the article gives none."""

    story: str
    parts: list[CasePart]
    explanation: str


class Chosen(BaseModel):
    """The options chosen."""

    right: list[int] = Field(description="the numbers of the options, from 1")


@cache
def prompt(name: str) -> str:
    """What the model is told of a task."""
    return (Path(__file__).parent / "prompts" / f"{name}.zh.md").read_text(encoding="utf-8")


def digest(system: str, user: str) -> str:
    """The digest of all that the model was told."""
    return hashlib.sha256(f"{system}\n{user}".encode()).hexdigest()


def passages(found: Sequence[CataloguedArticle]) -> str:
    """Articles between marks that their text can't close."""
    return "\n".join(Passage(n, one).text for n, one in enumerate(found, 1))


def question(stem: str, options: Sequence[str], story: str = "") -> str:
    """An item as the model sees it, between marks that its text can't close."""
    lines = [*([story] if story else []), stem, *(f"{n}. {text}" for n, text in enumerate(options, 1))]
    body = "\n".join(lines).replace("<", "\uff1c").replace(">", "\uff1e")
    return f"<question>\n{body}\n</question>"
