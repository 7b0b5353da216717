"""Reminders: planned once, sent through a real mail server and a real webhook, no failure without its row."""

import json
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select

from assistant.training.assign import follow_roster
from assistant.training.deliver import LEASE, WAITS, again, deliver
from assistant.training.excuses import grant
from assistant.training.model import ActivityKind, Excuse
from assistant.training.notify import AppriseNotifier, NoNotifier, NotSent, mail_url
from assistant.training.reminders import counts, plan_reminders
from assistant.training.roster.units import set_contact
from assistant.training.tables import assignments, people, reminders
from assistant.wording.words import answer_words
from tests.assistant.training.made import (
    ADMIN,
    CHAPTER,
    PAPER,
    PEOPLE,
    TRAINER,
    active,
    clock,
    did,
    roster,
    row,
)  # fmt: skip

WEEK_BEFORE = clock(2026, 12, 24, 1)
LATER = WEEK_BEFORE + 2 * LEASE
WORDS = answer_words("zh")


@pytest.fixture
def webhook():
    """An HTTP endpoint on loopback that keeps what is posted to it."""
    posted = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_address[1]}/hook", posted
    server.shutdown()
    server.server_close()


@pytest.fixture
def due(engine):
    """Three people with an assignment due in a week; one has no address, one unit has a contact."""
    roster(engine, *PEOPLE)
    active(engine)
    follow_roster(engine, clock(2026, 3, 2))
    return engine


def rows(engine):
    query = select(reminders.c.recipient, reminders.c.state, reminders.c.fault, reminders.c.attempts)
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(query))


def assignment_of(engine, staff_number):
    query = select(assignments.c.id).join(people, people.c.id == assignments.c.person_id)
    with engine.connect() as connection:
        return connection.scalar(query.where(people.c.staff_number == staff_number))


def test_each_occasion_is_planned_once_for_those_who_still_owe(due):
    did(due, 1001, ActivityKind.READING, CHAPTER, clock(2026, 6, 1))
    did(due, 1001, ActivityKind.PAPER, PAPER, clock(2026, 6, 2), score=90)
    assert plan_reminders(due, clock(2026, 6, 3)) == 0
    assert plan_reminders(due, WEEK_BEFORE) == 4
    assert plan_reminders(due, WEEK_BEFORE) == 0
    assert plan_reminders(due, clock(2026, 12, 27)) == 0
    assert rows(due) == [
        ("person", "failed", "no_address", 0), ("person", "planned", "", 0),
        ("unit", "failed", "no_address", 0), ("unit", "failed", "no_address", 0),
    ]  # fmt: skip


def test_a_night_that_was_missed_is_made_up_but_not_a_month(due):
    assert plan_reminders(due, clock(2026, 12, 26, 20)) == 5
    assert plan_reminders(due, clock(2026, 12, 29, 20)) == 0, "a week before is long gone by then"


def test_mail_goes_out_and_a_refusal_is_tried_again_later_then_given_up(due, mailbox):
    plan_reminders(due, WEEK_BEFORE)
    mailbox.refused = {"li@qs.gov.cn"}
    notifier = AppriseNotifier(mailbox.url)
    done = deliver(due, notifier, WORDS, WEEK_BEFORE)
    assert (done.sent, done.retrying) == (1, 1)
    (to, subject, body), = mailbox.letters
    assert (to, subject) == ("zhang@qs.gov.cn", "【培训提醒】年度诚信教育")
    assert "张三同志" in body
    assert "还有7天到期（2026-12-31）" in body
    assert deliver(due, notifier, WORDS, WEEK_BEFORE).retrying == 0, "not before its time"
    at = WEEK_BEFORE
    for wait in WAITS:
        at += wait
        done = deliver(due, notifier, WORDS, at)
    assert (done.sent, done.retrying, done.failed) == (0, 0, 1)
    (fault,) = [fault for who, state, fault, _ in rows(due) if who == "person" and state == "failed" and "550" in fault]
    assert "no such mailbox" in fault
    mailbox.refused = set()
    with due.connect() as connection:
        cycle = connection.scalar(select(reminders.c.cycle_id).limit(1))
    assert again(due, cycle, ADMIN, at) == 4
    assert deliver(due, notifier, WORDS, at).sent == 1
    assert len(mailbox.letters) == 2


def test_a_units_contact_is_told_by_webhook_how_many_are_behind(due, webhook):
    url, posted = webhook
    with due.begin() as connection:
        set_contact(connection, "青石市/财政局", url)
    plan_reminders(due, WEEK_BEFORE)
    deliver(due, AppriseNotifier(), WORDS, WEEK_BEFORE)
    (told,) = posted
    assert told["title"] == "【培训提醒】财政局：年度诚信教育"
    assert "还有2人未完成" in told["message"]


def test_without_a_server_every_reminder_says_so(due):
    plan_reminders(due, WEEK_BEFORE)
    deliver(due, NoNotifier(), WORDS, WEEK_BEFORE)
    assert ("person", "planned", "not_configured", 1) in rows(due)
    with due.connect() as connection:
        cycle = connection.scalar(select(reminders.c.cycle_id).limit(1))
        assert sum(one.number for one in counts(connection, cycle)) == 5


def test_who_finished_or_was_excused_meanwhile_gets_no_letter(due, mailbox):
    plan_reminders(due, WEEK_BEFORE)
    grant(due, assignment_of(due, "1001"), Excuse.EXEMPT, ADMIN, reason="病假", at=WEEK_BEFORE)
    did(due, 1002, ActivityKind.READING, CHAPTER, WEEK_BEFORE)
    did(due, 1002, ActivityKind.PAPER, PAPER, WEEK_BEFORE, score=90)
    deliver(due, AppriseNotifier(mailbox.url), WORDS, WEEK_BEFORE)
    assert mailbox.letters == []
    assert [fault for who, _, fault, _ in rows(due) if who == "person"] == ["no_address", "settled", "settled"]


def test_of_a_program_that_died_while_sending_one_letter_is_in_doubt_and_left_to_a_person(due, mailbox):
    class Dying:
        def send(self, *_):
            raise KeyboardInterrupt

    plan_reminders(due, WEEK_BEFORE)
    with pytest.raises(KeyboardInterrupt):
        deliver(due, Dying(), WORDS, WEEK_BEFORE)
    notifier = AppriseNotifier(mailbox.url)
    assert deliver(due, notifier, WORDS, WEEK_BEFORE).sent == 1, "the others do not wait"
    done = deliver(due, notifier, WORDS, LATER)
    assert (done.sent, done.failed) == (0, 1)
    assert ("person", "failed", "interrupted", 0) in rows(due)
    with due.connect() as connection:
        cycle = connection.scalar(select(reminders.c.cycle_id).limit(1))
    assert again(due, cycle, TRAINER, LATER) == 2, "of a trainer's own units: the letter, their contact"
    assert deliver(due, notifier, WORDS, LATER).sent == 1
    assert sorted(to for to, _, _ in mailbox.letters) == ["li@qs.gov.cn", "zhang@qs.gov.cn"]


def test_two_programs_that_send_at_once_write_to_nobody_twice(engine, mailbox):
    roster(engine, *(row(number, f"人{number}", email=f"p{number}@qs.gov.cn") for number in range(40)))
    active(engine)
    follow_roster(engine, clock(2026, 3, 2))
    plan_reminders(engine, WEEK_BEFORE)
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: deliver(engine, AppriseNotifier(mailbox.url), WORDS, WEEK_BEFORE), range(3)))
    assert sum(one.sent for one in done) == 40
    assert len({to for to, _, _ in mailbox.letters}) == len(mailbox.letters) == 40


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("smtp://mail.gov.cn", "mailto://mail.gov.cn/?"),
        ("smtps://u:p%40ss@mail.gov.cn:465?from=a@gov.cn", "mailtos://u:p%2540ss@mail.gov.cn:465/?"),
        ("smtp://mail.gov.cn:587?mode=starttls", "mailtos://mail.gov.cn:587/?"),
    ],
)
def test_a_server_is_named_by_one_url(server, expected):
    assert mail_url(server, "x@gov.cn").startswith(expected)


def test_no_server_is_said_in_one_sentence():
    with pytest.raises(NotSent, match="INTEGRITY_SMTP_URL"):
        mail_url("", "x@gov.cn")


