"""Signing in through a real OpenID Connect provider on loopback."""

import re
from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
import pytest

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from tests.ui.pages.conftest import NOW, Browser

# The provider that stands in for an institution's own still uses names that Authlib is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:authlib:DeprecationWarning", "ignore::DeprecationWarning")


@pytest.fixture
def provider(desk, monkeypatch):
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        settings = desk.state.house.application.settings
        for name, value in (("oidc_issuer", address), ("oidc_client_id", "integrity"), ("oidc_client_secret", "s")):
            monkeypatch.setattr(settings, name, value)
        yield address


def prove(browser, subject, path="/sign-in/openid?next=/account"):
    """Goes to the provider, says there who one is, and comes back: the address that one comes back to."""
    sent = browser.get(path)
    assert sent.status_code == 303
    said = httpx.post(sent.headers["location"], data={"sub": subject})
    back = urlsplit(said.headers["location"])
    return f"{back.path}?{back.query}"


def test_who_is_known_here_signs_in_and_stays_tied_to_the_identity(desk, provider):
    application = desk.state.house.application
    application.accounts.add(PROGRAM, "li", [Role.STAFF], at=NOW, name="李四")
    assert "统一身份登录" in Browser(desk).get("/sign-in").text
    for _ in range(2):
        browser = Browser(desk)
        answer = browser.get(prove(browser, "li"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        assert "李四" in browser.get("/account").text


def test_who_has_no_account_is_told_and_none_is_made(desk, provider):
    browser = Browser(desk)
    assert browser.get(prove(browser, "stranger")).headers["location"] == "/sign-in"
    assert "stranger" in browser.get("/sign-in").text
    assert desk.state.house.application.accounts.named("stranger") is None


def test_what_another_browser_began_cannot_be_finished_here(desk, provider):
    other, browser = Browser(desk), Browser(desk)
    stolen = prove(other, "staff")
    assert browser.get(stolen).headers["location"] == "/sign-in"
    own = prove(browser, "staff")
    mixed = re.sub(r"code=[^&]+", "code=guess", own)
    assert browser.get(mixed).headers["location"] == "/sign-in"
    assert browser.get("/account").status_code == 303


def test_without_a_provider_there_is_no_such_way(desk):
    assert Browser(desk).get("/sign-in/openid").status_code == 404
