"""The widget on another site's page in a real browser: ask, open the source, follow up, ask a person, see the reply."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.assistant.helpdesk.conftest import CLERK
from tests.parts import open_application
from tests.ui.conftest import HOSTILE

pytestmark = pytest.mark.browser

QUESTION = "窗口单位应当在几个工作日内答复书面询问？"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = {"wide": (1280, 800), "phone": (360, 740)}
WAIT = 60_000
SCREENSHOTS = Path(__file__).resolve().parents[3] / "screenshots"


@pytest.fixture(params=SIZES)
def page(chromium, site, request):
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    context.set_default_timeout(WAIT)
    opened = context.new_page()
    opened.faults = []
    opened.foreign = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda said: opened.faults.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda r: None if r.url.startswith(site) else opened.foreign.append(r.url))
    opened.goto(site[0])
    yield opened
    context.close()


def begin(page):
    page.get_by_role("button", name="政策问答").click()
    assert not page.get_by_role("textbox", name="您的问题").is_visible()  # the notice comes before the first question
    page.get_by_role("button", name="我知道了").click()


def keep(page, name):
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"widget-{name}-{page.viewport_size['width']}.png")


def ask(page, question):
    page.get_by_role("textbox", name="您的问题").fill(question)
    page.get_by_role("button", name="提问", exact=True).click()


def answered(page, times=1):
    page.get_by_text("这个回答有帮助吗？").nth(times - 1).wait_for()


def wrong_by_axe(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def test_a_citizen_asks_opens_the_source_follows_up_asks_a_person_and_sees_the_reply(page, service_folder, site):
    begin(page)
    page.get_by_role("button", name="信息公开怎么申请？").wait_for()
    keep(page, "start")
    ask(page, QUESTION)
    answered(page)
    assert "五个工作日" in page.locator(".brief").inner_text()
    assert "青石市诚信服务条例" in page.locator(".source .name").first.inner_text()
    keep(page, "answer")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="在新窗口打开文件").first.click()
    source = opening.value
    source.locator(".wanted").wait_for()
    assert "五个工作日" in source.locator(".wanted").inner_text() and "#article" in source.url
    source.close()
    ask(page, "违反了怎么办？")
    answered(page, 2)
    page.get_by_role("button", name="请工作人员答复").last.click()
    assert page.get_by_role("textbox", name="求助内容").input_value() == "违反了怎么办？"
    page.get_by_role("textbox", name="联系方式").fill("王女士 13800138000")
    page.get_by_role("button", name="提交求助").click()
    page.get_by_text("求助已提交").wait_for()
    page.get_by_role("button", name="查看答复").click()
    page.get_by_text("还没有答复").wait_for()
    link = page.locator(".secret").get_attribute("href")
    assert link.startswith(f"{site[1]}/help/requests/")
    reply(service_folder, link.split("/")[-2], "请到政务服务大厅三号窗口。")
    page.get_by_role("button", name="查看答复").click()
    page.get_by_text("请到政务服务大厅三号窗口。").wait_for()
    keep(page, "reply")
    assert page.faults == [] and page.foreign == []
    assert page.context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0


def reply(folder, number, text):
    application = open_application(folder)
    now = datetime.now(UTC)
    application.help_office.claim(CLERK, number, at=now)
    application.help_office.reply(CLERK, number, text, at=now)
    application.engine.dispose()


@pytest.mark.parametrize("look", ["usual", "large", "contrast", "english"])
def test_axe_finds_nothing_wrong_at_any_stage(page, look):
    begin(page)
    if look in ("large", "contrast"):
        button = page.get_by_role("button", name={"large": "大字", "contrast": "高对比"}[look])
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
    assert wrong_by_axe(page) == []
    ask(page, QUESTION)
    answered(page)
    if look == "english":
        page.get_by_role("button", name="English").click()
        page.get_by_role("button", name="Ask a person").wait_for()
        page.get_by_role("button", name="Ask a person").first.click()
    else:
        page.get_by_role("button", name="不满意").click()
        page.get_by_text("哪里不满意？").wait_for()
    assert wrong_by_axe(page) == []
    keep(page, look)
    wide = page.evaluate("document.querySelector('integrity-help').shadowRoot.querySelector('.body').scrollWidth")
    seen = page.evaluate("document.querySelector('integrity-help').shadowRoot.querySelector('.body').clientWidth")
    assert wide <= seen


def test_the_keyboard_alone_is_enough(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answered(page)
    page.keyboard.press("Escape")
    launch = page.get_by_role("button", name="政策问答")
    launch.wait_for()
    assert page.evaluate("document.querySelector('integrity-help').shadowRoot.activeElement.className") == "launch"


def test_without_scripts_a_link_leads_to_the_plain_page(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[0])
    page.get_by_role("link", name="政策问答").click()
    page.get_by_label("您的问题").fill(QUESTION)
    page.get_by_role("button", name="提问", exact=True).click()
    assert "五个工作日" in page.locator(".brief").inner_text()
    context.close()


@pytest.mark.parametrize("look", ["", "?large=1", "?contrast=1&lang=en"])
def test_axe_finds_nothing_wrong_on_the_plain_pages(chromium, site, look):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(f"{site[1]}/help{look}")
    assert wrong_by_axe(page) == []
    page.locator("textarea").fill(QUESTION)
    page.locator("main form button").first.click()
    page.locator(".brief").wait_for()
    keep(page, f"plain-{len(look)}")
    assert wrong_by_axe(page) == []
    page.goto(f"{site[1]}/help/requests{look}")
    assert wrong_by_axe(page) == []
    page.locator("textarea").fill("窗口几点开门？")
    page.locator("main form button").first.click()
    page.locator(".standing").wait_for()
    keep(page, f"request-{len(look)}")
    assert wrong_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_nothing_that_is_asked_or_quoted_runs_in_the_widget(page):
    begin(page)
    for times, question in enumerate(("信访办负责处理什么？", HOSTILE), 1):
        ask(page, question)
        page.get_by_text(question, exact=False).first.wait_for()
        if times == 1:
            answered(page)
            page.get_by_text("<script>document.title='taken'</script>的处理", exact=False).first.wait_for()
    assert page.title() == "青石市人民政府"
    assert page.locator("img[src='x'], script:not([src])").count() == 0
    assert page.faults == []
