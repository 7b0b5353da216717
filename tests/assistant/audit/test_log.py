"""The audit log keeps what was done, refuses to be rewritten unnoticed, and keeps writers in order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update

from assistant.audit.log import Break, entries, record, verify
from assistant.audit.tables import audit_log

NOON = datetime(2026, 2, 28, 12, tzinfo=UTC)


def note(engine, number, **detail):
    with engine.begin() as connection:
        record(connection, "item.publish", f"item:{number}", who="zhang", at=NOON, **detail)


def test_what_was_recorded_reads_back_and_verifies(engine):
    note(engine, 1, reason="复核通过")
    note(engine, 2)
    kept = entries(engine)
    assert [(one.id, one.subject) for one in kept] == [(1, "item:1"), (2, "item:2")]
    assert [one.detail for one in kept] == [{"reason": "复核通过"}, {}]
    assert kept[0].at == NOON
    assert entries(engine, subject="item:2") == kept[1:]
    assert verify(engine) is None


def test_what_is_rolled_back_was_never_recorded(engine):
    note(engine, 1)
    with pytest.raises(RuntimeError), engine.begin() as connection:
        record(connection, "item.retire", "item:1", who="zhang", at=NOON)
        raise RuntimeError
    note(engine, 2)
    assert [one.id for one in entries(engine)] == [1, 2]
    assert verify(engine) is None


def test_a_naive_time_is_refused(engine):
    with pytest.raises(ValueError, match="time zone"), engine.begin() as connection:
        record(connection, "item.retire", "item:1", who="zhang", at=NOON.replace(tzinfo=None))


@pytest.mark.parametrize("change", ["edit", "remove", "cut", "add"])
def test_a_change_behind_its_back_is_found_where_it_is(engine, change):
    for number in range(1, 6):
        note(engine, number)
    with engine.begin() as connection:
        match change:
            case "edit":
                connection.execute(update(audit_log).where(audit_log.c.id == 3).values(who="li"))
            case "remove":
                connection.execute(delete(audit_log).where(audit_log.c.id == 3))
            case "cut":
                connection.execute(delete(audit_log).where(audit_log.c.id >= 3))
            case "add":
                row = dict(connection.execute(select(audit_log).where(audit_log.c.id == 5)).mappings().one())
                connection.execute(insert(audit_log).values(**{**row, "id": 6}))
    assert verify(engine) == Break(6 if change == "add" else 3)


def test_writers_at_the_same_time_make_one_chain(engine):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: note(engine, number), range(40)))
    assert sorted(one.subject for one in entries(engine)) == sorted(f"item:{n}" for n in range(40))
    assert verify(engine) is None
