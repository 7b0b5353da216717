"""Credit hours: by rules with their source and date, capped, booked once, corrected by new rows."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from assistant.accounts.principal import Forbidden
from assistant.audit.log import verify
from assistant.training.assign import follow_roster
from assistant.training.hours import rule_tables, worth
from assistant.training.ledger import correct, credit, hours_of, lines
from assistant.training.model import Activity, ActivityKind, Part
from assistant.training.tables import ledger, people
from tests.assistant.training.made import (
    ADMIN,
    CHAPTER,
    FORUM,
    PAPER,
    PEOPLE,
    STAFF,
    TRAINER,
    active,
    clock,
    did,
    requirement,
    roster,
)  # fmt: skip

MARCH = clock(2026, 3, 2)


def done(kind, minutes, at=MARCH, passed=None):
    return Activity("x", kind, "s", at, minutes, passed=passed)


def test_every_table_names_its_source_and_no_date_that_no_source_gives():
    tables = rule_tables()
    assert {"national-2023", "yunnan-online", "nanjing", "zhengzhou"} <= set(tables)
    assert all(table.source for table in tables.values())
    assert {table.in_force_from for table in tables.values()} == {None}, "no source at hand says since when"
    assert tables["yunnan-online"].seen_on == date(2024, 1, 2)
    demands = {(one.hundredths, one.years) for one in tables["national-2023"].demands}
    assert demands == {(55000, 5), (9000, 1), (5000, 1)}


@pytest.mark.parametrize(
    ("table", "kind", "minutes", "hundredths"),
    [
        ("yunnan-online", ActivityKind.READING, 30, 100), ("yunnan-online", ActivityKind.READING, 29, 50),
        ("yunnan-online", ActivityKind.READING, 14, 25), ("yunnan-online", ActivityKind.READING, 0, 0),
        ("yunnan-online", ActivityKind.PAPER, 0, 50), ("zhengzhou", ActivityKind.EVENT, 95, 150),
        ("zhengzhou", ActivityKind.EVENT, 29, 0), ("national-2023", ActivityKind.EVENT, 90, 150),
    ],
)  # fmt: skip
def test_what_something_is_worth(table, kind, minutes, hundredths):
    assert worth(rule_tables()[table], done(kind, minutes)) == hundredths


def test_a_failed_paper_and_a_time_before_the_rules_are_worth_nothing():
    rules = rule_tables()["yunnan-online"]
    assert worth(rules, done(ActivityKind.PAPER, 0, passed=False)) == 0
    dated = replace(rules, in_force_from=date(2026, 3, 2))
    assert worth(dated, done(ActivityKind.READING, 60, clock(2026, 3, 1, 23, 59, 59))) == 0
    assert worth(dated, done(ActivityKind.READING, 60, clock(2026, 3, 2, 0, 0))) == 100


def test_a_cap_leaves_only_what_is_left_of_it():
    rules = rule_tables()["nanjing"]
    assert worth(rules, done(ActivityKind.EVENT, 180), had=1700) == 100
    assert worth(rules, done(ActivityKind.EVENT, 180), had=1800) == 0


@pytest.fixture
def learning(engine):
    roster(engine, *PEOPLE)
    parts = (Part(ActivityKind.READING, (CHAPTER,)), Part(ActivityKind.PAPER, (PAPER,)),
             Part(ActivityKind.EVENT, (FORUM,)))  # fmt: skip
    active(engine, requirement(parts=parts, hour_rules="nanjing"))
    follow_roster(engine, MARCH)
    return engine


def hours(engine, staff_number):
    with engine.connect() as connection:
        person = connection.scalar(select(people.c.id).where(people.c.staff_number == str(staff_number)))
        return hours_of(connection, person), lines(connection, person)


def test_an_activity_is_booked_once_however_often_it_is_told(learning):
    for _ in range(3):
        did(learning, 1001, ActivityKind.READING, CHAPTER, MARCH, minutes=120)
    assert hours(learning, 1001)[0] == {2026: 200}


def test_the_cap_holds_over_a_year_and_not_over_two(learning):
    for month in range(2, 12):
        did(learning, 1001, ActivityKind.EVENT, FORUM, clock(2026, month, 3), minutes=180)
    follow_roster(learning, clock(2027, 1, 2))
    did(learning, 1001, ActivityKind.EVENT, FORUM, clock(2027, 1, 3), minutes=180)
    assert hours(learning, 1001)[0] == {2026: 1800, 2027: 300}


def test_a_correction_is_a_new_row(learning):
    made = credit(learning, "1002", 2026, 800, TRAINER, note="市委党校专题班", at=MARCH)
    correct(learning, made, -200, TRAINER, note="证书载明6学时", at=clock(2026, 3, 9))
    total, rows = hours(learning, 1002)
    assert total == {2026: 600}
    assert [(one.hundredths, one.corrects) for one in rows] == [(-200, made), (800, None)]
    assert verify(learning) is None


def test_hours_are_credited_by_whoever_answers_for_the_unit(learning):
    with pytest.raises(Forbidden):
        credit(learning, "1003", 2026, 100, TRAINER, note="别的单位", at=MARCH)
    with pytest.raises(Forbidden):
        credit(learning, "1001", 2026, 100, STAFF, note="自己", at=MARCH)
    assert credit(learning, "1003", 2026, 100, ADMIN, note="可以", at=MARCH)
    with learning.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ledger)) == 1
