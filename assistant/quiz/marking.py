"""Marks for responses: by value for fill-ins, by three switches for multiple choice, never by likeness."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.quiz.grammar.answers import NOISE, SAME_UNITS, UNIT
from assistant.quiz.grammar.likeness import bigrams
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.grammar.modals import MODAL
from assistant.quiz.model import Item, ItemType
from knowledge.reference.numerals import to_arabic

MADE = 0.6
"""Share of a key point's pairs of characters that a response must have for the point to be put forward as made."""


@dataclass(frozen=True, slots=True)
class MultipleRule:
    """The three switches for 多选.

    `partial`: whether a response that misses right options gets anything. `each`: what one right option is then
    worth, as a share of the item's marks; 0 shares the marks out evenly. `wrong_voids`: whether one wrong option takes
    everything; otherwise each wrong option takes away what a right one gives.
    """

    partial: bool = False
    each: float = 0.0
    wrong_voids: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """What a person gave: option ids (in order, or one for each premise), or texts, one for each blank."""

    choices: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    parts: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The marks given, out of how many. `points` are the key points made; `provisional` until a person has looked."""

    given: float
    possible: float
    points: tuple[str, ...] = ()
    provisional: bool = False

    @property
    def right(self) -> bool:
        """Whether all marks were given."""
        return self.given >= self.possible


def mark(item: Item, response: Response, rule: MultipleRule | None = None) -> Mark:
    """The mark of a response."""
    if item.type is ItemType.CASE:
        given = response.parts + (Response(),) * (len(item.parts) - len(response.parts))
        marks = [mark(part, answer, rule) for part, answer in zip(item.parts, given, strict=False)]
        return Mark(
            sum(part.given for part in marks),
            sum(part.possible for part in marks),
            tuple(point for part in marks for point in part.points),
            any(part.provisional for part in marks),
        )
    if item.type is ItemType.SHORT_ANSWER:
        return _by_points(item, response)
    share = _share(item, response, rule or MultipleRule())
    return Mark(round(item.marks * share, 4), item.marks)


def same_value(given: str, accepted: str) -> bool:
    """Whether a fill-in is right: equal after NFKC, white space and numerals are folded. Likeness counts nothing."""
    return folded(given) == folded(accepted)


def folded(text: str) -> str:
    """A fill-in as it is compared: 三十日, 30日 and ３０ 日 are one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return to_arabic(NOISE.sub("", plain)).casefold()


def _share(item: Item, response: Response, rule: MultipleRule) -> float:
    if item.type is ItemType.MULTIPLE:
        return _multiple(item.key, response.choices, rule)
    if item.type is ItemType.FILL_IN:
        return _blanks(item, response.texts)
    if item.type is ItemType.MATCHING:
        right = sum(one == other for one, other in zip(item.key, response.choices, strict=False))
        return right / len(item.key) if item.key else 0.0
    return float(bool(item.key) and tuple(response.choices) == item.key)


def _multiple(key: Sequence[str], chosen: Sequence[str], rule: MultipleRule) -> float:
    right, wrong = set(key) & set(chosen), set(chosen) - set(key)
    if right == set(key) and not wrong:
        return 1.0
    if not rule.partial or (wrong and rule.wrong_voids):
        return 0.0
    each = rule.each or 1 / len(set(key))
    return min(1.0, max(0.0, each * (len(right) - len(wrong))))


def _blanks(item: Item, texts: Sequence[str]) -> float:
    blanks = item.blanks
    given = [*texts, *[""] * (len(blanks) - len(texts))]
    after = [*item.stem.split(BLANK)[1:], *[""] * len(blanks)]
    right = sum(fits(*answer) for answer in zip(given, blanks, after, strict=False))
    return right / len(blanks) if blanks else 0.0


def fits(given: str, accepted: Sequence[str], after: str = "") -> bool:
    """Whether an answer is one of the accepted; it may repeat the unit that stands `after` the blank, no other."""
    if not given.strip():
        return False
    plain = folded(given)
    unit = UNIT.search(plain)
    shorn = plain[: unit.start()] if unit and _repeats(unit[0], after) else plain
    return any(same_value(given, text) or _is_number(text) and shorn == folded(text) for text in accepted)


def _repeats(unit: str, after: str) -> bool:
    return after.startswith(unit) or any(after.startswith(other) for one, other in SAME_UNITS if one == unit)


def _is_number(text: str) -> bool:
    return folded(text).replace(".", "").isdigit()


def _by_points(item: Item, response: Response) -> Mark:
    said = " ".join(response.texts)
    made = tuple(point.id for point in item.points if _made(point.text, said))
    weights: Mapping[str, float] = {point.id: point.marks for point in item.points}
    total = sum(weights.values())
    scale = item.marks / total if total else 0.0
    return Mark(round(sum(weights[point] for point in made) * scale, 4), item.marks, made, provisional=True)


def _made(point: str, said: str) -> bool:
    """Whether a point is made: most of its wording, all of its numbers, and no modal word turned round."""
    wanted = bigrams(to_arabic(point))
    found = bigrams(to_arabic(unicodedata.normalize("NFKC", said)))
    if not wanted or len(wanted & found) / len(wanted) < MADE:
        return False
    return set(MODAL.findall(point)) <= set(MODAL.findall(said))
