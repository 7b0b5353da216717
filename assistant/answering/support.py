"""Whether the evidence is enough to answer: calibrated on the questions of `evals/answers` meant for that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asked import Kind
from assistant.answering.evidence import Evidence
from assistant.answering.forms.context import Context
from assistant.answering.grammar.facets import holds
from assistant.answering.grammar.lay import lay_words
from assistant.answering.grammar.questions import ASKS_NAME
from assistant.answering.grammar.topic import key_nouns, parts

AMONG = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer and against it, each from 0 to 1.

    `covered` is how much of the topic the best articles hold, `clause` how much one clause of them holds, `similar` the
    cosine similarity of the nearest. `lost` is the share of the topic's nouns that the best article lacks, `rarest` how
    rare the rarest of those is in general Chinese; `odd` the same for a question that asks for no name or number of
    something but whether or how (its words are often everyday ones). `lacking` is 1 where the sort of thing asked for
    (a telephone number, a sum) is not there.
    """

    covered: float
    clause: float
    similar: float
    lost: float
    rarest: float
    odd: float
    lacking: float


WEIGHTS = Signals(covered=2.9, clause=0.4, similar=2.9, lost=0.4, rarest=-5.0, odd=-3.4, lacking=-3.9)
BIAS = -0.6


def supported(context: Context) -> bool:
    """Whether to answer rather than to say that the documents do not say."""
    return bool(context.evidence) and likelihood(signals(context)) >= 0.5


def likelihood(found: Signals) -> float:
    """How likely it is that the evidence answers."""
    total = BIAS + sum(getattr(WEIGHTS, name) * getattr(found, name) for name in Signals.__slots__)
    return 1 / (1 + math.exp(-total))


def signals(context: Context) -> Signals:
    """What speaks for and against an answer to a question."""
    best = context.evidence[:AMONG]
    lost, rarest = _lost(context, best)
    names = ASKS_NAME.search(context.asked.text) is not None
    return Signals(
        covered=max((one.covered for one in best), default=0.0),
        clause=max((one.span.overlap for one in best), default=0.0),
        similar=max((result.similarity for result in context.draft.results[:AMONG]), default=0.0),
        lost=lost,
        rarest=rarest if names else 0.0,
        odd=0.0 if names else rarest,
        lacking=_lacking(context, best),
    )


def _lost(context: Context, best: Sequence[Evidence]) -> tuple[float, float]:
    """The share of the topic's nouns that the best article for them lacks, and how rare the rarest of those is."""
    replaced = "".join(lay_words(context.asked.text))
    nouns = {noun: rarity for noun, rarity in key_nouns(context.asked.rest).items() if noun not in replaced}
    together = context.asked.kind is Kind.COMPARISON
    said = ["".join(map(_said, best))] if together else [_said(one) for one in best]
    found = []
    for text in said:
        lacked = [rarity for noun, rarity in nouns.items() if not all(part in text for part in parts(noun))]
        found.append((len(lacked) / len(nouns) if nouns else 0.0, max(lacked, default=0.0)))
    return min(found, key=sum, default=(0.0, 0.0))


def _said(one: Evidence) -> str:
    version, article = one.found.version, one.found.article
    return "".join((version.title, version.region, *article.headings, article.heading, article.text))


def _lacking(context: Context, best: Sequence[Evidence]) -> float:
    if not context.asked.facets or context.asked.kind in (Kind.COMPARISON, Kind.LIST):
        return 0.0
    texts = [one.found.article.text for one in best]
    return float(not all(any(holds(facet, text) for text in texts) for facet in context.asked.facets))
