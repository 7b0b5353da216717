"""Modality: what one shall, may, must not."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import ModalFact
from assistant.quiz.grammar.modals import MODAL
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle


def find(read: ReadArticle) -> Iterator[ModalFact]:
    """The modal words of an article's sentences."""
    for match in MODAL.finditer(read.text):
        passage = passage_at(read, match.start())
        yield ModalFact(match.start(), match.end(), passage, match[0], len(MODAL.findall(passage.text)))
