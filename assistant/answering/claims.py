"""Whether a sentence says only what the articles it cites say, as far as a program can tell."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import share
from assistant.answering.grammar import claims
from assistant.answering.grammar.hostile import accuses, injects
from knowledge.lexical.tokens import tokens
from knowledge.model import CataloguedArticle

LEAST_SHARED = 0.5
SHORTEST_QUOTATION = 4


def holds(sentence: str, cited: Sequence[CataloguedArticle] | None, language: str = "zh") -> bool:
    """Whether every quotation, number, label, institution and denial of a sentence stands in what it cites."""
    if not cited or not sentence.strip() or injects(sentence) or accuses(sentence):
        return False
    source = "\n".join(_whole(found) for found in cited)
    folded = claims.folded(source)
    plain = claims.folded(sentence)
    return (
        all(claims.folded(quotation) in folded for quotation in claims.quotations(sentence))
        and not claims.unsaid_numbers(plain, folded)
        and all(label in folded for label in claims.labels(plain))
        and all(claims.named_in(body, folded) for body in claims.institutions(plain))
        and all(link in folded for link in claims.links(plain))
        and (claims.denies(folded) or not claims.denies(plain))
        and _rests_on(sentence, source, language)
    )


def _rests_on(sentence: str, source: str, language: str) -> bool:
    """Whether a Chinese sentence is mostly the source's words, and another has some of them in quotation marks.

    What else a sentence in another language says cannot be held against a Chinese source; the quotation beside it can.
    """
    words = dict.fromkeys(tokens(sentence), 1.0)
    if language == "zh":
        return share(tokens(source), words) >= LEAST_SHARED
    quoted = sum(len(claims.folded(quotation)) for quotation in claims.quotations(sentence))
    return quoted >= SHORTEST_QUOTATION and not claims.chinese_left(sentence)


def _whole(found: CataloguedArticle) -> str:
    version, article = found.version, found.article
    days = " ".join(claims.day_text(day) for day in version.dates.values())
    return "\n".join(
        (version.title, version.number, version.issuer, version.region, days, article.label, article.heading,
         *article.headings, article.text)
    )  # fmt: skip
