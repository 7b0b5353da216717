"""Killed with signal 9 at drawn moments, the same command begun again: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from assistant.audit.log import entries, verify
from assistant.training.activities import tell
from assistant.training.calendar import day_of
from assistant.training.deliver import LEASE, deliver
from assistant.training.model import Activity, ActivityKind, Part, Schedule
from assistant.training.notify import NoNotifier
from assistant.training.roster.units import set_contact
from assistant.training.tables import assignments, ledger, people, postings, reminders
from assistant.wording.words import answer_words
from tests.assistant.training.made import active, requirement
from tests.conftest import CHECKOUT

STAFF, LEARNERS = 90, 30
KILLED = -signal.SIGKILL


@pytest.fixture
def run(engine, database_url, data_folder, mailbox):
    """Runs a command, to its end or to a moment; gives its exit status."""
    settings = {"INTEGRITY_DATABASE_URL": database_url, "INTEGRITY_SMTP_URL": mailbox.url}

    def running(*arguments, until=0):
        command = [sys.executable, "-m", "tests.assistant.training.killed", str(until), *map(str, arguments)]
        done = subprocess.run(command, cwd=CHECKOUT, env={**os.environ, **settings}, capture_output=True, timeout=120)
        assert done.returncode in (0, KILLED), done.stderr.decode()
        return done.returncode

    return running


@pytest.fixture
def file(tmp_path):
    """A roster of people in seven units."""
    path = tmp_path / "roster.csv"
    lines = [f"{n},人{n},青石市/单位{n % 7},p{n}@qs.gov.cn" for n in range(STAFF)]
    path.write_text("工号,姓名,单位,电子邮箱\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def count(engine, table):
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_an_import_is_there_whole_or_not_at_all(engine, run, file):
    moments = random.Random(6)
    ends = []
    for _ in range(4):
        ends.append(run("staff", "import", file, until=moments.randrange(8, 90)))
        assert count(engine, people) == count(engine, postings)
        assert count(engine, people) in (0, STAFF)
    assert ends.count(KILLED) >= 2
    assert run("staff", "import", file) == 0
    assert count(engine, people) == count(engine, postings) == STAFF
    added = [entry.detail["added"] for entry in entries(engine) if entry.action == "roster.import"]
    assert sum(added) == STAFF, "the audit log tells of what was kept and of nothing else"
    assert verify(engine) is None


def test_a_night_goes_on_where_it_was_killed_and_writes_to_nobody_twice(engine, run, file, mailbox):
    run("staff", "import", file)
    now = datetime.now(UTC)
    set_up(engine, now)
    moments = random.Random(12)
    ends = [run("training", "nightly", until=moments.randrange(8, 380)) for _ in range(5)]
    assert ends.count(KILLED) >= 3
    assert run("training", "nightly") == 0

    with engine.connect() as connection:
        given = connection.scalars(select(assignments.c.person_id)).all()
        progress = Counter(connection.scalars(select(assignments.c.progress)))
        booked = select(func.sum(ledger.c.hundredths)).group_by(ledger.c.person_id)
        hours = connection.scalars(booked).all()
    assert len(set(given)) == len(given) == STAFF
    assert progress == {"completed": LEARNERS, "not_started": STAFF - LEARNERS}
    assert hours == [100] * LEARNERS, "an hour each, once"

    deliver(engine, NoNotifier(), answer_words("zh"), now + timedelta(hours=1) + LEASE)
    told = Counter(to for to, _, _ in mailbox.letters)
    with engine.connect() as connection:
        rows = connection.execute(select(reminders.c.recipient, reminders.c.state, reminders.c.fault)).all()
    stood = Counter(rows)
    in_doubt = sum(number for (_, state, fault), number in stood.items() if (state, fault) == ("failed", "interrupted"))
    assert set(told.values()) == {1}, "nobody was written to twice"
    assert sum(one.recipient == "person" for one in rows) == STAFF - LEARNERS
    assert stood["unit", "failed", "no_address"] == 6
    assert sum(one.state == "sent" for one in rows) + in_doubt == STAFF - LEARNERS + 1, "each has its row, none waits"
    assert sum(one.state == "sent" for one in rows) <= len(told)
    assert in_doubt <= ends.count(KILLED)


def set_up(engine, now):
    """A requirement due in five days, with a reminder today; some have done it, one unit has a contact."""
    due = day_of(now) + timedelta(days=5)
    opens = due - timedelta(days=40)
    schedule = Schedule(due.year, due.month, due.day, opens.month, opens.day)
    parts = (Part(ActivityKind.READING, ("第一章",)),)
    active(engine, requirement(parts=parts, schedule=schedule, remind_days=(-5,)), at=now)
    did = now - timedelta(days=3)
    tell(
        engine,
        [(str(n), Activity(f"reading:{n}", ActivityKind.READING, "第一章", did, 45)) for n in range(LEARNERS)],
        now,
    )
    with engine.begin() as connection:
        set_contact(connection, "青石市/单位3", "unit3@qs.gov.cn")
