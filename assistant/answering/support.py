"""Whether the evidence is enough to answer: calibrated on the questions of `evals/answers` meant for that."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answering.asked import Kind
from assistant.answering.evidence import MOST, Evidence, own_weights, told
from assistant.answering.forms.context import Context
from assistant.answering.grammar.facets import details_asked, holds
from assistant.answering.grammar.questions import ASKS_NAME
from assistant.answering.grammar.topic import key_nouns, key_words, parts, single_words
from assistant.answering.grammar.unsaid import unsaid, weight
from knowledge.lexical.tokens import tokens

AMONG = 3
LONG = 10
"""A topic of so many tokens tells as much as one can."""

LEAST, LEAST_COMPARED = 0.45, 0.2
"""How likely it must be that the evidence answers; a comparison shows by itself what a side does not say."""

SUSPICIOUS, SURE = 0.7, 0.99
"""A question that looks that much like a misuse is answered only where the evidence is that likely to answer it."""

CONSEQUENCE = "sanction"
"""What is laid down in a clause of its own, away from the words of the case; it only helps to choose."""

UNUSED = 5.0
"""The least rarity among the documents at which a word may count as used by none of them."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer and against it; all but `lacked` and `left` from 0 to 1.

    `clause` is how much of the topic one clause of the best articles holds, `asked` the same of what the topic says
    beyond the title (in the audit law every article has 审计), `similar` the cosine similarity of the nearest. `rarest`
    is how rare in general Chinese the rarest noun is that the best article lacks; `odd` the same for a question that
    asks for no name or number of something but whether or how (its words are often everyday ones). `absent` is how rare
    the rarest word is that no document uses; `lacked` how rare all those are together that the best articles lack,
    `single` the rarest of one character. `left` is what the runs of characters that the best articles lack were learnt
    to mean: above 0 for ways of asking, below for things that are not there. `lacking` is 1 where the sort of thing
    asked for (a telephone number, a sum) is not there, `detail` where a particular thing asked for is not named,
    `untold` how far the clause that has the sort of thing is off the topic. `weighed` is what speaks for the best
    article in all, against the most that could. `long` is how much the question says.
    """

    clause: float
    asked: float
    similar: float
    rarest: float
    odd: float
    absent: float
    lacked: float
    single: float
    lacking: float
    detail: float
    untold: float
    weighed: float
    long: float
    left: float


WEIGHTS = Signals(
    clause=-1.07, asked=2.63, similar=4.83, rarest=-2.74, odd=-1.80, absent=-1.12, lacked=-0.36,
    single=-2.89, lacking=-3.81, detail=-3.38, untold=-0.98, weighed=4.99, long=0.75, left=1.0,
)  # fmt: skip
BIAS = -4.56


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
    said = [_said(one) for one in best]
    rarest = _rarest(context, said)
    names = ASKS_NAME.search(context.asked.text) is not None
    return Signals(
        clause=max((one.span.overlap for one in best), default=0.0),
        asked=max(map(partial(_asked, context), best, said), default=0.0),
        similar=max((result.similarity for result in context.draft.results[:AMONG]), default=0.0),
        rarest=rarest if names else 0.0,
        odd=0.0 if names else rarest,
        absent=_absent(context, said),
        lacked=sum(_lacked(key_words(context.asked.rest), context, said)),
        single=max(_lacked(single_words(context.asked.rest), context, said), default=0.0),
        lacking=_lacking(context, best),
        detail=_detail(context, said),
        untold=_untold(context, best),
        weighed=min(1.0, max(0.0, best[0].weight / MOST)) if best else 0.0,
        long=min(1.0, len(context.asked.topic) / LONG),
        left=weight(left(context)),
    )


def left(context: Context) -> set[str]:
    """The runs of characters of the question that the best articles lack."""
    return unsaid(context.asked.text, "".join(map(_said, context.evidence[:AMONG])))


def _asked(context: Context, one: Evidence, said: str) -> float:
    """How much of what the topic says beyond the title stands in the clause that would be quoted; 1 for nothing."""
    version, text = one.found.version, one.found.article.text
    title = {*tokens(version.title), *tokens(version.region)}
    own = {token: value for token, value in own_weights(context.draft).items() if token not in title}
    replaced = _told_otherwise(context, said)
    held = set(tokens(text[one.span.start : one.span.end]))
    total = sum(own.values())
    return sum(own[token] for token in own if token in held or token in replaced) / total if total else 1.0


def _lacked(words: Mapping[str, float], context: Context, said: Sequence[str]) -> list[float]:
    """How rare those words are that none of the best articles has, nor an everyday word's meaning."""
    text = "".join(said)
    replaced = _told_otherwise(context, text)
    return [rarity for word, rarity in words.items() if word not in text and word not in replaced]


def _rarest(context: Context, said: Sequence[str]) -> float:
    """How rare the rarest of the topic's nouns is that the best article for them lacks."""
    nouns = key_nouns(context.asked.rest)
    together = context.asked.kind is Kind.COMPARISON
    found = []
    for text in ["".join(said)] if together else said:
        told_otherwise = _told_otherwise(context, text)
        looked_for = {noun: rarity for noun, rarity in nouns.items() if noun not in told_otherwise}
        lacked = [rarity for noun, rarity in looked_for.items() if not all(part in text for part in parts(noun))]
        found.append((len(lacked) / len(looked_for) if looked_for else 0.0, max(lacked, default=0.0)))
    return min(found, key=sum, default=(0.0, 0.0))[1]


def _told_otherwise(context: Context, text: str) -> str:
    """The everyday words of the question that a text has other words for, one after the other."""
    return "".join(one.word for one in context.asked.everyday if one.met(text))


def _said(one: Evidence) -> str:
    version, article = one.found.version, one.found.article
    return "".join((version.title, version.region, *article.headings, article.heading, article.text))


def _lacking(context: Context, best: Sequence[Evidence]) -> float:
    if not context.asked.facets or context.asked.kind in (Kind.COMPARISON, Kind.LIST):
        return 0.0
    texts = [one.found.article.text for one in best]
    return float(not all(any(holds(facet, text) for text in texts) for facet in context.asked.facets))


def _absent(context: Context, said: Sequence[str]) -> float:
    """How rare the rarest word of the topic is that no document uses and that is no everyday word for one told."""
    replaced = _told_otherwise(context, "".join(said))
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


def _detail(context: Context, said: Sequence[str]) -> float:
    told_otherwise = _told_otherwise(context, "".join(said))
    details = [word for word in details_asked(context.asked.text) if word not in told_otherwise]
    return float(any(all(detail not in text for text in said) for detail in details))


def _untold(context: Context, best: Sequence[Evidence]) -> float:
    """How little of the topic the best clause holds that has the sort of thing asked for; 0 where none is."""
    facets = tuple(facet for facet in context.asked.facets if facet != CONSEQUENCE)
    if not facets or context.asked.kind in (Kind.COMPARISON, Kind.LIST):
        return 0.0
    return 1.0 - max((told(one.found, facets, context.wanted) for one in best), default=0.0)
