"""Practice and examinations as pages: with a form alone, and in a browser that is refreshed in the middle."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Principal, Role
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from tests.assistant.quiz.examinations.hall import publish, single
from tests.parts import open_application
from tests.ui.conftest import serving
from tests.ui.pages.conftest import NOW, PASSWORD, Browser

TRAINER = Principal("trainer-1", "培训管理员", roles=frozenset({Role.TRAINER}))
FOUR = Blueprint((Part((Section(4, 25),)),), 75, 30)


def announce(application, now, **terms):
    if application.quiz.items.bank.get("S-0") is None:
        publish(application.engine, [single(n) for n in range(6)])
    paper = application.quiz.papers.make(TRAINER, "试卷", FOUR, now)
    given = Terms(now, now + timedelta(hours=2), **terms)
    made = application.quiz.examinations.set(TRAINER, "廉政知识测试", paper.id, given, {}, now)
    return application.quiz.examinations.announce(TRAINER, made.id, now)


@pytest.fixture
def examination(desk, clock):
    made = announce(desk.state.house.application, NOW, attempts=9)
    yield made
    desk.state.house.application.quiz.examinations.cancel(TRAINER, made.id, "完成", NOW)


@pytest.fixture
def sitting(desk, examination):
    browser = Browser(desk, "staff")
    started = browser.submit(f"/examinations/{examination.id}/start")
    return browser, started.headers["location"]


def choices(page):
    """For each slot the option ids on the page."""
    found = {}
    for name, value in re.findall(r'type="radio" name="(s\d+)"[^>]*value="(\w+)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_a_form_alone_saves_resumes_and_submits(sitting):
    browser, place = sitting
    page = browser.get(place).text
    offered = choices(page)
    assert len(offered) == 4
    fields = {"seen": "0", "s0": offered["s0"][1]}
    assert browser.submit(f"{place}/answers", fields, page=place).headers["location"] == place
    again = browser.get(place).text
    assert "作答已保存" in again
    assert re.search(rf'value="{offered["s0"][1]}" checked', again)
    ended = browser.submit(f"{place}/submit", {**fields, "seen": "1"}, page=place)
    assert ended.headers["location"] == f"{place}/result"
    assert "答案与解析在" in browser.get(f"{place}/result").text
    assert browser.get(place).headers["location"] == f"{place}/result"


def test_an_answer_sent_by_the_script_is_kept_once(sitting):
    browser, place = sitting
    option = choices(browser.get(place).text)["s2"][0]

    def send(sequence, **more):
        fields = {"slot": "2", "sequence": str(sequence), "s2": option, **more}
        return browser.submit(f"{place}/answers", fields, page=place, headers={"accept": "application/json"}).json()

    assert send(1)["outcome"] == send(1)["outcome"] == "saved"
    assert send(1, s2=choices(browser.get(place).text)["s2"][1]) | {"now": ""} == {
        "outcome": "stale", "sequence": 1, "now": "",
    }  # fmt: skip
    assert send(2, s2="nothing")["outcome"] == "refused"


def test_the_key_is_on_no_page_before_the_examination_is_over(desk, sitting, clock):
    browser, place = sitting
    page = browser.get(place).text
    assert "解析" not in page and "S-" not in page
    browser.submit(f"{place}/submit", {"seen": "0"}, page=place)
    assert "题解析" not in browser.get(f"{place}/result").text
    clock.now = NOW + timedelta(hours=3)
    assert "题解析" in Browser(desk, "staff").get(f"{place}/result").text


def test_what_is_overdue_is_closed_when_anyone_looks(desk, sitting, clock):
    browser, place = sitting
    clock.now = NOW + timedelta(minutes=45)
    late = browser.post(f"{place}/answers", data={"csrf": browser.token("/account"), "slot": "0", "sequence": "1"})
    assert late.json()["outcome"] == "ended"
    assert browser.get(place).headers["location"] == f"{place}/result"
    assert "到时自动收卷" in browser.get(f"{place}/result").text


def test_anothers_attempt_is_not_found(desk, sitting):
    _, place = sitting
    other = Browser(desk, "trainer")
    assert other.get(place).status_code == other.get(f"{place}/result").status_code == 404


def test_who_reads_anothers_answers_is_told_whose_they_are(desk, sitting, clock):
    browser, place = sitting
    option = choices(browser.get(place).text)["s0"][0]
    browser.submit(f"{place}/submit", {"seen": "0", "s0": option}, page=place)
    clock.now = NOW + timedelta(hours=3)
    own = Browser(desk, "staff").get(f"{place}/result").text
    assert "您的选择" in own and "考生的" not in own
    marking = Browser(desk, "admin").get(f"/examination-desk/attempts/{place.rpartition('/')[2]}").text
    assert "考生的选择" in marking and "您的选择" not in marking


def test_practice_tells_what_was_wrong_and_goes_on(desk, examination):
    browser = Browser(desk, "staff")
    page = browser.get("/practice").text
    item = re.search(r'name="item" value="([\w-]+)"', page)[1]
    option = re.search(r'type="radio" name="answer"[^>]*value="(\w+)"', page)[1]
    fields = {"item": item, "version": "1", "reason": "new", "answer": option}
    answered = browser.submit("/practice", fields, page="/practice")
    told = browser.get(answered.headers["location"]).text
    assert "回答正确" in told or "回答有误" in told
    assert "题解析" in told
    assert "已练习1条" in browser.get("/practice").text
    nothing = browser.submit("/practice", {**fields, "answer": []}, page="/practice")
    assert nothing.status_code == 422 and "请先作答" in nothing.text
    assert "已练习1条" in browser.get("/practice").text
    assert Browser(desk, "admin").get(answered.headers["location"]).status_code == 404
    assert browser.submit("/practice", {**fields, "item": "S-none"}, page="/practice").status_code == 404


@pytest.mark.browser
def test_a_question_handed_on_stands_in_the_ask_page(chromium, served):
    page = chromium.new_page()
    page.goto(f"{served}/sign-in?next=/ask/?q=%E8%AF%95%E7%94%A8%E6%9C%9F")
    page.fill("#name", "staff")
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.goto(f"{served}/ask/?q=%E8%AF%95%E7%94%A8%E6%9C%9F")
    page.wait_for_function("document.querySelector('#question textarea')?.value === '试用期'")
    page.close()


@pytest.fixture(scope="module")
def served(web_folder, tmp_path_factory):
    """`integrity serve` with one examination that is open now, and a person who may sit it."""
    folder = tmp_path_factory.mktemp("examined") / "data"
    shutil.copytree(web_folder, folder)
    application = open_application(folder)
    application.accounts.add(PROGRAM, "staff", [Role.STAFF], at=NOW, staff_number="1001", password=PASSWORD)
    announce(application, datetime.now(UTC))
    application.engine.dispose()
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("width", [390])
def test_a_refresh_in_the_middle_loses_nothing(chromium, served, width):
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{served}/sign-in?next=/examinations")
    page.fill("#name", "staff")
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="开始考试").click()
    page.wait_for_selector("#left:has-text(':')")
    for slot in (0, 2):
        page.locator(f"[data-slot='{slot}'] input").nth(1).check()
        page.locator(f"[data-slot='{slot}'] .item-state", has_text="已保存").wait_for()
    chosen = page.locator("[data-slot='2'] input").nth(1).get_attribute("value")
    page.reload()
    assert page.locator("[data-slot='2'] input:checked").get_attribute("value") == chosen
    assert page.locator("#answered").inner_text() == "2"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # The network is gone for a while: the answer waits, survives a crash of the page, and goes out afterwards.
    page.route("**/answers", lambda route: route.abort())
    page.locator("[data-slot='3'] input").nth(0).check()
    page.locator("[data-slot='3'] .item-state", has_text="尚未保存").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.unroute("**/answers")
    page.reload()
    page.locator("[data-slot='3'] .item-state", has_text="已保存").wait_for()
    # Handing in without a connection loses nothing either: the sheet stays, and says so.
    page.context.set_offline(True)
    page.locator("[data-slot='1'] input").nth(0).check()
    page.get_by_role("button", name="交卷").click()
    page.locator("#state", has_text="尚未交卷").wait_for()
    page.context.set_offline(False)
    page.locator("[data-slot='1'] .item-state", has_text="已保存").wait_for()
    page.get_by_role("button", name="交卷").click()
    page.wait_for_url("**/result")
    assert "考试结果" in page.inner_text("h1")
    said = [one for one in asked if one]  # what the browser asks itself before a reload has no words of ours
    assert len(said) == 2 and all("不能再修改" in one and "没有作答" not in one for one in said)
    assert json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))")) == []
    page.close()
