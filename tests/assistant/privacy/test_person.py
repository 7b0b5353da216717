"""One person's data: all of it comes out, and what no law keeps goes; the audit log still proves itself."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import MetaData, select

from assistant.accounts.account import LastAdministrator
from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.principal import Forbidden, Role
from assistant.accounts.sessions import Sessions
from assistant.answering.model import Answer, AnswerStatus, Question
from assistant.audit.log import entries, verify
from assistant.conversations.store import Conversations
from assistant.privacy.person import NoSuchPerson, erase, export, find
from assistant.training.assign import follow_roster
from assistant.training.model import ActivityKind
from assistant.training.tables import activities, people
from tests.assistant.quiz.examinations.hall import NINE, Hall, minutes
from tests.assistant.training.made import CHAPTER, PEOPLE, active, clock, did, roster

NAME, NUMBER = "张三", "1001"
# What tells who 张三 is, wherever it stands.
TELLING = (NAME, "zhang@qs.gov.cn", '"1001"', ":1001", "zhangsan", "10.7.7.7")


@pytest.fixture
def person(engine):
    """张三: on the roster, with an account, a session, a conversation, an activity and a marked attempt."""
    roster(engine, *PEOPLE)
    active(engine)
    follow_roster(engine, clock(2026, 1, 6))
    did(engine, NUMBER, ActivityKind.READING, CHAPTER, clock(2026, 2, 1))
    directory = Directory(engine)
    directory.add(PROGRAM, "chief", [Role.ADMIN], at=NINE)
    account = directory.add(PROGRAM, "zhangsan", [Role.STAFF], at=NINE, name=NAME, staff_number=NUMBER)
    Sessions(engine, timedelta(hours=2), timedelta(hours=12)).open(account.id, at=NINE, address="10.7.7.7")
    asked = Question("我应当完成哪些培训？", date(2026, 3, 2))
    answer = Answer(asked, AnswerStatus.NOT_FOUND, "没有找到。")
    Conversations(engine).add(account.principal(), "", answer.to_json(), asked.as_of, at=NINE)
    hall = Hall(engine)
    examination = hall.announced({NUMBER: NAME})
    attempt = hall.sittings.start(account.principal(), examination.id, NINE)
    hall.answer(account.principal(), attempt, [True] * 4, NINE + minutes(1))
    hall.sittings.submit(account.principal(), attempt.id, NINE + minutes(2))
    return account


def everything(engine):
    """All that the database holds, as one text."""
    known = MetaData()
    known.reflect(engine)
    with engine.connect() as connection:
        rows = [dict(row) for table in known.sorted_tables for row in connection.execute(select(table)).mappings()]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_an_export_has_all_that_is_kept_and_no_secrets(engine, person):
    found = export(engine, find(engine, "zhangsan"), PROGRAM, NINE)
    assert {
        "accounts", "sessions", "conversations", "conversation_turns", "training_people", "training_activities",
        "training_assignments", "examination_attempts", "examination_answers", "examination_results", "audit_log",
    } <= set(found)  # fmt: skip
    assert found["training_people"][0]["name"] == NAME
    assert not {"password", "digest"} & {key for rows in found.values() for row in rows for key in row}
    assert entries(engine)[-1].action == "person.export"


def test_a_person_is_found_by_staff_number_too_and_a_stranger_by_nothing(engine, person):
    assert find(engine, NUMBER) == find(engine, "zhangsan")
    assert find(engine, "1002").account_id == ""
    with pytest.raises(NoSuchPerson):
        find(engine, "nobody")


def test_after_erasing_nothing_tells_who_it_was_and_the_record_is_still_there(engine, person):
    before = everything(engine)
    assert [word for word in TELLING if word not in before] == []
    found = find(engine, NUMBER)
    done = erase(engine, found, PROGRAM, NINE)
    after = everything(engine)
    assert [word for word in TELLING if word in after] == []
    assert "李四" in after
    assert done.deleted >= 3 and done.kept >= 4
    with engine.connect() as connection:
        kept = connection.execute(select(people).where(people.c.staff_number == done.pseudonym)).mappings().one()
        assert connection.execute(select(activities).where(activities.c.person_id == kept["id"])).all()
    assert found.account_id in after  # the audit log names accounts by id alone
    assert verify(engine) is None
    assert entries(engine)[-1].action == "person.erase"


def test_only_an_administrator_may_and_the_last_one_is_not_erased(engine, person):
    with pytest.raises(Forbidden):
        export(engine, find(engine, NUMBER), person.principal(), NINE)
    with pytest.raises(Forbidden):
        erase(engine, find(engine, NUMBER), person.principal(), NINE)
    with pytest.raises(LastAdministrator):
        erase(engine, find(engine, "chief"), PROGRAM, NINE)
    assert find(engine, "chief").account_id
