"""The main way through each desk in Chromium, as the people who sit at them go it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.ui.pages.conftest import PHONE

pytestmark = pytest.mark.browser

ROSTER = "工号,姓名,单位,部门\nS1,王主任,青石市/财政局,办公室\nS2,李四,青石市/财政局,预算科\n"
REQUIREMENT = "年度诚信学习"


def test_training_is_set_up_followed_and_proved(browse, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="gbk")
    page = browse("/training/roster")
    page.set_input_files("input[type=file]", roster)
    page.click("form[enctype] button.main")
    page.click("text=确认导入")
    page.wait_for_selector('#job[data-final="1"]')
    page.goto(page.url.split("/jobs")[0] + "/training/requirements/new")
    page.fill("#title", REQUIREMENT)
    page.fill("#reading", "青石市政务承诺管理实施方案")
    page.fill("#minutes", "0")
    page.select_option("#standing", "active")
    page.click("button.main")
    page.wait_for_url("**/training/requirements")
    page.click("text=完成情况")
    page.click(f"a:has-text('{REQUIREMENT}')")
    assert page.locator("svg.chart").get_attribute("aria-label").startswith("到目前为止完成0人")
    page.click("th a:has-text('财政局')")
    assert "王主任" in page.locator("main").inner_text()
    page.goto(page.url.split("/training")[0] + "/training")
    year = datetime.now(ZoneInfo("Asia/Shanghai")).year
    page.fill("#unit", "青石市/财政局")
    page.fill("#first", f"{year}-01-01")
    page.fill("#last", f"{year}-12-31")
    with page.expect_download() as pack:
        page.click("text=生成材料包")
    assert pack.value.suggested_filename.endswith(".zip")


def test_a_civil_servant_asks_opens_a_citation_practises_and_sees_the_record(browse):
    page = browse("/ask/", PHONE)
    page.wait_for_selector(".foot")
    page.fill("#question textarea", "登记承诺事项由谁负责？")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .sources")
    page.click("#current a.cite >> nth=0")
    article = page.locator("#current article:target")
    assert "登记" in article.locator("mark").first.inner_text()
    article.locator(".whole a").click()
    page.wait_for_url("**/documents/*")
    assert "登记承诺事项" in page.locator(".piece.wanted").inner_text()
    page.goto(page.url.split("/documents")[0] + "/practice")
    page.click(".options input >> nth=0")
    page.click("button.main")
    page.wait_for_url("**/practice/answers/*")
    assert "正确答案" in page.locator("main").inner_text()
    page.click("nav >> text=我的学习")
    page.click("a:has-text('青石市政务承诺管理实施方案')")
    page.click("button.main")
    page.wait_for_url("**/learning")
    assert "已完成" in page.locator("main").inner_text()


def test_an_item_is_reviewed_put_on_a_paper_sat_and_its_results_seen(browse):
    page = browse("/items?standing=in_review")
    home = page.url.split("/items")[0]
    page.click("a:has-text('第70题')")
    page.click("button[value=approve]")
    page.wait_for_selector(".told-done")
    page.goto(f"{home}/papers/new")
    page.fill("#title", "季度测试")
    for number in range(page.locator("input[id^=count-]").count()):
        page.fill(f"#count-{number}", "4" if number == 0 else "0")
    page.fill("#marks-0", "25")
    page.check("#types-0-single")
    page.fill("#pass_mark", "75")
    page.fill("#minutes", "30")
    page.click("form[action='/papers/new'] button >> nth=0")
    page.click("button[name=keep]")
    page.click("text=用这份试卷安排考试")
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    page.fill("#title", "季度考试")
    for name, at in (("opens", now - timedelta(minutes=2)), ("closes", now + timedelta(hours=2))):
        page.fill(f"#{name}", at.strftime("%Y-%m-%dT%H:%M"))
    page.fill("#people", "S1 王主任")
    page.click("button.main")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("button.main")
    place = page.url
    page.goto(f"{home}/examinations")
    page.click("text=开始考试")
    for number in range(1, 5):
        page.click(f"#item-{number} .options input >> nth=0")
        expect(page.locator("#answered")).to_have_text(str(number))
    expect(page.locator("#item-4 .item-state")).to_contain_text("已保存")
    page.reload()
    assert page.locator(".options input:checked").count() == 4
    page.click("#submit")
    page.wait_for_selector(".score")
    page.goto(place)
    assert "王主任" in page.locator("table").inner_text()


def test_what_was_not_found_is_labelled_and_found_from_then_on(browse):
    page = browse("/ask/")
    page.wait_for_selector(".foot")
    page.fill("#question textarea", "年终要看什么账来算承诺分？")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .outcome-not-found, #current .sources")
    page.goto(page.url.split("/ask")[0] + "/questions?words=年终要看什么账")
    page.click("text=标注条文")
    page.fill("#document", "青石市政务承诺管理实施方案")
    page.fill("#article", "三、（二）")
    page.check("#chosen-0")
    page.click("button[value=try]")
    assert "三、（二）" in page.locator("section:has(#then-title) li >> nth=0").inner_text()
    page.click("button[value=keep]")
    page.wait_for_url("**/labels")
    assert "年终要看什么账" in page.locator("table").inner_text()


def test_the_ask_page_speaks_the_language_chosen(browse):
    page = browse("/ask/")
    page.wait_for_selector(".foot")
    page.click("text=English")
    page.wait_for_selector("text=Your question")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    assert "internal ones" in page.locator(".foot").inner_text()
    page.click("text=中文")
    page.wait_for_selector("text=您的问题")
