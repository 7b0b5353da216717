"""Makes a run: asks a search every question and keeps what it found and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.retrieval.questions import Question, article_key, key_text
from knowledge.model import SearchResult

TOP_K = 100


@dataclass(frozen=True, slots=True)
class Run:
    """What was found for each question, best first, and the seconds each took."""

    ranked: dict[str, tuple[str, ...]]
    seconds: tuple[float, ...]


def make_run(search: Callable[[str], Sequence[SearchResult]], questions: Iterable[Question]) -> Run:
    """Asks every question once."""
    ranked, seconds = {}, []
    for question in questions:
        start = time.perf_counter()
        results = search(question.text)
        seconds.append(time.perf_counter() - start)
        ranked[question.id] = tuple(dict.fromkeys(_key(result) for result in results))
    return Run(ranked, tuple(seconds))


def _key(result: SearchResult) -> str:
    return key_text(article_key(result.found.version.title, result.found.article.label))
