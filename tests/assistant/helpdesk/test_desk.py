"""A help request from handing in to its end, from both sides, and who may see what of it."""

import stat
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from assistant.accounts.principal import Forbidden
from assistant.audit.log import entries, verify
from assistant.helpdesk.life import Outcome, Refusal, Standing
from assistant.helpdesk.model import Asking, Author, Misconduct
from assistant.helpdesk.office import NoSuchRequest
from assistant.helpdesk.sealing import KEY_FILE, Seal, Unreadable, make_seal
from assistant.helpdesk.tables import help_requests
from tests.assistant.helpdesk.conftest import ADMIN, CLERK, NOW, OTHER, TRAINER

ASKING = Asking("小微企业的承诺没有兑现，找哪个窗口？", "王女士 13800138000", conversation="c-1")
LATER = NOW + timedelta(hours=3)


def stored(engine):
    """Every value of every row of the help desk's tables, as text."""
    with engine.connect() as connection:
        tables = ("help_requests", "help_messages", "help_faq", "help_feedback", "audit_log")
        return "\n".join(str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")))


def test_a_request_gets_a_number_a_secret_and_a_promise(desk):
    receipt = desk.submit(ASKING, at=NOW)
    request = desk.follow(receipt.number, receipt.secret)
    assert (request.standing, request.question, request.contact) == (Standing.WAITING, ASKING.question, ASKING.contact)
    assert receipt.due_at.isoformat() == "2026-11-27T15:59:59+00:00"
    assert request.due_at == receipt.due_at and receipt.number.startswith("20261120-")


def test_only_its_own_secret_opens_a_request(desk):
    first, second = desk.submit(ASKING, at=NOW), desk.submit(ASKING, at=NOW)
    assert first.number != second.number
    for number, secret in [(first.number, second.secret), (first.number, ""), ("20261120-XXXXX", first.secret)]:
        assert desk.follow(number, secret) is None
        assert desk.export(number, secret) is None
        assert desk.add(number, secret, "补充", at=NOW) is False
        assert desk.erase(number, secret, at=NOW) is False


def test_nothing_a_person_wrote_stands_in_the_database_in_the_clear(desk, office, engine):
    receipt = desk.submit(ASKING, at=NOW)
    desk.add(receipt.number, receipt.secret, "补充一点：去年九月签的协议。", at=NOW)
    office.claim(CLERK, receipt.number, at=NOW)
    office.reply(CLERK, receipt.number, "请到政务服务大厅三号窗口。", at=LATER)
    kept = stored(engine)
    for mark in ("小微企业", "王女士", "13800138000", "九月签", "三号窗口", receipt.secret, "c-1"):
        assert mark not in kept
    assert receipt.number in kept


def test_personal_numbers_in_the_question_are_masked_even_under_the_seal(desk):
    receipt = desk.submit(Asking("我的身份证号是11010519491231002X，电话13800138000，怎么查？"), at=NOW)
    question = desk.follow(receipt.number, receipt.secret).question
    assert "11010519491231002X" not in question and "13800138000" not in question and "怎么查" in question


@pytest.mark.parametrize(
    "report",
    [
        "我要举报张局长受贿二十万元",
        "我要实名举报，镇里的李主任收了开发商的红包",
        "办事员向我索要好处费，不给就不办",
        "村书记挪用扶贫款，请查处他",
        "I want to report that the director took bribes",
    ],
)
def test_of_a_report_of_misconduct_nothing_is_kept(desk, engine, report):
    before = stored(engine)
    assert desk.submit(Asking(report, "13800138000"), at=NOW) == Misconduct()
    assert stored(engine) == before
    receipt = desk.submit(ASKING, at=NOW)
    assert desk.add(receipt.number, receipt.secret, report, at=NOW) == Misconduct()
    assert desk.follow(receipt.number, receipt.secret).messages == ()


@pytest.mark.parametrize(
    "question",
    [
        "公务员受贿会受到什么处分？",
        "政府承诺不兑现我要投诉，找谁？",
        "信息公开怎么申请？",
        "举报电话是多少？",
        "营业执照办理超过期限了，还没有办好",
    ],
)
def test_a_question_is_no_report(desk, question):
    assert desk.submit(Asking(question), at=NOW) != Misconduct()


def test_a_clerk_claims_replies_and_closes(desk, office):
    receipt = desk.submit(ASKING, at=NOW)
    assert [request.number for request in office.queue(CLERK)] == [receipt.number]
    assert office.reply(CLERK, receipt.number, "好", at=LATER) is Refusal.NOT_CLAIMED
    assert office.claim(CLERK, receipt.number, at=LATER) is Standing.CLAIMED
    assert office.claim(OTHER, receipt.number, at=LATER) is Refusal.TAKEN
    assert office.reply(OTHER, receipt.number, "好", at=LATER) is Refusal.TAKEN
    assert office.close(CLERK, receipt.number, Outcome.REPLIED, at=LATER) is Refusal.UNANSWERED
    assert office.reply(CLERK, receipt.number, " 请到三号窗口。 ", at=LATER) is Standing.ANSWERED
    assert office.queue(CLERK) == []
    seen = desk.follow(receipt.number, receipt.secret)
    assert [(m.author, m.text) for m in seen.messages] == [(Author.OFFICE, "请到三号窗口。")]
    assert seen.replied_at == LATER and not seen.overdue(LATER + timedelta(days=90))
    assert office.close(CLERK, receipt.number, Outcome.REPLIED, at=LATER) is Standing.CLOSED
    assert office.reply(CLERK, receipt.number, "再说一句", at=LATER) is Refusal.CLOSED
    assert desk.add(receipt.number, receipt.secret, "谢谢", at=LATER) is False


def test_a_further_question_puts_an_answered_request_back_with_a_new_promise(desk, office):
    receipt = desk.submit(ASKING, at=NOW)
    office.claim(CLERK, receipt.number, at=NOW)
    office.reply(CLERK, receipt.number, "请到三号窗口。", at=NOW)
    late = NOW + timedelta(days=30)
    assert desk.add(receipt.number, receipt.secret, "三号窗口说不归他们管。", at=late) is True
    [request] = office.queue(CLERK)
    assert request.standing is Standing.CLAIMED and request.due_at > late and request.replied_at is None


def test_a_transfer_lets_another_unit_claim_and_its_note_stays_in_the_office(desk, office):
    receipt = desk.submit(ASKING, at=NOW)
    office.claim(CLERK, receipt.number, at=NOW)
    assert office.transfer(CLERK, receipt.number, "信用办", "此件归信用办", at=NOW) is Standing.WAITING
    assert office.claim(OTHER, receipt.number, at=NOW) is Standing.CLAIMED
    opened = office.open(OTHER, receipt.number, at=NOW)
    assert opened.unit == "信用办" and opened.due_at == receipt.due_at
    assert [m.author for m in opened.messages] == [Author.NOTE]
    assert desk.follow(receipt.number, receipt.secret).messages == ()


def test_the_contact_is_shown_to_whoever_claimed_and_each_look_is_recorded(desk, office, engine):
    receipt = desk.submit(ASKING, at=NOW)
    assert office.open(CLERK, receipt.number, at=NOW).contact == ""
    office.claim(CLERK, receipt.number, at=NOW)
    assert office.open(OTHER, receipt.number, at=NOW).contact == ""
    assert office.open(CLERK, receipt.number, at=NOW).contact == ASKING.contact
    assert office.open(ADMIN, receipt.number, at=NOW).contact == ASKING.contact
    looks = [e.who for e in entries(engine, subject=f"help_request:{receipt.number}") if e.action.endswith("contact")]
    assert looks == ["clerk", "admin"] and verify(engine) is None


def test_trainers_have_no_business_with_requests(desk, office):
    receipt = desk.submit(ASKING, at=NOW)
    for attempt in (
        lambda: office.queue(TRAINER),
        lambda: office.open(TRAINER, receipt.number, at=NOW),
        lambda: office.claim(TRAINER, receipt.number, at=NOW),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_a_request_is_overdue_once_its_promise_has_passed(desk, office):
    receipt = desk.submit(ASKING, at=NOW)
    [request] = office.queue(CLERK)
    assert not request.overdue(receipt.due_at)
    assert request.overdue(receipt.due_at + timedelta(seconds=1))


def test_the_owner_takes_everything_along_and_away(desk, office, engine):
    receipt = desk.submit(ASKING, at=NOW)
    desk.add(receipt.number, receipt.secret, "补充", at=NOW)
    export = desk.export(receipt.number, receipt.secret)
    assert export["question"] == ASKING.question and export["contact"] == ASKING.contact
    assert [message["text"] for message in export["messages"]] == ["补充"]
    assert desk.erase(receipt.number, receipt.secret, at=LATER) is True
    assert desk.follow(receipt.number, receipt.secret) is None
    assert office.queue(CLERK) == []
    with pytest.raises(NoSuchRequest):
        office.claim(CLERK, receipt.number, at=LATER)
    with engine.connect() as connection:
        row = connection.execute(select(help_requests)).mappings().one()
    assert (row["question_sealed"], row["contact_sealed"], row["secret_digest"]) == ("", "", "")


def test_after_the_days_of_retention_what_is_done_is_deleted_and_what_waits_stays(desk, office):
    done, waiting = desk.submit(ASKING, at=NOW), desk.submit(ASKING, at=NOW)
    office.claim(CLERK, done.number, at=NOW)
    office.reply(CLERK, done.number, "好", at=NOW)
    assert desk.sweep(at=NOW + timedelta(days=365)) == 0
    assert desk.sweep(at=NOW + timedelta(days=365, seconds=1)) == 1
    assert desk.follow(done.number, done.secret) is None
    assert desk.follow(waiting.number, waiting.secret) is not None


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    sealed = make_seal("", tmp_path).close("联系方式")
    assert "联系" not in sealed
    assert make_seal("", tmp_path).open(sealed) == "联系方式"
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]


def test_a_key_can_be_changed_while_the_old_one_still_opens(tmp_path):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    sealed = Seal(old).close("旧")
    assert make_seal(f"{new}, {old}", tmp_path).open(sealed) == "旧"
    with pytest.raises(Unreadable, match="another key"):
        Seal(new).open(sealed)
    with pytest.raises(ValueError, match="INTEGRITY_SECRET_KEY"):
        make_seal("geheim", tmp_path)
