"""What is due follows the roster: the set of SQL and the plain rule agree, runs can be repeated, facts stand."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from assistant.accounts.principal import Forbidden
from assistant.training.assign import Assigned, follow_roster
from assistant.training.audience import condition, is_for
from assistant.training.calendar import last_day
from assistant.training.cycles import find_all, windows
from assistant.training.model import ActivityKind, Audience, Person, Schedule, Standing
from assistant.training.requirements import EditedMeanwhile, find, save
from assistant.training.tables import assignments, people, units
from tests.assistant.training.made import (
    ADMIN,
    CHAPTER,
    PAPER,
    PEOPLE,
    STAFF,
    TRAINER,
    active,
    clock,
    did,
    requirement,
    roster,
    row,
    standing_of,
)  # fmt: skip

MARCH = clock(2026, 3, 2)


def given_to(engine, now=MARCH):
    return sorted(standing_of(engine, now))


def test_everyone_in_service_gets_it_and_a_second_run_changes_nothing(engine):
    roster(engine, *PEOPLE, {**row(1009, "离职者"), "active": False})
    active(engine)
    assert follow_roster(engine, MARCH) == Assigned(given=3)
    assert follow_roster(engine, MARCH) == Assigned()
    assert given_to(engine) == ["1001", "1002", "1003"]


def test_runs_at_the_same_time_double_nothing(engine):
    roster(engine, *(row(number, f"人{number}") for number in range(200)))
    active(engine)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: follow_roster(engine, MARCH), range(4)))
    assert sum(one.given for one in done) == 200
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(assignments)) == 200


def test_a_transfer_withdraws_what_is_no_longer_asked_and_a_return_restores_it(engine):
    roster(engine, *PEOPLE)
    active(engine, requirement(audience=Audience(units=("青石市/财政局",))))
    follow_roster(engine, MARCH)
    assert given_to(engine) == ["1001", "1002"]
    moved = {**PEOPLE[0], "unit": "青石市/民政局"}
    roster(engine, moved, at=clock(2026, 4, 1))
    assert follow_roster(engine, clock(2026, 4, 1)).withdrawn == 1
    assert given_to(engine) == ["1002"]
    roster(engine, PEOPLE[0], at=clock(2026, 5, 1))
    assert follow_roster(engine, clock(2026, 5, 1)).restored == 1
    assert given_to(engine) == ["1001", "1002"]


def test_a_transfer_within_the_audience_takes_the_assignment_along(engine):
    roster(engine, *PEOPLE)
    active(engine)
    follow_roster(engine, MARCH)
    roster(engine, {**PEOPLE[0], "unit": "青石市/民政局", "department": "救助科"}, at=clock(2026, 4, 1))
    assert follow_roster(engine, clock(2026, 4, 1)) == Assigned(moved=1)


def test_facts_stand_once_the_due_date_has_passed(engine):
    roster(engine, *PEOPLE)
    active(engine)
    follow_roster(engine, MARCH)
    roster(engine, *PEOPLE[1:], complete=True, at=clock(2027, 1, 10))
    assert follow_roster(engine, clock(2027, 1, 10)).withdrawn == 0
    with engine.connect() as connection:
        assert [cycle.name for cycle, _ in find_all(connection)] == ["2027", "2026"]


def test_the_newly_appointed_have_their_own_due_date(engine):
    roster(engine, *PEOPLE, row(1008, "新人", appointed_on=date(2026, 11, 20)))
    asked = requirement(
        audience=Audience(appointed_within_days=30),
        schedule=Schedule(2026, makeup_days=10, days_after_appointment=90),
    )
    active(engine, asked)
    follow_roster(engine, clock(2026, 11, 21))
    assert given_to(engine) == ["1002", "1008"], "appointed in the year or in the 30 days before it"
    query = select(people.c.staff_number, assignments.c.due_at).join(people, people.c.id == assignments.c.person_id)
    with engine.connect() as connection:
        due = {number: last_day(at) for number, at in connection.execute(query)}
    assert due == {"1002": date(2026, 12, 31), "1008": date(2027, 2, 18)}


def test_a_new_cycle_is_a_new_record(engine):
    roster(engine, PEOPLE[0])
    active(engine)
    follow_roster(engine, MARCH)
    did(engine, 1001, ActivityKind.READING, CHAPTER, clock(2026, 6, 1))
    did(engine, 1001, ActivityKind.PAPER, PAPER, clock(2026, 6, 2), score=88)
    follow_roster(engine, clock(2027, 2, 1))
    assert standing_of(engine, clock(2027, 2, 1)) == {"1001": ["completed", "not_started"]}
    assert standing_of(engine, clock(2027, 6, 2, 23, 59, 59)) == {"1001": ["completed", "not_started"]}
    assert standing_of(engine, clock(2027, 6, 3, 0, 0)) == {"1001": ["expired", "not_started"]}


def test_cycles_open_by_the_calendar():
    leap = Schedule(2024, month=2, day=29, opens_month=12, opens_day=1)
    ((year, window),) = windows(leap, clock(2026, 2, 28, 23, 59, 59))
    assert (year, last_day(window.due_at), last_day(window.opens_at)) == (2026, date(2026, 2, 28), date(2025, 11, 30))
    assert list(windows(leap, clock(2026, 3, 1, 0, 0))) == []
    ((year, window),) = windows(leap, clock(2028, 2, 29))
    assert (year, last_day(window.due_at)) == (2028, date(2028, 2, 29))
    assert [year for year, _ in windows(Schedule(2025, every_years=2), MARCH)] == []
    assert [year for year, _ in windows(Schedule(2026, every_years=0), clock(2027, 3, 1))] == []


def test_who_saves_over_anothers_change_is_told(engine):
    first = active(engine)
    save(engine, requirement(title="甲改"), ADMIN, at=MARCH, seen=first, standing=Standing.ACTIVE)
    with pytest.raises(EditedMeanwhile, match="乙改"):
        save(engine, requirement(title="乙改"), ADMIN, at=MARCH, seen=first)
    with pytest.raises(EditedMeanwhile):
        save(engine, requirement(), ADMIN, at=MARCH)
    with engine.connect() as connection:
        kept = find(connection, "annual")
    assert (kept.requirement.title, kept.version, kept.standing) == ("甲改", 2, Standing.ACTIVE)


def test_a_trainer_requires_only_of_their_own_units(engine):
    own = requirement(audience=Audience(units=("青石市/财政局/预算科",)))
    assert save(engine, own, TRAINER, at=MARCH) == 1
    with pytest.raises(Forbidden):
        save(engine, requirement(id="all"), TRAINER, at=MARCH)
    with pytest.raises(Forbidden):
        save(engine, replace(own, id="two"), STAFF, at=MARCH)


UNITS = ("甲", "甲/乙", "甲/丙", "丁")
FEW = st.lists(st.sampled_from("ab"), max_size=1).map(tuple)
AUDIENCES = st.builds(
    Audience,
    units=st.lists(st.sampled_from(UNITS), max_size=2).map(tuple),
    departments=FEW,
    ranks=FEW,
    categories=FEW,
    appointed_within_days=st.none() | st.integers(0, 60),
)


@pytest.fixture
def mixed(engine):
    """People of every kind in every unit."""
    rows = [
        row(f"{u}{d}{r}{c}{a}", "某", unit, department=d, rank=r, category=c, appointed_on=day, active=a != 2)
        for u, unit in enumerate(UNITS) for d in "ab" for r in "ab" for c in "ab"
        for a, day in enumerate((None, date(2025, 12, 10), date(2026, 2, 1)))
    ]  # fmt: skip
    roster(engine, *rows)
    return engine


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(audience=AUDIENCES)
def test_sql_and_the_plain_rule_agree_on_who_is_asked(mixed, audience):
    opens = date(2026, 1, 1)
    with mixed.connect() as connection:
        chosen = set(connection.scalars(select(people.c.staff_number).where(condition(audience, opens))))
        rows = connection.execute(select(people, units.c.code).join(units, units.c.id == people.c.unit_id)).all()
    expected = set()
    for one in rows:
        above = frozenset(code for code in UNITS if f"{one.code}/".startswith(f"{code}/"))
        person = Person(
            one.staff_number, one.name, one.code, one.department, one.post, one.rank, one.category,
            appointed_on=one.appointed_on, active=one.active, units=above,
        )  # fmt: skip
        if is_for(audience, person, opens):
            expected.add(one.staff_number)
    assert chosen == expected
