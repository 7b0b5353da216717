"""The authorisation matrix: every route of the application × nobody and every role, from its own route table."""

import re

import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from assistant.accounts.principal import Role
from tests.ui.pages.conftest import PEOPLE, Browser
from ui.web.gradio_pages import SignedIn
from ui.web.rights import Allowed

NOBODY = "nobody"
# Routes of libraries, open to all because they tell nothing that is not public.
FRAMEWORK = {"/metrics", "/openapi.json", "/docs", "/docs/oauth2-redirect", "/static-offline-docs", "/house", ""}


# A Gradio page with a guard before the whole of it; its events have a matrix of their own below.
GUARDED = "/ask"


def routes_of(web):
    for context in iter_route_contexts(web.routes):
        if context.path not in FRAMEWORK | {GUARDED}:
            yield context


def declared(context):
    return [one.dependency for one in context.dependencies if isinstance(one.dependency, Allowed)]


def test_every_route_declares_who_may_call_it(desk):
    silent = [context.path for context in routes_of(desk) if isinstance(context.route, Mount) or not declared(context)]
    assert silent == []
    assert len(list(routes_of(desk))) > 10


def cases(desk):
    for context in routes_of(desk):
        roles = declared(context)[0].roles
        for method in context.methods:
            for person in (NOBODY, *PEOPLE):
                allowed = roles is None or bool(PEOPLE.get(person, frozenset()) & roles)
                yield method, context.path_format, person, allowed


def filled(path):
    """The path with something in the place of each parameter that nothing is stored under."""
    return re.sub(r"\{\w+\}", "0", path)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_each_route_lets_in_just_whom_it_declares(desk, accept):
    wrong = []
    for method, path, person, allowed in cases(desk):
        browser = Browser(desk, None if person == NOBODY else person)
        more = {}
        if method == "POST" and path.startswith("/api/"):
            more = {"json": {}}
        elif method == "POST":
            more = {"data": {"csrf": browser.token("/sign-in" if person == NOBODY else "/account")}}
        browser.headers["accept"] = accept
        answer = browser.request(method, filled(path), **more)
        refused = (
            answer.status_code in (401, 403)
            or answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?next=")
        )
        if refused == allowed or answer.status_code >= 500 and answer.status_code != 503:
            wrong.append((method, path, person, "allowed" if allowed else "not allowed", answer.status_code))
    assert wrong == []


def test_a_person_who_lost_a_role_loses_the_page_at_once(desk):
    from assistant.accounts.directory import PROGRAM
    from tests.ui.pages.conftest import NOW

    accounts = desk.state.house.application.accounts
    made = accounts.add(PROGRAM, "fading", [Role.STAFF], at=NOW)
    browser = Browser(desk, "fading")
    assert browser.get("/account").status_code == 200
    accounts.change(
        PROGRAM, made.id, at=NOW, name="f", staff_number="", roles=[Role.STAFF], units=[], active=False
    )
    assert browser.get("/account").status_code == 303


def staff_page(desk):
    (mount,) = (route for route in desk.routes if isinstance(route, Mount) and route.path == GUARDED)
    assert isinstance(mount.app, SignedIn)
    return [page.get_blocks() for page in mount.app._app.apps.values()]


def joined(browser, event):
    """The answer to a request that puts an event of the staff's page into its queue."""
    body = {"fn_index": event, "data": [], "session_hash": "s" + str(event), "trigger_id": None}
    return browser.post(f"{GUARDED}/gradio_api/queue/join", json=body)


def test_every_event_of_the_staff_s_page_is_for_the_signed_in_alone(desk):
    (events,) = {tuple(sorted(page.fns)) for page in staff_page(desk)}
    assert len(events) >= 8
    nobody = Browser(desk)
    assert {joined(nobody, event).status_code for event in events} == {401}
    stranger = Browser(desk)
    stranger.cookies.set("integrity_session", "guessed", domain="127.0.0.1", path="/")
    assert {joined(stranger, event).status_code for event in events} == {401}
    foreign = Browser(desk, "staff")
    foreign.headers["origin"] = "https://evil.example"
    assert {joined(foreign, event).status_code for event in events} == {403}
    for person in PEOPLE:
        assert {joined(Browser(desk, person), event).status_code for event in events} == {200}


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info", "/gradio_api/queue/data", "/assets/x.js"])
def test_nothing_of_the_staff_s_page_is_shown_to_strangers(desk, path):
    answer = Browser(desk).get(GUARDED + path)
    assert answer.status_code in (401, 404) or answer.headers["location"] == "/sign-in?next=/ask"


@pytest.mark.parametrize("path", ["/config", "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/monitoring"])
def test_what_the_page_does_not_need_is_shut_to_the_signed_in_too(desk, path):
    assert Browser(desk, "admin").get(GUARDED + path).status_code == 404


def test_an_event_checks_the_session_itself_whatever_stands_before_it(desk):
    from types import SimpleNamespace

    from assistant.accounts.principal import Forbidden
    from ui.desks.conversation import Conversation
    from ui.desks.keeping import Keeping

    keeping, nobody = Keeping(desk.state.house, desk.state.staff), SimpleNamespace(cookies={})
    for act in (
        keeping.person,
        keeping.resume,
        lambda request: keeping.told_before(request, Conversation(), "?"),
        lambda request: keeping.judge(request, Conversation(), True, "", ""),
    ):
        with pytest.raises(Forbidden):
            act(nobody)
