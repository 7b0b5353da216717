"""Labelled questions: a line each, `{"id", "query", "articles": [law and article]}`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.retrieval.grammar import split_article_name
from knowledge.reference.labels import label_key
from knowledge.reference.titles import title_key

ArticleKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the articles that answer it, each as (title key, label key)."""

    id: str
    text: str
    articles: frozenset[ArticleKey]

    @property
    def laws(self) -> frozenset[str]:
        """The title keys of the laws that answer it."""
        return frozenset(title for title, _ in self.articles)


def read_questions(path: Path) -> list[Question]:
    """The labelled questions of a file.

    Raises:
        ValueError: a line lacks a field or names something that is no article; the message says which line.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            articles = frozenset(article_key(*split_article_name(name)) for name in row["articles"])
            found.append(Question(str(row["id"]), row["query"], articles))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: {error}; a line is {{id, query, articles}}") from error
    return found


def article_key(title: str, label: str) -> ArticleKey:
    """What an article is known by, however its law and its label are written."""
    return title_key(title), label_key(label)


def qrels(questions: Sequence[Question]) -> dict[str, dict[str, int]]:
    """The labels as the metrics library wants them."""
    return {question.id: {key_text(key): 1 for key in question.articles} for question in questions}


def key_text(key: ArticleKey) -> str:
    """One string for an article."""
    return "#".join(key)
