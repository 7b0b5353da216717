"""Which articles people of a unit know least, and which items fail."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Engine, select

from assistant.accounts.principal import Principal
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.store import attempts_of, results_of
from assistant.quiz.examinations.tables import examinations
from assistant.training.reports.answers import examined, practised
from assistant.training.roster.units import visible
from assistant.training.tables import people

LEAST = 5
"""Fewer answers than this say nothing about a unit."""


@dataclass(frozen=True, slots=True)
class Weak:
    """An article and how it is answered: the mean share of the marks over so many answers, some in examinations."""

    document: str
    label: str
    share: float
    answers: int
    examined: int = 0


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item as it was answered in examinations."""

    item_id: str
    stem: str
    title: str
    label: str
    answers: int
    share: float


def weakest(engine: Engine, principal: Principal, unit: str = "", most: int = 10) -> list[Weak]:
    """The articles that a unit's people (all below it with it) get wrong most often, in practice and examinations."""
    with engine.connect() as connection:
        told = [practised(connection, principal, unit)]
    told.append(examined(engine, principal, unit))
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0, 0])
    for column, source in enumerate(told, 1):
        for (document, label, _), found in source.items():
            mine = sums[document, label]
            mine[0] += found.share
            mine[column] += found.answers
    weak = [
        Weak(document, label, share / (in_practice + sat), int(in_practice + sat), int(sat))
        for (document, label), (share, in_practice, sat) in sums.items()
        if in_practice + sat >= LEAST
    ]
    return sorted(weak, key=lambda one: (one.share, one.document, one.label))[:most]


def items(engine: Engine, principal: Principal, paper_id: str = "") -> list[ItemFigures]:
    """How people whom someone may see answered each item, in examinations with a paper or in all; the worst first."""
    units = visible(principal)
    marks: dict[tuple[str, int], list[float]] = defaultdict(list)
    with engine.connect() as connection:
        own = None
        if units is not None:
            own = set(connection.scalars(select(people.c.staff_number).where(people.c.unit_id.in_(units))))
        query = select(examinations.c.id)
        if paper_id:
            query = query.where(examinations.c.paper_id == paper_id)
        for examination in connection.scalars(query).all():
            attempts = attempts_of(connection, examination)
            results = results_of(connection, [attempt.id for attempt in attempts])
            for attempt in attempts:
                result = results.get(attempt.id)
                if result is None or own is not None and attempt.person not in own:
                    continue
                for number, slot in enumerate(attempt.sheet):
                    if number < len(result.marks) and slot.marks:
                        marks[slot.item_id, slot.version].append(result.marks[number].given / slot.marks)
    known = ItemVersions(engine).of(marks)
    figures = []
    for key, shares in marks.items():
        item = known[key]
        title, label = (item.proof.title, item.proof.label) if item.proof else ("", "")
        figures.append(ItemFigures(key[0], item.stem, title, label, len(shares), sum(shares) / len(shares)))
    return sorted(figures, key=lambda one: (one.share, one.item_id))
