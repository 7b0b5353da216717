"""The public's page in a real browser: ask, see the answer come, open what it rests on."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.ui.conftest import HOSTILE

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
QUESTION = "登记承诺事项由谁负责？"
BOX = "#question textarea"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Visit:
    """A page open in the browser, with what it asked for and what it complained of."""

    def __init__(self, page, address):
        self.page = page
        self.requests = []
        self.complaints = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.goto(address)
        page.wait_for_selector(".foot")

    def ask(self, question, number=1):
        self.page.fill(BOX, question)
        self.page.press(BOX, "Enter")
        self.page.wait_for_selector(f"#q{number} .outcome:not(.outcome-searching)")
        return self.page.locator(f"#q{number}")

    def keep(self, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.page.viewport_size['width']}.png", full_page=True)

    def overflows(self):
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium, server):
    """Opens the page; in the end nothing may have been asked of another host, nor any script have complained."""
    opened = []

    def open_page(size=WIDE, path="/", **settings):
        context = chromium.new_context(viewport=size, locale="zh-CN", **settings)
        opened.append((context, Visit(context.new_page(), server + path)))
        return opened[-1][1]

    yield open_page
    for context, seen in opened:
        context.close()
        asked = {urlsplit(url) for url in seen.requests}
        assert {url.hostname for url in asked if url.scheme not in ("data", "blob")} == {"127.0.0.1"}
        assert seen.complaints == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_citation_opens_the_whole_article_with_the_passage_highlighted(visit, size):
    seen = visit(size)
    seen.keep("start")
    turn = seen.ask(QUESTION)
    assert "市政府办公室" in turn.locator(".answer").inner_text()
    turn.locator("a.cite").first.click()
    article = turn.locator("article:target")
    article.wait_for()
    assert turn.locator("article:visible").count() == 1
    card = article.locator(".card").inner_text()
    for said in ("青石市政务承诺管理实施方案", "青政办发〔2021〕7号", "青石市人民政府办公室", "成文日期", "2021-03-05"):
        assert said in card
    assert "三日内登记" in article.locator("mark").inner_text()
    assert "牵头单位：市政府办公室" in article.locator(".body").inner_text()
    beside, below = (turn.locator(part).bounding_box() for part in (".said", "article:target"))
    assert below["x"] > beside["x"] + beside["width"] if size is WIDE else below["y"] >= beside["y"] + beside["height"]
    assert article.evaluate("node => { const at = node.getBoundingClientRect(); return at.top >= 0 && at.top < 600 }")
    assert not seen.overflows()
    seen.keep("article")


def test_every_source_in_the_list_opens_its_article_and_leads_back(visit):
    seen = visit(PHONE)
    turn = seen.ask("窗口单位答复群众和公示承诺的时限")
    links = turn.locator(".sources a")
    assert links.count() >= 1 and turn.locator("article:visible").count() == 0
    for at in range(links.count()):
        links.nth(at).click()
        assert turn.locator("article:visible").count() == 1
        assert turn.locator("article:visible mark").count() >= 1
        turn.locator("article:visible .back a").click()
        assert turn.locator("article:visible").count() == 0


def test_the_page_works_by_keyboard_alone(visit):
    seen = visit()
    keys = seen.page.keyboard
    seen.page.focus(BOX)
    assert seen.page.evaluate("getComputedStyle(document.querySelector('#question')).outlineStyle") == "solid"
    keys.type(QUESTION)
    keys.press("Enter")
    seen.page.wait_for_selector("#q1 .sources")
    for _ in range(12):
        keys.press("Tab")
        if seen.page.evaluate("document.activeElement.className") == "cite":
            break
    outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keys.press("Enter")
    seen.page.wait_for_selector("article:target")
    assert seen.page.evaluate("document.activeElement.id") == "q1-1"


def test_a_follow_up_keeps_what_was_said_and_a_clean_start_forgets_it(visit):
    seen = visit()
    seen.ask(QUESTION)
    turn = seen.ask("何时完成？", 2)
    assert "政务承诺" in turn.inner_text()
    seen.page.wait_for_selector(".earlier summary")
    seen.page.click(".earlier summary")
    assert "市政府办公室" in seen.page.locator("#q1 .answer").inner_text()
    seen.page.click("#q1 .sources a")
    assert seen.page.locator("#q1 article:target").count() == 1
    assert not seen.overflows()
    seen.keep("follow-up")
    seen.page.click("#anew")
    seen.page.wait_for_selector(".turn", state="detached")
    assert seen.page.locator(".earlier").count() == 0


def test_a_link_with_a_query_does_not_lose_the_conversation(visit):
    seen = visit(path="/?from=notice&page=x&deep_link=y")
    seen.ask(QUESTION).locator("a.cite").first.click()
    seen.page.wait_for_selector("article:target")
    assert seen.page.locator("#q1").count() == 1


def test_what_the_documents_do_not_say_is_said_with_the_nearest_articles(visit):
    seen = visit()
    turn = seen.ask("火星移民补贴标准是多少")
    assert turn.locator(".outcome-not-found").count() == 1
    assert "最接近的条文" in turn.inner_text()
    seen.keep("not-found")


def test_an_empty_question_is_answered_kindly_and_not_kept(visit):
    seen = visit()
    assert "请输入" in seen.ask("   ").inner_text()
    seen.ask(QUESTION, 2)
    assert seen.page.locator(".earlier").count() == 0


def test_a_document_cannot_script_the_page(visit):
    seen = visit()
    turn = seen.ask("信访办负责处理什么？")
    turn.locator("a.cite").first.click()
    assert HOSTILE in turn.locator("article:visible .body").inner_text()
    assert turn.locator("script, img, b").count() == 0
    assert seen.page.title() == "政务诚信助手"
    assert HOSTILE in seen.ask(HOSTILE, 2).locator(".question").inner_text()


def test_a_summary_is_marked_as_one(visit):
    seen = visit()
    turn = seen.ask("企业年度诚信档案何时更新？")
    assert "要点（非原文）" in turn.locator("article:visible .card").inner_text()
    assert "要点（非原文）" in turn.locator(".notices").inner_text()


def test_the_page_holds_in_the_dark(visit):
    seen = visit(color_scheme="dark")
    seen.ask(QUESTION)
    background, ink = (
        seen.page.evaluate(f"getComputedStyle(document.querySelector('#q1 mark')).{name}")
        for name in ("backgroundColor", "color")
    )
    assert contrast(background, ink) >= 4.5
    seen.keep("dark")


def contrast(*colours):
    def brightness(colour):
        parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted(map(brightness, colours))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_description_of_the_api_comes_from_this_server(visit, server):
    seen = visit(path="/")
    seen.page.goto(f"{server}/docs")
    seen.page.wait_for_selector(".opblock")
    assert seen.page.locator(".opblock").count() >= 6


def test_the_queue_does_for_a_stranger_only_what_the_page_does(server):
    """Posting to the page's queue by hand reaches its own functions, and those see the public's documents alone."""
    config = httpx.get(f"{server}/").text
    session = {"session_hash": "stranger", "trigger_id": None, "event_data": None}
    count = config.count('"backend_fn"')
    assert count > 3
    for number in range(count):
        joined = httpx.post(
            f"{server}/gradio_api/queue/join",
            json={**session, "fn_index": number, "data": ["青鸾行动的联络暗号是什么？", None]},
        )
        assert joined.status_code in (200, 404, 422)
    with httpx.stream("GET", f"{server}/gradio_api/queue/data?session_hash=stranger", timeout=60) as stream:
        said = "".join(line for line in stream.iter_lines())
    assert "process_completed" in said and "山高月小" not in said


def test_gradio_does_no_work_for_nobody():
    """The names are Gradio's own: one that is spelt otherwise in a new version would be set for nothing."""
    from gradio import Blocks

    from ui.desks.ask import _calm

    page = Blocks()
    before = set(vars(page._queue))
    _calm(page)
    assert set(vars(page._queue)) == before
    page._queue.events_recorded = 50
    assert page._queue.compute_analytics_summary([{"function": "ask", "status": "success"}]) == {"functions": {}}
