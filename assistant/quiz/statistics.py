"""What first attempts say of an item: facility, discrimination, the pull of each option, time, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, pstdev

SHOWN_FROM = 30
FIRM_FROM = 100
TOO_HARD = 0.3


class Flag(StrEnum):
    """What a reviewer should look at."""

    NEGATIVE_DISCRIMINATION = "negative_discrimination"
    SECOND_KEY = "second_key"
    TOO_HARD = "too_hard"


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's first attempt at an item: marks as a share, the rest of the paper as a share, options, seconds."""

    share: float
    rest: float
    choices: tuple[str, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """How often an option was chosen, among all and among wrong answers, and how that goes with the rest."""

    chosen: float
    among_wrong: float | None
    point_biserial: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The statistics of an item. `indicative` while there are fewer than a hundred first attempts."""

    attempts: int
    facility: float
    item_rest: float | None
    seconds: float | None
    options: dict[str, OptionFigures]
    flags: tuple[Flag, ...]

    @property
    def indicative(self) -> bool:
        """Whether there are too few attempts to rely on."""
        return self.attempts < FIRM_FROM


def figures(answers: Sequence[Answered], options: Sequence[str] = (), key: Sequence[str] = ()) -> Figures | None:
    """The statistics of first attempts; None below thirty, for then they'd mislead.

    Easy items aren't flagged: in a test of mastery they are meant to be answered.
    """
    if len(answers) < SHOWN_FROM:
        return None
    rest = [answer.rest for answer in answers]
    shares = [answer.share for answer in answers]
    facility, item_rest = fmean(shares), correlation(shares, rest)
    pulls = {option: _pull(answers, rest, option) for option in options}
    times = [answer.seconds for answer in answers if answer.seconds is not None]
    flags = []
    if item_rest is not None and item_rest < 0:
        flags.append(Flag.NEGATIVE_DISCRIMINATION)
    if any((pull.point_biserial or 0) > 0 for option, pull in pulls.items() if option not in key):
        flags.append(Flag.SECOND_KEY)
    if facility < TOO_HARD:
        flags.append(Flag.TOO_HARD)
    return Figures(len(answers), facility, item_rest, median(times) if times else None, pulls, tuple(flags))


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None where one of the two never varies."""
    spread = pstdev(one) * pstdev(other)
    if not spread:
        return None
    mean_one, mean_other = fmean(one), fmean(other)
    together = fmean((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return max(-1.0, min(1.0, together / spread))


def _pull(answers: Sequence[Answered], rest: Sequence[float], option: str) -> OptionFigures:
    chosen = [float(option in answer.choices) for answer in answers]
    wrong = [option in answer.choices for answer in answers if answer.share < 1]
    return OptionFigures(fmean(chosen), fmean(wrong) if wrong else None, correlation(chosen, rest))
