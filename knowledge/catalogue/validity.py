"""Which version of a document holds when: the rule, apart from any database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.model import DateName

EFFECTIVE_ORDER = (
    DateName.IN_FORCE,
    DateName.AMENDED,
    DateName.PUBLISHED,
    DateName.DRAWN_UP,
    DateName.SIGNED,
    DateName.ADOPTED,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """What the rule needs to know of one version of one document."""

    id: str
    part: str
    effective: date | None
    card: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule says of it."""

    superseded_on: date | None = None
    shadowed: bool = False


def effective_date(dates: Mapping[DateName, date]) -> date | None:
    """The day a version came into force: the day it names, else the nearest date it carries."""
    return next((dates[name] for name in EFFECTIVE_ORDER if name in dates), None)


def standings(versions: Iterable[Dated]) -> dict[str, Standing]:
    """The standing of every version of one document.

    Within a part, a version is superseded on the day the next one came into force; undated versions neither
    supersede nor are superseded. A card is shadowed by an original of the same part that came into force no
    earlier than it did (or where either has no date).
    """
    versions = list(versions)
    originals = [version for version in versions if not version.card]
    result: dict[str, Standing] = {}
    for version in versions:
        later = [
            other.effective
            for other in (versions if version.card else originals)
            if other.part == version.part
            and other.effective
            and version.effective
            and other.effective > version.effective
        ]
        shadowed = version.card and any(
            not other.effective or not version.effective or other.effective >= version.effective
            for other in originals
            if other.part == version.part or not version.part
        )
        result[version.id] = Standing(min(later, default=None), shadowed)
    return result
