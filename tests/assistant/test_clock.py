"""The machine's clock jumps, backwards and forwards: what was acknowledged stays, and no record contradicts itself."""

from datetime import timedelta

from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.principal import Role
from assistant.accounts.sessions import Sessions
from assistant.audit.log import record, verify
from assistant.jobs.queue import Queue
from assistant.quiz.examinations.outcomes import of_person
from assistant.quiz.examinations.sitting import SaveOutcome
from tests.assistant.quiz.examinations.hall import NINE, WANG, Hall, minutes


def test_an_answer_is_kept_whatever_the_clock_does(engine):
    hall = Hall(engine)
    attempt = hall.sittings.start(WANG, hall.announced({WANG.staff_number: WANG.name}).id, NINE)
    kept = {}
    for number, moment in enumerate([minutes(5), -minutes(3), minutes(1), minutes(20), minutes(2)], 1):
        options = hall.sittings.asked(WANG, attempt.id, number % 4).options
        given = {"choices": [options[number % 4].id]}
        saved = hall.sittings.save(WANG, attempt.id, number % 4, number, given, NINE + moment)
        if saved.outcome is SaveOutcome.SAVED:
            kept[number % 4] = given["choices"]
    assert len(kept) == 4
    sitting = hall.sittings.sit(WANG, attempt.id, NINE + minutes(1))
    assert {slot: answer.response["choices"] for slot, answer in sitting.answers.items()} == kept


def test_a_day_too_far_and_back_again_loses_no_answer(engine):
    hall = Hall(engine)
    attempt = hall.sittings.start(WANG, hall.announced({WANG.staff_number: WANG.name}).id, NINE)
    hall.answer(WANG, attempt, [True] * 4, NINE + minutes(1))
    hall.sittings.close_overdue(NINE + timedelta(days=1))
    done = hall.sittings.submit(WANG, attempt.id, NINE + minutes(2))
    (outcome,) = of_person(engine, WANG.staff_number)
    assert done.ended_at is not None
    assert outcome.score == 100


def test_the_audit_log_proves_itself_though_the_clock_went_back(engine):
    for moment in (timedelta(), -timedelta(days=400), timedelta(days=9000), timedelta(seconds=-1)):
        with engine.begin() as connection:
            record(connection, "thing.do", "thing:1", who="somebody", at=NINE + moment)
    assert verify(engine) is None


def test_a_session_neither_ends_nor_lasts_for_ever_when_the_clock_goes_back(engine):
    account = Directory(engine).add(PROGRAM, "one", [Role.STAFF], at=NINE)
    sessions = Sessions(engine, timedelta(hours=2), timedelta(hours=12))
    secret = sessions.open(account.id, at=NINE)
    assert sessions.find(secret, at=NINE - timedelta(hours=1))
    assert sessions.find(secret, at=NINE + timedelta(hours=1))
    assert sessions.find(secret, at=NINE + timedelta(hours=13)) is None


def test_a_job_is_done_though_the_clock_went_back_meanwhile(engine):
    queue = Queue(engine)
    job = queue.put(PROGRAM, "kind", {}, at=NINE)
    claimed = queue.claim(at=NINE - timedelta(days=1))
    assert claimed is not None and claimed.id == job
