"""Feedback, the report on requests and satisfaction, and the switch of the public service."""

from datetime import timedelta

import pytest

from assistant.accounts.principal import Forbidden, Principal
from assistant.audit.log import entries
from assistant.helpdesk.feedback import Feedback, Opinion, Reason
from assistant.helpdesk.life import Outcome
from assistant.helpdesk.model import Asking
from assistant.helpdesk.report import make_report
from assistant.helpdesk.switch import Switch
from tests.assistant.helpdesk.conftest import ADMIN, CLERK, NOW

ASKING = Asking("营业执照怎么还没办好？", conversation="c-2")
WEEKS = timedelta(weeks=4)


@pytest.fixture
def feedback(engine, seal, desk):
    return Feedback(engine, seal, desk)


def report(engine, at=NOW + WEEKS):
    return make_report(engine, CLERK, since=NOW - WEEKS, until=NOW + WEEKS, at=at)


def test_the_report_counts_done_in_time_late_and_overdue(engine, desk, office):
    in_time, late, _waiting, closed = [desk.submit(ASKING, at=NOW) for _ in range(4)]
    for receipt in (in_time, late, closed):
        office.claim(CLERK, receipt.number, at=NOW)
    office.reply(CLERK, in_time.number, "好了", at=NOW + timedelta(hours=2))
    office.reply(CLERK, late.number, "好了", at=late.due_at + timedelta(hours=1))
    office.close(CLERK, closed.number, Outcome.ELSEWHERE, at=NOW + timedelta(hours=4))
    handling = report(engine).handling
    assert (handling.received, handling.done, handling.in_time, handling.overdue) == (4, 3, 2, 1)
    assert handling.completion_rate == 0.75 and handling.in_time_rate == 0.5
    assert handling.median_hours == 4
    assert report(engine, at=NOW + timedelta(hours=5)).handling.overdue == 0


def test_an_empty_period_has_no_rates(engine):
    empty = report(engine)
    assert empty.handling.completion_rate is empty.handling.in_time_rate is empty.answers.rate is None


def test_opinions_on_answers_and_replies_are_counted_apart_with_their_reasons(engine, feedback, desk):
    receipt = desk.submit(ASKING, at=NOW)
    feedback.give(Opinion(True), at=NOW)
    feedback.give(Opinion(False, Reason.UNCLEAR, "看不懂", "怎么申请？"), at=NOW)
    feedback.give(Opinion(False, Reason.SLOW, number=receipt.number, secret=receipt.secret), at=NOW)
    feedback.give(Opinion(True, number=receipt.number, secret=receipt.secret), at=NOW)
    found = report(engine)
    assert (found.answers.satisfied, found.answers.dissatisfied) == (1, 1)
    assert found.answers.reasons == {"unclear": 1} and found.answers.rate == 0.5
    assert (found.replies.satisfied, found.replies.dissatisfied) == (1, 0)


def test_nobody_gives_an_opinion_on_anothers_request(feedback, desk):
    receipt = desk.submit(ASKING, at=NOW)
    assert feedback.give(Opinion(True, number=receipt.number, secret="x"), at=NOW) is False


def test_deleting_a_request_deletes_what_was_said_in_its_conversation(feedback, desk):
    receipt = desk.submit(ASKING, at=NOW)
    feedback.give(Opinion(False, Reason.OTHER, "窗口的人让我再等等", conversation="c-2"), at=NOW)
    mine = Opinion(True, comment="谢谢", number=receipt.number, secret=receipt.secret)
    feedback.give(mine, at=NOW)
    assert desk.export(receipt.number, receipt.secret)["feedback"][0]["comment"] == "谢谢"
    desk.erase(receipt.number, receipt.secret, at=NOW)
    assert desk.sweep(at=NOW + timedelta(days=400)) == 0


def test_a_deleted_request_still_counts(engine, desk):
    receipt = desk.submit(ASKING, at=NOW)
    desk.erase(receipt.number, receipt.secret, at=NOW)
    assert report(engine).handling.received == 1


def test_reports_are_for_those_with_a_role(engine):
    with pytest.raises(Forbidden):
        make_report(engine, Principal("x", "x"), since=NOW, until=NOW, at=NOW)


def test_an_admin_turns_the_service_off_and_on_and_it_is_on_record(engine):
    switch = Switch(engine)
    assert switch.off() is None
    with pytest.raises(Forbidden):
        switch.turn_off(CLERK, "维护", at=NOW)
    switch.turn_off(ADMIN, " 系统维护，请拨打12345。 ", at=NOW)
    assert switch.off().notice == "系统维护，请拨打12345。"
    switch.turn_on(ADMIN, at=NOW)
    assert switch.off() is None
    assert [entry.action for entry in entries(engine)] == ["public_service.off", "public_service.on"]
