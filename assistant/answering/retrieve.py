"""Finds the articles that an answer may rest on."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from assistant.answering.asked import Asked, Side
from assistant.answering.model import AnswerStatus, Draft
from assistant.wording.words import answer_words
from knowledge.lexical.tokens import tokens
from knowledge.model import SearchResult
from knowledge.search.filters import Filters
from knowledge.search.searcher import Searcher
from knowledge.search.snapshot import Snapshot

TOP_K = 20
SIDES = 4


def retrieve(draft: Draft, searcher: Searcher) -> Draft:
    """The best articles in force on the day asked about, for each group of documents named, else among all."""
    asked = draft.asked
    if asked is None:
        raise RuntimeError("retrieve comes after read")
    snapshot = searcher.snapshot()
    found = replace(draft, corpus=snapshot.corpus, documents=snapshot.documents)
    if not snapshot.versions:
        return found.settled(AnswerStatus.NOT_FOUND, answer_words(draft.question.language)("empty"))
    filters = Filters(draft.question.as_of, audience=draft.question.audience)
    by_side = tuple(_of_side(side, asked, searcher, snapshot, filters) for side in asked.sides[:SIDES])
    if by_side:
        results = tuple(result for group in zip_longest(*by_side) for result in group if result)
    else:
        results = tuple(searcher.search(_query(asked), filters, TOP_K))
    rarity = searcher.rarity({*asked.topic, *tokens(asked.widened)})
    return replace(found, results=results, by_side=by_side, rarity=rarity)


def _query(asked: Asked) -> str:
    return f"{asked.rest} {asked.widened}".strip()


def _of_side(
    side: Side, asked: Asked, searcher: Searcher, snapshot: Snapshot, filters: Filters
) -> tuple[SearchResult, ...]:
    documents = frozenset(snapshot.versions[id_].document_id for id_ in side.versions)
    found = searcher.search(_query(asked), replace(filters, documents=documents), TOP_K)
    return tuple(result for result in found if result.found.version.id in side.versions)
