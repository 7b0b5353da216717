"""People, requirements and moments for the tests of training."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from assistant.accounts.principal import Principal, Role
from assistant.training.activities import tell
from assistant.training.calendar import ZONE
from assistant.training.model import (
    Activity,
    ActivityKind,
    Audience,
    Basis,
    Part,
    Requirement,
    Schedule,
    Standing,
)
from assistant.training.requirements import save
from assistant.training.roster.sheet import Row
from assistant.training.roster.take_in import take_in_roster
from assistant.training.status_sql import status_at
from assistant.training.tables import assignments, people

ADMIN = Principal("a-1", "管理员", roles=frozenset({Role.ADMIN}))
TRAINER = Principal("t-1", "培训管理员", roles=frozenset({Role.TRAINER}), units=frozenset({"青石市/财政局"}))
STAFF = Principal("s-1", "张三", "1001", roles=frozenset({Role.STAFF}))


def clock(year, month, day, hour=9, minute=0, second=0, micro=0):
    """A moment by the clocks of Shanghai, in UTC."""
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=ZONE).astimezone(UTC)


def row(number, name, unit="青石市/财政局", **values):
    return {"staff_number": str(number), "name": name, "unit": unit, **values}


def roster(engine, *rows, at=None, **options):
    """Takes rows in as if they had been read from a sheet."""
    told = [Row(number, values) for number, values in enumerate(rows, 2)]
    return take_in_roster(engine, told, ADMIN, at=at or clock(2026, 1, 5), **options)


PEOPLE = (
    row(1001, "张三", department="办公室", rank="一级科员", category="公务员", email="zhang@qs.gov.cn",
        appointed_on=date(2015, 7, 1)),
    row(1002, "李四", department="预算科", rank="四级调研员", category="公务员", email="li@qs.gov.cn",
        appointed_on=date(2026, 1, 3)),
    row(1003, "王五", "青石市/民政局", department="办公室", rank="一级科员", category="事业", email="",
        appointed_on=date(2020, 2, 29)),
)  # fmt: skip


PAPER, CHAPTER, FORUM, PLEDGE = "paper:year", "handbook:1", "道德讲堂", "honesty"


def requirement(**changes):
    """年度诚信教育 of 2026: a chapter read, the paper passed; made up within 31 days of the year's end."""
    values = {
        "id": "annual",
        "title": "年度诚信教育",
        "audience": Audience(),
        "parts": (
            Part(ActivityKind.READING, (CHAPTER,)),
            Part(ActivityKind.PAPER, (PAPER,), pass_mark=60, attempts=2, makeups=1),
        ),
        "schedule": Schedule(2026, makeup_days=31, validity_months=12),
        "basis": (Basis("杭州市加强政务诚信建设的实施方案", "二、（一）2.", digest="0" * 64),),
        "hour_rules": "yunnan-online",
    }
    return Requirement(**{**values, **changes})


def active(engine, asked=None, at=None):
    """Keeps a requirement and puts it in force."""
    return save(engine, asked or requirement(), ADMIN, at=at or clock(2026, 1, 5), standing=Standing.ACTIVE)


def did(engine, staff_number, kind, subject, at, *, score=None, minutes=0, tag=""):
    """Somebody does something; its source follows from what it is."""
    source = f"{kind.value}:{staff_number}:{subject}:{at.isoformat()}{tag}"
    passed = None if score is None else score >= 60
    return tell(engine, [(str(staff_number), Activity(source, kind, subject, at, minutes, score, passed))], at)


def standing_of(engine, now):
    """工号 → how each assignment is shown at a moment, those withdrawn left out."""
    query = select(people.c.staff_number, status_at(now).label("status")).join(
        people, people.c.id == assignments.c.person_id
    )
    query = query.where(assignments.c.withdrawn_at.is_(None)).order_by(people.c.staff_number, assignments.c.id)
    found = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            found.setdefault(row.staff_number, []).append(row.status)
    return found
