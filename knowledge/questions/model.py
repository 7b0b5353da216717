"""A labelled question, and where the search gets them from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_SILENT = re.compile(r"[\W_]+")
Revision = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleName:
    """An article of whatever version is in force: its document and the key of its label."""

    document_id: str
    label_key: str


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and the articles that answer it."""

    text: str
    articles: tuple[ArticleName, ...]


class QuestionSource(Protocol):
    """Where labelled questions come from: the database, or a labelled file that is being measured."""

    def revision(self) -> Revision:
        """Changes whenever the questions do; cheap to ask."""

    def questions(self) -> Sequence[LabelledQuestion]:
        """Every labelled question, each text once."""


def spoken(text: str) -> str:
    """What is left of a question when width, case, spaces and punctuation don't count."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).lower())
