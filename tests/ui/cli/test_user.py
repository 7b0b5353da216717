"""`integrity user`: accounts from the command line."""

import io
from datetime import UTC, datetime

from assistant.accounts.principal import Role
from assistant.accounts.sign_in import Outcome

PASSWORD = "信用承诺不得反悔2026"


def test_an_account_is_added_with_its_password_from_standard_input(integrity, application, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    status, out, _ = integrity(
        "user", "add", "zhang", "--role", "staff", "--role", "trainer", "--unit", "市信用办", "--password-stdin"
    )
    assert status == 0 and "zhang" in out
    attempt = application.sign_in.with_password("zhang", PASSWORD, address="", at=datetime.now(UTC))
    assert attempt.outcome is Outcome.SIGNED_IN
    assert attempt.account.roles == {Role.STAFF, Role.TRAINER} and attempt.account.units == {"市信用办"}


def test_a_weak_password_or_a_name_in_use_is_refused_in_one_sentence(integrity, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    status, _, err = integrity("user", "add", "zhang", "--role", "staff", "--password-stdin")
    assert status == 1 and "10至200个字符" in err
    assert integrity("user", "add", "zhang", "--role", "admin", "--link")[0] == 0
    status, _, err = integrity("user", "add", "zhang", "--role", "staff", "--link")
    assert status == 1 and "已有用户名为“zhang”的账号" in err


def test_a_link_is_made_for_who_forgot_the_password(integrity, application):
    assert "/welcome/" in integrity("user", "add", "zhang", "--role", "staff", "--link")[1]
    secret = integrity("user", "link", "zhang")[1].strip().split("/welcome/")[1]
    assert application.sign_in.link_holds(secret, at=datetime.now(UTC)).sign_in_name == "zhang"
    assert integrity("user", "link", "nobody")[0] == 1
