"""Blueprints that public bodies use; a trainer starts from one and changes it."""

from __future__ import annotations

from assistant.quiz.marking import MultipleRule
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Part, Section

SINGLE, MULTIPLE, TRUE_FALSE = (ItemType.SINGLE,), (ItemType.MULTIPLE,), (ItemType.TRUE_FALSE,)
CHOICES = SINGLE + MULTIPLE + TRUE_FALSE


def _three(single: tuple[int, float], multiple: tuple[int, float], true_false: tuple[int, float]) -> Part:
    given = ((single, SINGLE), (multiple, MULTIPLE), (true_false, TRUE_FALSE))
    return Part(tuple(Section(count, marks, types) for (count, marks), types in given))


PRESETS: dict[str, Blueprint] = {
    # 80 items drawn for each person, 100 marks, 80 to pass
    "integrity-test": Blueprint((Part((Section(80, 1.25, CHOICES),)),), 80, 90, per_person=True),
    # theory 70 and law 30, 60 to pass, no less than 40 and 20
    "appointment": Blueprint(
        (
            Part((Section(30, 1, SINGLE), Section(10, 2, MULTIPLE), Section(20, 1, TRUE_FALSE)), minimum=40),
            Part((Section(10, 1, SINGLE), Section(5, 2, MULTIPLE), Section(10, 1, TRUE_FALSE)), minimum=20),
        ),
        60,
        120,
        per_person=True,
    ),
    "law-45": Blueprint((_three((25, 2), (10, 3), (10, 2)),), 60, 90),
    "law-50": Blueprint((_three((25, 2), (10, 2), (15, 2)),), 60, 120),
    "hundred": Blueprint((_three((50, 1), (30, 1), (20, 1)),), 60, 120, multiple=MultipleRule(partial=True, each=0.5)),
}
"""By name; `papers-preset-<name>` is what people read."""
