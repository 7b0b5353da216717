"""When an article is due again for a person, after FSRS. Pure: the moment is an argument."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fsrs import Card, Rating, Scheduler

from assistant.database.instant import in_utc

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""Days, not minutes: nobody practises again within the hour because a card says so."""


def review(card: Mapping[str, Any] | None, share: float, at: datetime) -> tuple[dict[str, Any], datetime]:
    """The card after an answer that got this share of its marks, and when it is due again."""
    before = Card.from_dict(dict(card)) if card else Card(card_id=0)  # type: ignore[arg-type]
    after, _ = SCHEDULER.review_card(before, _rating(share), in_utc(at))
    return dict(after.to_dict()), after.due


def retained(card: Mapping[str, Any] | None, at: datetime) -> float:
    """The chance that it is still remembered; 0 if it was never asked about."""
    if not card:
        return 0.0
    return float(SCHEDULER.get_card_retrievability(Card.from_dict(dict(card)), at))  # type: ignore[arg-type]


def _rating(share: float) -> Rating:
    if share >= 1:
        return Rating.Good
    return Rating.Hard if share > 0 else Rating.Again
