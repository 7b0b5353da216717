"""Finds the articles that an answer may rest on."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.model import AnswerStatus, Draft
from assistant.wording.words import answer_words
from knowledge.search.filters import Filters
from knowledge.search.searcher import Searcher

TOP_K = 20


def retrieve(draft: Draft, searcher: Searcher) -> Draft:
    """The best articles in force on the day asked about, of the audience asked for."""
    snapshot = searcher.snapshot()
    found = replace(draft, corpus=snapshot.corpus, documents=len({v.document_id for v in snapshot.versions.values()}))
    if not snapshot.versions:
        return found.settled(AnswerStatus.NOT_FOUND, answer_words(draft.question.language)("empty"))
    filters = Filters(draft.question.as_of, audience=draft.question.audience)
    return replace(found, results=tuple(searcher.search(draft.query, filters, TOP_K)))
