"""Weighs the articles found: how much of what is asked each one holds, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.model import Draft
from assistant.answering.passage import Span, best_passage
from knowledge.lexical.tokens import tokens
from knowledge.model import ArticleKind, CataloguedArticle, SearchResult

WIDENED = 0.5
"""What a word of the documents for an everyday one counts, against the question's own."""

RANK, COVERED, HEADED, CLAUSE = 1.0, 1.0, 0.8, 0.5
ASIDE = {ArticleKind.NOTICE: 0.6, ArticleKind.CLOSING: 0.6, ArticleKind.PREAMBLE: 0.5, ArticleKind.LEAD: 0.15}


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article and what speaks for it: the share of the topic it holds, whole, in its heading, in one clause."""

    found: CataloguedArticle
    weight: float
    covered: float
    headed: float
    span: Span


def topic_weights(draft: Draft) -> dict[str, float]:
    """The tokens looked for, each with what it tells."""
    if draft.asked is None:
        return {}
    own = {token: draft.rarity.get(token, 1.0) for token in draft.asked.topic}
    more = {token: WIDENED * draft.rarity.get(token, 1.0) for token in tokens(draft.asked.widened)}
    return {**more, **own}


def weigh(results: Iterable[SearchResult], wanted: Mapping[str, float]) -> list[Evidence]:
    """The articles by what speaks for them, best first."""
    found = [_evidence(result.found, place, wanted) for place, result in enumerate(results)]
    return sorted(found, key=lambda evidence: -evidence.weight)


def _evidence(found: CataloguedArticle, place: int, wanted: Mapping[str, float]) -> Evidence:
    article = found.article
    headed = share(tokens(article.heading), wanted)
    covered = share([*tokens(article.text), *tokens(" ".join(article.headings)), *tokens(article.heading)], wanted)
    span = best_passage(article.text, wanted)
    weight = RANK / (1 + 0.3 * place) + COVERED * covered + HEADED * headed + CLAUSE * span.overlap
    weight -= ASIDE.get(article.kind, 0)
    return Evidence(found, weight, covered, headed, span)


def share(held: Sequence[str], wanted: Mapping[str, float]) -> float:
    """What part of the weight of the tokens looked for is held."""
    total = sum(wanted.values())
    return sum(wanted[token] for token in set(held) & wanted.keys()) / total if total else 0.0
