"""The web application over made-up documents: in this process, and as a server of its own with a browser before it."""

import shutil
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from knowledge.model import Article, Audience, DateName, DocumentType, ParsedDocument, Status
from tests.parts import open_application, take_in
from tests.samples import regulation

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
TODAY = date(2026, 6, 1)
PATIENCE = 120

HOSTILE = "<script>document.title='taken'</script>的处理<img src=x onerror=\"document.title='taken'\">由信访办负责。"
SECRET = "青鸾行动的联络暗号是山高月小。"


def _hostile():
    marked = "第一款说明范围。\n第二款规定标签“</mark>”不得改动。"
    return regulation(HOSTILE, marked, title="青石市<b>网页</b>内容管理规定")


def _secret():
    return regulation(SECRET, title="青鸾行动内部规程", audience=Audience.STAFF)


def _card():
    article = Article("第三条", "要点：企业年度诚信档案每年三月更新一次。", "档案", ("第一章 总则",))
    return ParsedDocument(
        title="赤水省企业诚信档案管理办法",
        type=DocumentType.LOCAL_RULE,
        articles=(article,),
        number="赤水省人民政府令第8号",
        issuer="赤水省人民政府",
        region="赤水省",
        audience=Audience.PUBLIC,
        declared=Status.IN_FORCE,
        dates={DateName.ADOPTED: date(2020, 1, 2), DateName.IN_FORCE: date(2020, 3, 1)},
        card=True,
    )


@pytest.fixture(scope="session")
def web_folder(tmp_path_factory, sample_folder):
    """A data folder with the made-up documents, one that attacks pages, one for staff, one that is a card."""
    folder = tmp_path_factory.mktemp("web") / "data"
    shutil.copytree(sample_folder, folder)
    application = open_application(folder)
    take_in(application, _hostile(), _secret(), _card())
    application.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def web(web_folder):
    """The web application in this process, on a day of its own."""
    from ui.web.application import make_web_application

    application = open_application(web_folder)
    made = make_web_application(application, lambda: TODAY)
    yield made
    for part in (application, made.state.public):
        part.engine.dispose()


@pytest.fixture(scope="session")
def client(web):
    """A client of it; a failure of the program comes back as the response that a browser would get."""
    with TestClient(web, raise_server_exceptions=False, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def server(web_folder, tmp_path_factory):
    """The address of `integrity serve`, run as people run it."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(web_folder, folder)
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


class serving:  # noqa: N801 - used as a context manager, like `open`
    """Runs `integrity serve` on a free port until the block is left."""

    def __init__(self, folder, log, program=("-m", "ui.cli")):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [sys.executable, *program, "serve", "--port", str(self.port), "--data-dir", str(folder)]
        self._log = log

    def __enter__(self):
        with self._log.open("w") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)
        for _ in range(PATIENCE * 10):
            assert self._process.poll() is None, self._log.read_text()
            try:
                httpx.get(f"{self.address}/healthz", timeout=5)
                return self.address
            except httpx.TransportError:
                time.sleep(0.1)
        self.__exit__()
        pytest.fail(f"the server did not answer within {PATIENCE} s: {self._log.read_text()}")

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(30)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, headless."""
    if not CHROMIUM.is_file():
        pytest.skip(f"needs Debian's chromium at {CHROMIUM} (apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(SWITCHES))
        yield browser
        browser.close()
