"""The API for who is signed in or has a token: the staff's view, and not a document more than the scope allows."""

import re
from datetime import timedelta

import pytest

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from assistant.accounts.tokens import Scope
from tests.ui.conftest import SECRET
from tests.ui.pages.conftest import NOW, Browser

QUESTION = {"question": "《青鸾行动内部规程》第一条", "audience": "staff"}


@pytest.fixture
def application(desk):
    return desk.state.house.application


def issue(application, *scopes, lasts=timedelta(days=1)):
    person = application.accounts.named("staff").principal()
    return application.tokens.issue(person, "test", scopes or list(Scope), lasts, at=NOW)


def program(desk, secret=""):
    made = Browser(desk)
    made.headers["accept"] = "application/json"
    if secret:
        made.headers["authorization"] = f"Bearer {secret}"
    return made


def knows(answer):
    return SECRET[:10] in answer.text


def test_without_a_session_it_is_the_public_s_view_and_with_one_the_staff_s(desk, application):
    assert not knows(program(desk).post("/api/v1/ask", json=QUESTION))
    assert knows(Browser(desk, "staff").post("/api/v1/ask", json=QUESTION))
    with_token = program(desk, issue(application))
    assert knows(with_token.post("/api/v1/ask", json=QUESTION))
    titles = [row["title"] for row in with_token.get("/api/v1/documents").json()]
    assert "青鸾行动内部规程" in titles
    assert "青鸾行动内部规程" not in [row["title"] for row in program(desk).get("/api/v1/documents").json()]


def test_another_site_asks_as_the_public_even_in_a_signed_in_browser(desk):
    browser = Browser(desk, "staff")
    answer = browser.post("/api/v1/ask", json=QUESTION, headers={"origin": "https://evil.example"})
    assert answer.status_code == 200 and not knows(answer)


def test_a_token_is_good_for_its_scopes_alone(desk, application):
    asking = program(desk, issue(application, Scope.ASK))
    assert asking.post("/api/v1/ask", json=QUESTION).status_code == 200
    assert asking.get("/api/v1/documents").status_code == 403
    assert asking.get("/account").status_code in (303, 401)


@pytest.mark.parametrize("given", ["Bearer wrong", "Basic YTpi", "Bearer"])
def test_what_is_no_token_is_refused_not_answered_as_the_public(desk, given):
    answer = program(desk).post("/api/v1/ask", json=QUESTION, headers={"authorization": given})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_token_ends_when_it_expires_is_revoked_or_its_owner_goes(desk, application, clock):
    person = application.accounts.add(PROGRAM, "token-owner", [Role.STAFF], at=NOW)
    first, second, third = (
        application.tokens.issue(person.principal(), "t", [Scope.ASK], timedelta(days=n), at=NOW) for n in (1, 9, 9)
    )
    by_name = application.tokens.of(person.principal(), at=NOW)
    assert len(by_name) == 3
    clock.now = NOW + timedelta(days=2)
    assert application.tokens.find(first, at=clock.now) is None
    for token in application.tokens.of(person.principal(), at=clock.now)[:1]:
        stranger = application.accounts.named("admin").principal()
        assert not application.tokens.revoke(stranger, token.id, at=clock.now)
        assert application.tokens.revoke(person.principal(), token.id, at=clock.now)
    assert len([s for s in (second, third) if application.tokens.find(s, at=clock.now)]) == 1
    gone = {"name": "x", "staff_number": "", "roles": [Role.STAFF], "units": [], "active": False}
    application.accounts.change(PROGRAM, person.id, at=NOW, **gone)
    assert not [s for s in (second, third) if application.tokens.find(s, at=clock.now)]


def test_a_token_is_made_and_revoked_on_the_account_page(desk):
    browser = Browser(desk, "trainer")
    page = browser.submit("/account/tokens", {"token": "办公系统", "scopes": ["ask"], "days": "30"})
    secret = re.search(r"<code>(integrity_[\w-]+)</code>", page.text)[1]
    assert secret not in browser.get("/account").text
    assert knows(program(desk, secret).post("/api/v1/ask", json=QUESTION))
    token_id = re.search(r"/account/tokens/(\w+)/revoke", browser.get("/account").text)[1]
    browser.submit(f"/account/tokens/{token_id}/revoke")
    assert program(desk, secret).post("/api/v1/ask", json=QUESTION).status_code == 401
    assert browser.submit("/account/tokens", {"token": "", "days": "999"}).status_code == 422
