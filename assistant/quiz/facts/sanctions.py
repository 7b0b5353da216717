"""Sanctions for acts, rung by rung, and the period each sanction lasts."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import PairsFact, SanctionFact
from assistant.quiz.grammar import sanctions
from assistant.quiz.grammar.likeness import COMMA, GENITIVE
from assistant.quiz.grammar.lists import CATCH_ALL
from assistant.quiz.passage import Passage, passage_at
from assistant.quiz.reading import Listing, ReadArticle, Sentence

FEWEST = 3
Rung = tuple[str, str, int, int]


def find(read: ReadArticle) -> Iterator[SanctionFact]:
    """The sanctions of the acts that an article names, one by one or in a list."""
    for listing in read.listings:
        rungs = _rungs(listing.header)
        entries = [entry for entry in listing.entries if not CATCH_ALL.search(entry.text)]
        excepted = _excepted(read, listing)
        for index, (gravity, sanction, start, end) in enumerate(rungs if entries else ()):
            pairs = tuple((rung[0], rung[1]) for rung in rungs)
            passage = passage_at(read, listing.header.start)
            act = entries[index % len(entries)].text
            yield SanctionFact(start, end, passage, act, gravity, sanction, pairs, excepted)
    headers = {listing.header.start for listing in read.listings}
    for sentence in read.sentences:
        if sentence.header or sentence.start in headers:
            continue
        rungs = _rungs(sentence)
        act = sentence.text[: rungs[0][2] - sentence.start] if rungs else ""
        cut = act.rfind(COMMA)
        if rungs and cut > 0 and act[:cut].endswith(GENITIVE) and not rungs[0][0]:
            pairs = tuple((rung[0], rung[1]) for rung in rungs)
            for gravity, sanction, start, end in rungs:
                yield SanctionFact(
                    start, end, passage_at(read, sentence.start), act[:cut], gravity, sanction, pairs, False
                )


def find_rungs(read: ReadArticle) -> Iterator[PairsFact]:
    """An act with three sanctions for three gravities."""
    for fact in find(read):
        sanctions_set = {sanction for _, sanction in fact.rungs}
        if fact.gravity or not FEWEST <= len(fact.rungs) == len(sanctions_set):
            continue
        end = read.text.find(fact.rungs[-1][1], fact.start) + len(fact.rungs[-1][1])
        yield PairsFact(fact.start, end, fact.passage, "rung", fact.rungs, fact.act, fact.excepted)


def find_periods(read: ReadArticle) -> Iterator[PairsFact]:
    """A list that sets a period for each sanction."""
    for listing in read.listings:
        if not sanctions.PERIOD_HEADER.search(listing.header.text):
            continue
        pairs = [sanctions.PERIOD_ENTRY.match(entry.text) for entry in listing.entries]
        matched = [(pair["sanction"], pair["period"]) for pair in pairs if pair]
        if len(matched) == len(pairs) >= FEWEST:
            passage = Passage(((listing.header.start, listing.header.text),), listing.header)
            yield PairsFact(listing.entries[0].start, listing.end, passage, "period", tuple(matched))


def _rungs(sentence: Sentence) -> list[Rung]:
    found: list[Rung] = []
    for match in sanctions.GIVES.finditer(sentence.text):
        before = sentence.text[: match.start()]
        gravity = sanctions.RUNG.search(before)
        start = sentence.start + match.start("phrase")
        found.append((gravity["gravity"] if gravity else "", match["phrase"], start, start + len(match["phrase"])))
    if (
        sanctions.LIGHTEN.search(sentence.text)
        or sanctions.UNSURE.search(sentence.text)
        or len({rung[0] for rung in found}) != len(found)
    ):
        return []
    return found


def _excepted(read: ReadArticle, listing: Listing) -> bool:
    return bool(sanctions.EXCEPTED.search(read.text[listing.end :]))
