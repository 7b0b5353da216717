"""Who a requirement is for: the rule, and the same rule as a condition over the roster in SQL."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, select, true

from assistant.training.model import Audience, Person
from assistant.training.tables import people, unit_tree, units


def is_for(audience: Audience, person: Person, opens: date) -> bool:
    """Whether somebody in service is asked; `opens` is the day on which the cycle opens."""
    newly = audience.appointed_within_days
    return (
        person.active
        and (not audience.units or bool(person.units & set(audience.units)))
        and (not audience.departments or person.department in audience.departments)
        and (not audience.ranks or person.rank in audience.ranks)
        and (not audience.categories or person.category in audience.categories)
        and (newly is None or (person.appointed_on is not None and person.appointed_on >= _since(opens, newly)))
    )


def condition(audience: Audience, opens: date) -> ColumnElement[bool]:
    """`is_for` as a condition over the table of people."""
    rules: list[ColumnElement[bool]] = [people.c.active, true()]
    if audience.units:
        below = select(unit_tree.c.unit_id).join(units, units.c.id == unit_tree.c.above_id)
        rules.append(people.c.unit_id.in_(below.where(units.c.code.in_(audience.units))))
    for column, wanted in (
        (people.c.department, audience.departments),
        (people.c.rank, audience.ranks),
        (people.c.category, audience.categories),
    ):
        if wanted:
            rules.append(column.in_(wanted))
    if audience.appointed_within_days is not None:
        rules.append(people.c.appointed_on >= _since(opens, audience.appointed_within_days))
    return and_(*rules)


def _since(opens: date, days: int) -> date:
    return opens - timedelta(days=days)
