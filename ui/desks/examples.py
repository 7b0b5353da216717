"""The questions that the page proposes: of those written down, the ones that this knowledge base answers."""

from __future__ import annotations

from functools import lru_cache

from assistant.answering.model import AnswerStatus
from ui.web.view import View

PROPOSED = 4
WRITTEN_DOWN = 10


def answerable_examples(view: View) -> tuple[str, ...]:
    """At most `PROPOSED` questions; asked anew only after the documents changed."""
    return _examples(view, view.snapshot().corpus)


@lru_cache(maxsize=4)
def _examples(view: View, _corpus: str) -> tuple[str, ...]:
    chosen: list[str] = []
    for number in range(1, WRITTEN_DOWN + 1):
        text = view.words(f"example-{number}")
        if view.answerer.answer(view.question(text)).status is AnswerStatus.ANSWERED:
            chosen.append(text)
        if len(chosen) == PROPOSED:
            break
    return tuple(chosen)
