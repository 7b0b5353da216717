"""The web application with people who sign in: one of each role, and nobody."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from assistant.documents import find_documents
from assistant.quiz.bank.life import Action
from tests.assistant.quiz.examinations.hall import publish, single
from tests.parts import open_application
from tests.ui.conftest import TODAY, serving

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
PASSWORD = "信用承诺不得反悔2026"
PEOPLE = {
    "staff": frozenset({Role.STAFF}),
    "trainer": frozenset({Role.TRAINER}),
    "admin": frozenset({Role.ADMIN}),
}


WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Clock:
    """A clock that tests set."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock(desk):
    """The application's clock, put right again afterwards."""
    desk.state.house.now.now = NOW
    yield desk.state.house.now
    desk.state.house.now.now = NOW


@pytest.fixture(scope="session")
def desk(web_folder, tmp_path_factory):
    """The web application over a copy of the made-up documents, with an account for each role."""
    yield from made_desk(web_folder, tmp_path_factory.mktemp("desk") / "data")


def made_desk(web_folder, folder):
    """As `desk`, one's own."""
    from ui.web.application import make_web_application

    shutil.copytree(web_folder, folder)
    application = open_application(folder)
    for name, roles in PEOPLE.items():
        application.accounts.add(PROGRAM, name, roles, at=NOW, staff_number=f"S-{name}", password=PASSWORD)
    for limit in ("limit_address", "limit_requests", "limit_conversation"):
        setattr(application.settings, limit, "1000000/minute")
    made = make_web_application(application, lambda: TODAY, Clock())
    yield made
    for part in (application, made.state.public):
        part.engine.dispose()


@pytest.fixture
def browser(desk):
    """A browser in which nobody is signed in; redirects are shown, not followed."""
    return Browser(desk)


class Browser(TestClient):
    """A client that sends forms as browsers do."""

    def __init__(self, web, person=None):
        super().__init__(web, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False)
        self.headers["accept"] = "text/html"
        if person:
            self.enter(person)

    def enter(self, person):
        """Signs in without the form."""
        application = self.app.state.house.application
        account = application.accounts.named(person)
        secret = application.sessions.open(account.id, at=self.app.state.house.now())
        self.cookies.set("integrity_session", secret, domain="127.0.0.1", path="/")

    def token(self, path="/sign-in"):
        """The CSRF token that a page was given."""
        return re.search(r'name="csrf" value="(\w+)"', self.get(path).text)[1]

    def submit(self, path, fields=None, page="/account", **more):
        """Posts a form that a page of ours had."""
        return self.post(path, data={"csrf": self.token(page), **(fields or {})}, **more)


@pytest.fixture(scope="session")
def served(web_folder, tmp_path_factory):
    """The address of a service in which `boss` may do everything, and the id of one of its documents."""
    folder = tmp_path_factory.mktemp("browsed") / "data"
    shutil.copytree(web_folder, folder)
    application = open_application(folder)
    application.accounts.add(PROGRAM, "boss", frozenset(Role), at=NOW, staff_number="S1", password=PASSWORD)
    publish(application.engine, [single(n) for n in range(4)])
    application.quiz.items.put(PROGRAM, [single(70)], NOW)
    application.quiz.items.act(PROGRAM, ["S-70"], Action.SUBMIT, NOW)
    (version,) = find_documents(application.catalogue(), "青石市政务承诺管理实施方案")
    application.engine.dispose()
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address, version.document_id


@pytest.fixture
def browse(chromium, served):
    """Opens a page in a new window, signed in; no script may complain."""
    opened = []

    def open_page(path="/desk", size=WIDE):
        context = chromium.new_context(viewport=size, locale="zh-CN")
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        opened.append((context, complaints))
        page.goto(f"{served[0]}/sign-in")
        page.fill("#name", "boss")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk")
        if path != "/desk":
            page.goto(served[0] + path)
        return page

    yield open_page
    for context, complaints in opened:
        context.close()
        assert complaints == []
