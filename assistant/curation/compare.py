"""Two versions of a document side by side, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from knowledge.model import Article

LONGEST = 8000
"""Of longer articles only whole lines are compared: characters would take seconds."""
ALIKE, SAME_LABEL, SHORTEST_ALIKE, LONGEST_ALIKE, MOST_PAIRS = 0.6, 0.1, 10, 500, 2500
"""How like each other texts must be to be one article under another number; how much of them is looked at."""


class Change(StrEnum):
    """What became of an article, or of a stretch of its text."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Compared:
    """An article then and now; `stretches` are pieces of text, each the same, added or removed."""

    change: Change
    before: Article | None
    after: Article | None
    stretches: tuple[tuple[Change, str], ...] = ()

    @property
    def moved(self) -> bool:
        """Whether it stands under another label now."""
        return bool(self.before and self.after and self.before.label != self.after.label)


def compare(before: Sequence[Article], after: Sequence[Article]) -> list[Compared]:
    """Every article of both, in the order of the later text, what was removed where it stood.

    An article is found again by its text, wherever it moved to, else by a text much like it, else by its label.
    """
    by_text, by_label = _paired(before, after)
    result: list[Compared] = []
    gone = [n for n in range(len(before)) if n not in by_text.values() and n not in by_label.values()]
    for number, article in enumerate(after):
        partner = by_text.get(number, by_label.get(number))
        if partner is None:
            result.append(Compared(Change.ADDED, None, article, ((Change.ADDED, article.text),)))
            continue
        while gone and gone[0] < partner:
            result.append(_removed(before[gone.pop(0)]))
        old = before[partner]
        if old.text == article.text:
            result.append(Compared(Change.SAME, old, article, ((Change.SAME, article.text),)))
        else:
            result.append(Compared(Change.CHANGED, old, article, stretches(old.text, article.text)))
    return result + [_removed(before[n]) for n in gone]


def stretches(before: str, after: str) -> tuple[tuple[Change, str], ...]:
    """Both texts as one: what stayed, what went, what came."""
    whole_lines = max(len(before), len(after)) > LONGEST
    old, new = (before.splitlines(True), after.splitlines(True)) if whole_lines else (list(before), list(after))
    found: list[tuple[Change, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((Change.SAME, "".join(old[a:b])))
            continue
        if a < b:
            found.append((Change.REMOVED, "".join(old[a:b])))
        if c < d:
            found.append((Change.ADDED, "".join(new[c:d])))
    return tuple(found)


def summary(compared: Sequence[Compared]) -> Counter[Change]:
    """How many articles met which fate."""
    return Counter(one.change for one in compared)


def _paired(before: Sequence[Article], after: Sequence[Article]) -> tuple[dict[int, int], dict[int, int]]:
    by_text: dict[int, int] = {}
    free = set(range(len(before)))
    matcher = SequenceMatcher(None, [a.text for a in before], [a.text for a in after], autojunk=False)
    for blocks in matcher.get_matching_blocks():
        for offset in range(blocks.size):
            by_text[blocks.b + offset] = blocks.a + offset
            free.discard(blocks.a + offset)
    by_label = _alike(before, after, free, [n for n in range(len(after)) if n not in by_text])
    for number, article in enumerate(after):
        if number not in by_text and number not in by_label:
            same = [n for n in sorted(free) if article.label and before[n].label == article.label]
            if same:
                by_label[number] = same[0]
                free.discard(same[0])
    return by_text, by_label


def _alike(before: Sequence[Article], after: Sequence[Article], free: set[int], left: Sequence[int]) -> dict[int, int]:
    """Articles that were renumbered and changed a little, the likest first; who found a partner is no longer free."""
    if len(free) * len(left) > MOST_PAIRS:
        return {}
    found: dict[int, int] = {}
    likeness = sorted(((_likeness(before[a], after[b]), -a, -b) for a in free for b in left), reverse=True)
    for ratio, a, b in likeness:
        if ratio >= ALIKE and -a in free and -b not in found:
            found[-b] = -a
            free.discard(-a)
    return found


def _likeness(before: Article, after: Article) -> float:
    if min(len(before.text), len(after.text)) < SHORTEST_ALIKE:
        return 0.0
    matcher = SequenceMatcher(None, before.text[:LONGEST_ALIKE], after.text[:LONGEST_ALIKE], autojunk=False)
    ratio = matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
    return ratio + (before.label == after.label) * SAME_LABEL if ratio else 0.0


def _removed(article: Article) -> Compared:
    return Compared(Change.REMOVED, article, None, ((Change.REMOVED, article.text),))
