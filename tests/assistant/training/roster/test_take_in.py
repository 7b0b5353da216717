"""The roster comes in from sheets: by 工号, once, whatever happens on the way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from assistant.accounts.principal import Forbidden
from assistant.audit.log import entries
from assistant.training.roster.sheet import Row
from assistant.training.roster.take_in import take_in_roster
from assistant.training.tables import people, postings, unit_tree, units
from tests.assistant.training.made import ADMIN, PEOPLE, STAFF, clock, roster, row


def rows_of(engine, *columns):
    with engine.connect() as connection:
        return [tuple(found) for found in connection.execute(select(*columns).order_by(*columns))]


def counts(taken):
    return taken.added, taken.updated, taken.unchanged, taken.left


def test_people_are_added_then_updated_by_their_number(engine):
    taken = roster(engine, *PEOPLE)
    assert counts(taken) == (3, 0, 0, 0)
    assert taken.new_units == ("青石市", "青石市/民政局", "青石市/财政局")
    assert counts(roster(engine, *PEOPLE, at=clock(2026, 1, 6))) == (0, 0, 3, 0)
    moved = row(1001, "张三", "青石市/民政局", department="救助科")
    taken = roster(engine, moved, at=clock(2026, 3, 1))
    assert counts(taken) == (0, 1, 0, 0)
    assert [(change.before, change.after) for change in taken.sample] == [
        ("青石市/财政局 办公室 张三", "青石市/民政局 救助科 张三")
    ]
    kept = rows_of(engine, people.c.staff_number, people.c.department, people.c.rank, people.c.email)
    assert kept[0] == ("1001", "救助科", "一级科员", "zhang@qs.gov.cn"), "columns that the sheet lacks stay"
    assert len(rows_of(engine, postings.c.person_id, postings.c.since)) == 4
    assert [entry.action for entry in entries(engine)] == ["roster.import"] * 3


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(engine):
    roster(engine, *PEOPLE)
    told = roster(engine, row(1001, "张叁"), row(2001, "赵六", "青石市/审计局"), dry_run=True)
    assert counts(told) == (1, 1, 0, 0)
    assert told.new_units == ("青石市/审计局",)
    assert [change.outcome for change in told.sample] == ["updated", "added"]
    assert len(rows_of(engine, people.c.id)) == 3
    assert len(rows_of(engine, units.c.id)) == 3
    assert len(entries(engine)) == 1
    assert counts(roster(engine, row(1001, "张叁"), row(2001, "赵六", "青石市/审计局"))) == (1, 1, 0, 0)


def test_who_left_is_kept_with_their_record_and_may_come_back(engine):
    roster(engine, *PEOPLE)
    assert roster(engine, *PEOPLE[:2], dry_run=True).leaving == ()
    told = roster(engine, *PEOPLE[:2], complete=True, dry_run=True).leaving
    assert [(one.staff_number, one.outcome) for one in told] == [("1003", "left")]
    assert counts(roster(engine, *PEOPLE[:2], complete=True, at=clock(2026, 5, 4)))[3] == 1
    kept = rows_of(engine, people.c.staff_number, people.c.active, people.c.left_on)
    assert [(number, active, day and day.isoformat()) for number, active, day in kept] == [
        ("1001", True, None), ("1002", True, None), ("1003", False, "2026-05-04"),
    ]  # fmt: skip
    roster(engine, PEOPLE[2], at=clock(2026, 6, 1))
    assert rows_of(engine, people.c.staff_number, people.c.active, people.c.left_on)[2] == ("1003", True, None)
    gone = {**PEOPLE[0], "active": False}
    roster(engine, gone, at=clock(2026, 7, 1))
    assert not rows_of(engine, people.c.staff_number, people.c.active)[0][1]


def test_a_bare_name_that_only_one_unit_has_is_that_unit(engine):
    roster(engine, *PEOPLE)
    assert roster(engine, row(1004, "孙七", "民政局")).new_units == ()
    assert len(rows_of(engine, unit_tree.c.above_id, unit_tree.c.unit_id)) == 5


def test_the_same_import_twice_at_once_doubles_nothing(engine):
    many = [row(number, f"人{number}", f"青石市/单位{number % 7}") for number in range(300)]
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: roster(engine, *many), range(4)))
    assert sorted(counts(one)[0] for one in taken) == [0, 0, 0, 300]
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(people)) == 300
        assert connection.scalar(select(func.count()).select_from(postings)) == 300


def test_a_crash_in_the_middle_leaves_nothing_behind(engine):
    roster(engine, *PEOPLE)

    def broken():
        yield Row(2, row(5001, "周八", "青石市/新单位"))
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="disk"):
        take_in_roster(engine, broken(), ADMIN, at=clock(2026, 2, 1))
    assert len(rows_of(engine, people.c.id)) == 3
    assert counts(roster(engine, row(5001, "周八", "青石市/新单位"))) == (1, 0, 0, 0)


def test_only_an_administrator_takes_rosters_in(engine):
    with pytest.raises(Forbidden):
        take_in_roster(engine, [], STAFF, at=clock(2026, 1, 1))
