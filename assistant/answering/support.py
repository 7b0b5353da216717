"""Whether the evidence is enough to answer: calibrated on the questions of `evals/answers` meant for that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asked import Kind
from assistant.answering.evidence import MOST, Evidence, told
from assistant.answering.forms.context import Context
from assistant.answering.grammar.facets import details_asked, holds
from assistant.answering.grammar.questions import ASKS_NAME
from assistant.answering.grammar.topic import key_nouns, key_words, parts
from knowledge.lexical.tokens import tokens

AMONG, NEAREST = 3, 5
LONG = 10
"""A topic of so many tokens tells as much as one can."""

LEAST, LEAST_COMPARED = 0.5, 0.2
"""How likely it must be that the evidence answers; a comparison shows by itself what a side does not say."""

SUSPICIOUS, SURE = 0.7, 0.9
"""A question that looks that much like a misuse is answered only where the evidence is that likely to answer it."""

CONSEQUENCE = "sanction"
"""What is laid down in a clause of its own, away from the words of the case; it only helps to choose."""

UNUSED = 5.0
"""The least rarity among the documents at which a word may count as used by none of them."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer and against it, each from 0 to 1.

    `covered` is how much of the topic the best articles hold, `clause` how much one clause of them holds, `similar` the
    cosine similarity of the nearest. `lost` is the share of the topic's nouns that the best article lacks, `rarest` how
    rare the rarest of those is in general Chinese; `odd` the same for a question that asks for no name or number of
    something but whether or how (its words are often everyday ones). `absent` is how rare the rarest word is that no
    document uses. `lacking` is 1 where the sort of thing asked for (a telephone number, a sum) is not there, `detail`
    where a particular thing asked for is not named, `untold` how far the clause that has the sort of thing is off the
    topic. `everyday` is the share of a question's everyday words that the best article has others for. `weighed` is
    what speaks for the best article in all, against the most that could; `ahead` how far it is ahead of the next,
    `alone` how many of the best five are of its document. `long` is how much the question says.
    """

    covered: float
    clause: float
    similar: float
    lost: float
    rarest: float
    odd: float
    absent: float
    lacking: float
    detail: float
    untold: float
    everyday: float
    weighed: float
    ahead: float
    alone: float
    long: float


WEIGHTS = Signals(
    covered=0.60, clause=-1.51, similar=1.81, lost=-0.26, rarest=-3.59, odd=-0.72, absent=-1.12, lacking=-3.43,
    detail=-4.58, untold=-1.64, everyday=1.22, weighed=5.81, ahead=0.74, alone=-0.72, long=1.41,
)  # fmt: skip
BIAS = -2.34


def supported(context: Context) -> bool:
    """Whether to answer rather than to say that the documents do not say."""
    least = LEAST_COMPARED if context.asked.kind is Kind.COMPARISON else LEAST
    if context.draft.suspicion >= SUSPICIOUS:
        least = SURE
    return bool(context.evidence) and likelihood(signals(context)) >= least


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
        absent=_absent(context, best),
        lacking=_lacking(context, best),
        detail=_detail(context, best),
        untold=_untold(context, best),
        everyday=_everyday(context, best),
        weighed=min(1.0, max(0.0, best[0].weight / MOST)) if best else 0.0,
        ahead=min(1.0, best[0].weight - best[1].weight) if len(best) > 1 else 1.0,
        alone=_alone(context.evidence[:NEAREST]),
        long=min(1.0, len(context.asked.topic) / LONG),
    )


def _lost(context: Context, best: Sequence[Evidence]) -> tuple[float, float]:
    """The share of the topic's nouns that the best article for them lacks, and how rare the rarest of those is."""
    nouns = key_nouns(context.asked.rest)
    together = context.asked.kind is Kind.COMPARISON
    said = ["".join(map(_said, best))] if together else [_said(one) for one in best]
    found = []
    for text in said:
        told_otherwise = _told_otherwise(context, text)
        looked_for = {noun: rarity for noun, rarity in nouns.items() if noun not in told_otherwise}
        lacked = [rarity for noun, rarity in looked_for.items() if not all(part in text for part in parts(noun))]
        found.append((len(lacked) / len(looked_for) if looked_for else 0.0, max(lacked, default=0.0)))
    return min(found, key=sum, default=(0.0, 0.0))


def _everyday(context: Context, best: Sequence[Evidence]) -> float:
    """What part of the question's everyday words the best article has other words for; 0 for none."""
    met = [one.met(_said(best[0])) for one in context.asked.everyday if best]
    return sum(met) / len(met) if met else 0.0


def _told_otherwise(context: Context, text: str) -> str:
    """The everyday words of the question that a text has other words for, one after the other."""
    return "".join(one.word for one in context.asked.everyday if one.met(text))


def _alone(nearest: Sequence[Evidence]) -> float:
    """What part of the nearest articles is of the first one's document."""
    documents = [one.found.version.document_id for one in nearest]
    return documents.count(documents[0]) / len(documents) if documents else 0.0


def _said(one: Evidence) -> str:
    version, article = one.found.version, one.found.article
    return "".join((version.title, version.region, *article.headings, article.heading, article.text))


def _lacking(context: Context, best: Sequence[Evidence]) -> float:
    if not context.asked.facets or context.asked.kind in (Kind.COMPARISON, Kind.LIST):
        return 0.0
    texts = [one.found.article.text for one in best]
    return float(not all(any(holds(facet, text) for text in texts) for facet in context.asked.facets))


def _absent(context: Context, best: Sequence[Evidence]) -> float:
    """How rare the rarest word of the topic is that no document uses and that is no everyday word for one told."""
    replaced = _told_otherwise(context, "".join(map(_said, best)))
    known, words = context.draft.rarity, key_words(context.asked.rest)
    most = max(known.values(), default=0.0)
    return max(
        (
            rarity
            for word, rarity in words.items()
            if word not in replaced and any(known.get(token, 0.0) >= most >= UNUSED for token in tokens(word))
        ),
        default=0.0,
    )


def _detail(context: Context, best: Sequence[Evidence]) -> float:
    texts = [_said(one) for one in best]
    told_otherwise = _told_otherwise(context, "".join(texts))
    details = [word for word in details_asked(context.asked.text) if word not in told_otherwise]
    return float(any(all(detail not in text for text in texts) for detail in details))


def _untold(context: Context, best: Sequence[Evidence]) -> float:
    """How little of the topic the best clause holds that has the sort of thing asked for; 0 where none is."""
    facets = tuple(facet for facet in context.asked.facets if facet != CONSEQUENCE)
    if not facets or context.asked.kind in (Kind.COMPARISON, Kind.LIST):
        return 0.0
    return 1.0 - max((told(one.found, facets, context.wanted) for one in best), default=0.0)
