"""Weighs the articles found: how much of what is asked each one holds, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asked import Asked
from assistant.answering.grammar.facets import holds
from assistant.answering.grammar.premises import forbids, leads_to_forbidden
from assistant.answering.model import Draft
from assistant.answering.passage import LONGEST_QUOTE, Span, best_passage, clauses, share_in
from knowledge.lexical.tokens import tokens
from knowledge.model import ArticleKind, CataloguedArticle, DocumentType, SearchResult

SECOND_HAND = {DocumentType.HANDBOOK: 0.35, DocumentType.FAQ: 0.3}
"""What is told in our own words comes after the documents that it rests on."""

WIDENED = 0.5
"""What a word of the documents for an everyday one counts, against the question's own."""

JOINT = 0.3
"""What a token counts that only reaches from one word into the next."""

RANK, COVERED, HEADED, CLAUSE = 1.0, 1.0, 0.8, 0.5
FACETED, CONTRARY = 0.8, 0.3
MOST = RANK + COVERED + HEADED + CLAUSE + FACETED
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
    more = {token: WIDENED * draft.rarity.get(token, 1.0) for token in tokens(draft.asked.widened)}
    return {**more, **own_weights(draft)}


def own_weights(draft: Draft) -> dict[str, float]:
    """The tokens of the question's own topic, each with what it tells."""
    asked = draft.asked
    if asked is None:
        return {}
    return {token: draft.rarity.get(token, 1.0) * (JOINT if token in asked.joints else 1) for token in asked.topic}


def weigh(results: Iterable[SearchResult], wanted: Mapping[str, float], asked: Asked | None = None) -> list[Evidence]:
    """The articles by what speaks for them, best first."""
    found = [_evidence(result.found, place, wanted, asked) for place, result in enumerate(results)]
    return sorted(found, key=lambda evidence: -evidence.weight)


def _evidence(found: CataloguedArticle, place: int, wanted: Mapping[str, float], asked: Asked | None) -> Evidence:
    article = found.article
    headed = share_in(article.heading, wanted)
    covered = share_in("\n".join((article.text, " ".join(article.headings), article.heading)), wanted)
    span = passage(article.text, wanted, asked.facets if asked else ())
    weight = RANK / (1 + 0.3 * place) + COVERED * covered + HEADED * headed + CLAUSE * span.overlap
    weight -= ASIDE.get(article.kind, 0) + SECOND_HAND.get(found.version.type, 0)
    if asked and asked.facets:
        weight += FACETED * told(found, asked.facets, wanted)
    if asked and leads_to_forbidden(article.text) and not forbids(asked.text):
        weight -= CONTRARY
    return Evidence(found, weight, covered, headed, span)


def passage(text: str, wanted: Mapping[str, float], facets: Sequence[str], longest: int = LONGEST_QUOTE) -> Span:
    """The passage of an article that answers: on the topic, and with the sorts of thing asked for where it has them."""
    prefers = (lambda clause: all(holds(facet, clause) for facet in facets)) if facets else None
    return best_passage(text, wanted, longest, prefers)


def told(found: CataloguedArticle, facets: Sequence[str], wanted: Mapping[str, float]) -> float:
    """How much of the topic the best clause of an article holds that has the sorts of thing asked for."""
    text = found.article.text
    held = [
        share_in(f"{clause}\n{found.article.heading}", wanted)
        for clause in (text[start:end] for start, end in clauses(text))
        if all(holds(facet, clause) for facet in facets)
    ]
    return max(held, default=0.0)


def share(held: Sequence[str], wanted: Mapping[str, float]) -> float:
    """What part of the weight of the tokens looked for is held."""
    total = sum(wanted.values())
    return sum(wanted[token] for token in set(held) & wanted.keys()) / total if total else 0.0
