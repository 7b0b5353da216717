"""What a changed document does to its items: articles matched by their text, then by likeness and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.quiz.grammar.marks import CLOSE
from assistant.quiz.model import Item
from knowledge.model import Article, Version
from knowledge.reference.labels import label_key

ALIKE = 0.6
"""Share of the text that two articles must have in common to be the same one, changed."""


class Change(StrEnum):
    """What became of an article in the next version of its document."""

    IN_PLACE = "in_place"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    GONE = "gone"


class Verdict(StrEnum):
    """What that does to an item."""

    UNTOUCHED = "untouched"
    RECITED = "recited"
    FAST_REVIEW = "fast_review"
    PULLED = "pulled"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Match:
    """An old article, what became of it, and the new one that it is now."""

    old: Article
    change: Change
    new: Article | None = None


@dataclass(frozen=True, slots=True)
class Recheck:
    """An item with its verdict; `item` is what it is from now on, `before` and `after` the two texts to compare."""

    item: Item
    verdict: Verdict
    before: str = ""
    after: str = ""


def match_articles(old: Sequence[Article], new: Sequence[Article]) -> list[Match]:
    """What became of each old article: the same text first, then the likest of what is left."""
    by_digest: dict[str, list[Article]] = {}
    for article in new:
        by_digest.setdefault(article.digest, []).append(article)
    taken: set[str] = set()
    found: dict[str, Match] = {}
    for article in old:
        same = [one for one in by_digest.get(article.digest, ()) if one.label not in taken]
        here = next((one for one in same if label_key(one.label) == label_key(article.label)), None)
        match = here or (same[0] if same else None)
        if match:
            taken.add(match.label)
            change = Change.IN_PLACE if here else Change.RENUMBERED
            found[article.label] = Match(article, change, match)
    lost = [article for article in old if article.label not in found]
    spare = [article for article in new if article.label not in taken]
    for _, _, one, other in sorted(_pairs(lost, spare), key=lambda pair: pair[:2], reverse=True):
        if one.label not in found and other.label not in taken:
            taken.add(other.label)
            found[one.label] = Match(one, Change.CHANGED, other)
    return [found.get(article.label, Match(article, Change.GONE)) for article in old]


def recheck(item: Item, matches: Sequence[Match], version: Version) -> Recheck:
    """What the next version of its document does to an item."""
    proof = item.proof
    match = next((one for one in matches if proof and one.old.digest == proof.digest), None)
    if proof is None or match is None:
        return Recheck(item, Verdict.UNTOUCHED)
    if match.new is None:
        return Recheck(item, Verdict.RETIRED, match.old.text)
    cited = replace(proof, version_id=version.id, label=match.new.label, digest=match.new.digest)
    if match.change in (Change.IN_PLACE, Change.RENUMBERED):
        again = replace(item, proof=cited, number=item.id)
        if match.change is Change.RENUMBERED:
            again = _renamed(again, item, match.old.label, match.new.label)
            return Recheck(again, Verdict.RECITED, match.old.text, match.new.text)
        return Recheck(again, Verdict.UNTOUCHED, match.old.text, match.new.text)
    start = _place_of_key(match.old.text, match.new.text, proof.start, proof.end)
    if start < 0:
        return Recheck(item, Verdict.PULLED, match.old.text, match.new.text)
    moved = replace(cited, start=start, end=start + proof.end - proof.start)
    again = _renamed(replace(item, proof=moved, number=item.id), item, match.old.label, match.new.label)
    return Recheck(again, Verdict.FAST_REVIEW, match.old.text, match.new.text)


def _pairs(old: Sequence[Article], new: Sequence[Article]) -> Iterator[tuple[float, bool, Article, Article]]:
    """Pairs that are alike enough: how alike, whether under one number, the two articles."""
    for one in old:
        for other in new:
            matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    yield ratio, label_key(one.label) == label_key(other.label), one, other


def _place_of_key(old: str, new: str, start: int, end: int) -> int:
    """Where the key's sentence stands in the new text, word for word; -1 if it doesn't."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    for block in blocks:
        if block.a <= start and end <= block.a + block.size:
            return block.b + start - block.a
    return -1


def _renamed(again: Item, item: Item, before: str, after: str) -> Item:
    title = item.proof.title if item.proof else ""
    old, new = f"{title}{CLOSE}{before}", f"{title}{CLOSE}{after}"
    return replace(again, stem=item.stem.replace(old, new), explanation=item.explanation.replace(old, new))
