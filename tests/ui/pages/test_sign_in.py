"""Signing in: a new session each time, forms that nobody can forge, waiting after wrong passwords."""

from datetime import timedelta

import pytest

from tests.ui.pages.conftest import NOW, PASSWORD, Browser

SESSION = "integrity_session"


def sign_in(browser, name="staff", password=PASSWORD, **more):
    return browser.submit("/sign-in", {"name": name, "password": password, **more}, page="/sign-in")


def test_who_signs_in_arrives_where_they_wanted_to_go(browser):
    turned_away = browser.get("/account")
    assert (turned_away.status_code, turned_away.headers["location"]) == (303, "/sign-in?next=/account")
    arrived = sign_in(browser, next="/account")
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/account")
    assert browser.get("/account").status_code == 200


def test_the_session_is_for_the_browser_alone_and_new_at_every_sign_in(browser):
    cookie = sign_in(browser).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    first = browser.cookies[SESSION]
    sign_in_again = browser.submit("/sign-in", {"name": "staff", "password": PASSWORD})
    assert sign_in_again.status_code == 303
    assert browser.cookies[SESSION] != first
    stale = Browser(browser.app)
    stale.cookies.set(SESSION, first, domain="127.0.0.1", path="/")
    assert stale.get("/account").status_code == 303


def test_a_session_given_by_somebody_else_is_not_taken_over(browser):
    browser.cookies.set(SESSION, "fixed-by-somebody", domain="127.0.0.1", path="/")
    sign_in(browser)
    assert "fixed-by-somebody" not in browser.cookies.values()


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\r\nx: y"])
def test_nobody_is_sent_elsewhere(browser, onward):
    assert sign_in(browser, next=onward).headers["location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("staff", "wrong-password"), ("nobody", PASSWORD)])
def test_a_refusal_does_not_tell_what_was_wrong(browser, name, password):
    refused = sign_in(browser, name, password)
    assert refused.status_code == 422
    assert "用户名或密码不正确" in refused.text
    assert SESSION not in browser.cookies


def test_guessing_is_slowed(browser, clock):
    for _ in range(6):
        refused = sign_in(browser, "trainer", "wrong-password")
    assert refused.status_code == 429
    assert "秒后重试" in refused.text
    clock.now = NOW + timedelta(hours=1)
    assert sign_in(browser, "trainer").status_code == 303


def test_signing_out_ends_the_session_on_the_server(desk):
    browser = Browser(desk, "staff")
    secret = browser.cookies[SESSION]
    assert browser.submit("/sign-out").status_code == 303
    browser.cookies.set(SESSION, secret, domain="127.0.0.1", path="/")
    assert browser.get("/account").status_code == 303


def test_a_form_without_its_token_does_nothing(desk):
    browser = Browser(desk, "staff")
    for fields in ({}, {"csrf": "guess"}, {"csrf": Browser(desk, "admin").token("/account")}):
        answer = browser.post("/sign-out", data=fields)
        assert answer.status_code == 403
        assert "页面已过期" in answer.text
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"origin": ""}],
)
def test_a_form_of_another_site_does_nothing(desk, sent):
    browser = Browser(desk, "staff")
    answer = browser.submit("/sign-out", headers=sent)
    assert answer.status_code == 403
    assert browser.get("/account").status_code == 200


def test_a_form_of_ours_is_taken(desk):
    sent = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert Browser(desk, "staff").submit("/language", {"language": "en"}, headers=sent).status_code == 303


def test_a_new_password_ends_all_other_sessions(desk):
    application = desk.state.house.application
    from assistant.accounts.directory import PROGRAM
    from assistant.accounts.principal import Role

    application.accounts.add(PROGRAM, "changer", [Role.STAFF], at=NOW, password=PASSWORD)
    here, there = Browser(desk, "changer"), Browser(desk, "changer")
    fields = {"current": PASSWORD, "new": PASSWORD + "!", "again": PASSWORD + "!"}
    wrong = here.submit("/account/password", {**fields, "again": "?"})
    assert wrong.status_code == 422 and there.get("/account").status_code == 200
    before = here.cookies[SESSION]
    assert here.submit("/account/password", fields).status_code == 303
    assert here.cookies[SESSION] != before
    assert "密码已修改" in here.get("/account").text
    assert "密码已修改" not in here.get("/account").text
    assert there.get("/account").status_code == 303
    assert sign_in(Browser(desk), "changer", PASSWORD + "!").status_code == 303


def test_the_one_time_link_sets_a_password_and_signs_in_once(desk):
    application = desk.state.house.application
    from assistant.accounts.directory import PROGRAM
    from assistant.accounts.principal import Role

    account = application.accounts.add(PROGRAM, "first-comer", [Role.ADMIN], at=NOW)
    link = f"/welcome/{application.sign_in.make_link(account.id, at=NOW, lasts=timedelta(days=1))}"
    browser = Browser(desk)
    assert "first-comer" in browser.get(link).text
    fields = {"password": "short", "again": "short"}
    assert browser.submit(link, fields, page=link).status_code == 422
    fields = {"password": PASSWORD, "again": PASSWORD}
    assert browser.submit(link, fields, page=link).headers["location"] == "/desk"
    assert "first-comer" in browser.get("/desk").text
    again = Browser(desk).get(link)
    assert (again.status_code, again.headers["location"]) == (303, "/sign-in")


def test_the_language_is_remembered(browser):
    assert "登录" in browser.get("/sign-in").text
    browser.submit("/language", {"language": "en", "back": "/sign-in"}, page="/sign-in")
    page = browser.get("/sign-in").text
    assert '<html lang="en-GB">' in page and "User name" in page


def test_pages_run_under_a_policy_without_inline_scripts_or_styles(browser):
    page = browser.get("/sign-in")
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert "<style" not in page.text and 'style="' not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.text.count("<script") == 1
    for address in ("house.css", "house.js"):
        assert f"/house/{address}?v=" in page.text
        assert browser.get(f"/house/{address}").status_code == 200


def test_errors_are_pages_for_browsers_and_documents_for_programs(browser):
    page = browser.get("/no-such-page")
    assert page.status_code == 404 and page.headers["content-type"].startswith("text/html")
    assert "没有这个地址" in page.text
    program = browser.get("/no-such-page", headers={"accept": "*/*"})
    assert program.headers["content-type"].startswith("application/problem+json")
    wrong_method = browser.get("/sign-out")
    assert (wrong_method.status_code, wrong_method.headers["allow"]) == (405, "POST")


def test_a_trusted_proxy_says_who_comes_and_nobody_else_may(desk, monkeypatch):
    settings = desk.state.house.application.settings
    named = {"x-remote-user": "trainer"}
    assert Browser(desk).get("/sign-in", headers=named).status_code == 200
    monkeypatch.setattr(settings, "proxy_user_header", "X-Remote-User")
    assert Browser(desk).get("/sign-in", headers=named).status_code == 200
    monkeypatch.setattr(settings, "proxy_addresses", "testclient")
    assert Browser(desk).get("/sign-in", headers={"x-remote-user": "no-such"}).status_code == 200
    browser = Browser(desk)
    assert browser.get("/sign-in?next=/account", headers=named).headers["location"] == "/account"
    assert "trainer" in browser.get("/account").text
