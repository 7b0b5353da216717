"""Scripts planted in everything that people, files and models bring in: in a real browser none of it ever runs."""

import shutil
from dataclasses import replace

import pytest
from fastapi.routing import iter_route_contexts

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from assistant.quiz.bank.store import Bank
from evals.security.model_server import hostile_server
from knowledge.model import Article
from tests.assistant.quiz.samples import single
from tests.assistant.training.made import roster, row
from tests.parts import open_application, take_in
from tests.samples import regulation
from tests.ui.conftest import serving
from tests.ui.pages.conftest import NOW, PASSWORD

pytestmark = pytest.mark.browser
NOT_PAGES = (  # files, and what is for programs
    "/oauth2-redirect", ".css", ".js", ".xlsx", ".csv", ".pdf", ".zip", "/metrics", "/healthz", "/readyz", "/docs",
    "/openapi.json",
)  # fmt: skip

# Whatever of these becomes an element bears `data-x`; whatever runs calls `alert`.
PLANTED = (
    "<script data-x>alert(1)</script>",
    "<img data-x src=x onerror=alert(1)>",
    "\"><svg data-x onload=alert(1)>",
    "'><a data-x href=javascript:alert(1)>甲</a>",
    "</textarea><script data-x>alert(1)</script>",
    "</title><script data-x>alert(1)</script>",
    "<iframe data-x srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
    "<details data-x open ontoggle=alert(1)>",
    "<math data-x><mi xlink:href=\"javascript:alert(1)\">甲</mi></math>",
    "</mark><b data-x onmouseover=alert(1)>甲</b>",
    "{{constructor.constructor('alert(1)')()}}${alert(1)}",
    "[甲](javascript:alert(1))![甲](x\" onerror=\"alert(1))",
    "<style data-x>@import'//evil.example'</style>",
    "--><script data-x>alert(1)</script>",
    "&lt;img data-x src=x onerror=alert(1)&gt;",
    "<a data-x href=\"data:text/html,<script>alert(1)</script>\">甲</a>",
    "\u2028<script data-x>alert(1)</script>",
    "<form data-x action=javascript:alert(1)><button data-x>甲</button></form>",
)
WATCH = "window.ran = []; for (const n of ['alert', 'confirm', 'prompt']) window[n] = () => window.ran.push(n);"
TAG = "%3Cimg data-x onerror=alert(1) src=x%3E"
NAMES = ("q", "standing", "unit", "page", "next", "document", "state")
ASKED_FOR = "?" + "&".join(f"{name}={TAG}" for name in NAMES)
MODEL_SAYS = f"条款{PLANTED[1]}由信访办负责。"


def planted_documents():
    """A document a script, which stands in every part of it."""
    for n, payload in enumerate(PLANTED):
        text = f"第{n}号事项{payload}由信访办在{n + 2}日内办结。"
        made = regulation("甲", title=f"青石市第{n}号{payload}办法", issuer=f"市府{payload}", region=f"青石{payload}")
        article = Article("第一条", text, f"标题{payload}", (f"章{payload}",))
        yield replace(made, number=f"青政〔2024〕{n}号{payload}", articles=(article,))


@pytest.fixture(scope="module")
def planted(web_folder, tmp_path_factory):
    """The address of a service full of scripts, with a model that says one."""
    folder = tmp_path_factory.mktemp("planted") / "data"
    shutil.copytree(web_folder, folder)
    application = open_application(folder)
    take_in(application, *planted_documents(), regulation(MODEL_SAYS, title="青石市条款办法"))
    application.accounts.add(PROGRAM, "boss", frozenset(Role), at=NOW, staff_number="S1", password=PASSWORD)
    for number, payload in enumerate(PLANTED):
        name = f"{payload}{number}"[:100]
        application.accounts.add(PROGRAM, name, [Role.STAFF], at=NOW, name=name, staff_number=f"9{number:03}")
        Bank(application.engine).put([single(f"第{number}题{payload}", number=f"X-{number}")], who="boss", at=NOW)
    roster(application.engine, *(row(9000 + n, p[:90], f"青石市/{p[:60]}") for n, p in enumerate(PLANTED)))
    application.engine.dispose()
    with hostile_server() as model:
        model.says = {"script": MODEL_SAYS}
        (folder / ".env").write_text(
            f"INTEGRITY_LLM=openai:script\nINTEGRITY_LLM_BASE_URL={model.url}\nINTEGRITY_LIMIT_ADDRESS=\n"
            "INTEGRITY_LIMIT_CONVERSATION=\nINTEGRITY_LIMIT_REQUESTS=\n",
            encoding="utf-8",
        )
        with serving(folder, tmp_path_factory.mktemp("log") / "planted.log") as address:
            yield address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="zh-CN")
    context.add_init_script(WATCH)
    made = context.new_page()
    made.reached = []
    made.on("request", lambda request: made.reached.append(request.url))
    yield made
    context.close()


def harmed(page):
    """What ran, or became an element, or was asked of another host."""
    ran = page.evaluate("window.ran")
    elements = page.evaluate("document.querySelectorAll('[data-x]').length")
    foreign = [url for url in page.reached if "127.0.0.1" not in url and not url.startswith(("data:", "blob:"))]
    return [*ran, *(["element"] * elements), *foreign]


def enter(page, planted, path):
    page.goto(f"{planted}/sign-in?next={path}")
    page.fill("#name", "boss")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("form[action='/sign-out']")


def test_no_question_runs_on_the_public_s_page(page, planted):
    page.goto(planted)
    page.wait_for_selector(".foot")
    for number, payload in enumerate(PLANTED, 1):
        page.fill("#question textarea", f"第{number - 1}号事项由谁办结？{payload}")
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f"#q{number} .outcome:not(.outcome-searching)")
        assert (payload, harmed(page)) == (payload, [])


def test_nothing_of_a_document_or_a_model_runs_on_the_public_s_page(page, planted):
    page.goto(planted)
    page.wait_for_selector(".foot")
    asked = [f"第{number}号事项由谁办结？" for number in range(len(PLANTED))] + ["条款由谁负责？"]
    for number, question in enumerate(asked, 1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f"#q{number} .outcome:not(.outcome-searching)")
        cited = page.locator(f"#q{number} a.cite")
        if cited.count():
            cited.first.click()
        assert (question, harmed(page)) == (question, [])


def test_nothing_runs_on_the_plain_pages(page, planted):
    for number, payload in enumerate(PLANTED):
        page.goto(f"{planted}/help")
        page.fill("#question", f"第{number}号事项由谁办结？{payload}")
        page.click("form:has(#question) button")
        assert (payload, harmed(page)) == (payload, [])
        page.goto(f"{planted}/help/requests/{payload.replace('/', '%2F')}/x")
        assert (payload, harmed(page)) == (payload, [])


def test_nothing_runs_on_any_page_of_the_desks(page, planted, web):
    enter(page, planted, "/desk")
    paths = {
        context.path
        for context in iter_route_contexts(web.routes)
        if "GET" in (context.methods or ()) and context.path and "{" not in context.path
        if not context.path.startswith("/api/") and not context.path.endswith(NOT_PAGES)
    }
    seen = 0
    for path in sorted(paths):
        for query in ("", ASKED_FOR):
            page.goto(planted + path + query)
            seen += 1
            assert (path + query, harmed(page)) == (path + query, [])
    assert page.locator("form[action='/sign-out']").count() == 1
    links = []
    for start in ("documents", "accounts", "items", "training/roster"):
        page.goto(f"{planted}/{start}")
        links += page.evaluate("[...document.querySelectorAll('main a')].map(a => a.href)")
    pages = (link for link in links if link.startswith(planted) and "/export/" not in link)
    for link in dict.fromkeys(link for link in pages if not link.endswith(NOT_PAGES)):
        page.goto(link)
        seen += 1
        assert (link, harmed(page)) == (link, [])
    assert seen > 100


def test_nothing_of_an_uploaded_file_s_name_runs(page, planted, tmp_path):
    enter(page, planted, "/curation")
    file = tmp_path / "<img data-x src=x onerror=alert(1)>.txt"
    file.write_text("青石市窗口规定\n\n（2024年5月1日青石市人民政府发布）\n\n第一条 窗口应当在七个工作日内答复。\n")
    page.set_input_files("#files", [file])
    page.click("button.main")
    page.wait_for_selector("#job[data-final='1']")
    assert harmed(page) == []
