"""The pages in Chromium: the ask page by axe-core's rules, the keyboard alone, the main way of a document."""

import pytest

from tests.ui.pages.conftest import PASSWORD, PHONE, WIDE

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page):
    """What axe-core finds: rule and first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response
    assert len(found["passes"]) > len(RULES["runOnly"])  # it saw the page
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_ask_page_of_the_signed_in_is_accessible_by_every_rule(browse, scheme, size):
    page = browse("/ask/", size)
    page.emulate_media(color_scheme=scheme)
    page.wait_for_selector(".foot")
    wrong = faults(page)
    page.fill("#question textarea", "登记承诺事项由谁负责？")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .sources")
    page.click("#useful-no:visible")
    page.get_by_role("button", name="提交").wait_for()
    wrong += faults(page)
    page.reload()
    page.wait_for_selector(".earlier-turn")
    assert "登记承诺事项由谁负责" in page.locator(".earlier-turn").first.inner_text()
    assert wrong + faults(page) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_public_s_ask_page_is_accessible_by_every_rule(chromium, served, language):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{served[0]}/language/{language}?back=/")
    page.wait_for_selector(".foot")
    page.fill("#question textarea", "登记承诺事项由谁负责？")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .sources")
    wrong = faults(page)
    page.fill("#question textarea", "火星探测器的燃料配比是多少")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current h2:has-text('火星'), #current :text('火星探测器')")
    assert wrong + faults(page) == []
    context.close()


def test_signing_in_and_moving_about_works_by_keyboard_alone(chromium, served):
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{served[0]}/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("boss")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/documents":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents")
    context.close()


def test_documents_are_uploaded_followed_read_compared_and_removed(browse, tmp_path):
    text = (
        "# 青石市窗口规定\n\n{day} 青石市人民政府公布\n\n"
        "第一条 窗口应当在{days}个工作日内答复。\n\n第二条 本规定自公布之日起施行。\n"
    )
    files = []
    for day, days in (("2022年5月1日", "十"), ("2024年5月1日", "七")):
        files.append(tmp_path / f"窗口规定{days}.md")
        files[-1].write_text(text.format(day=day, days=days))
    page = browse("/curation?question=窗口几天答复", PHONE)
    assert "窗口几天答复" in page.locator(".notice").inner_text()
    page.set_input_files("#files", files)
    page.click("button.main")
    page.wait_for_selector("#job[data-final='1']")
    assert "新增" in page.locator("#job").inner_text()
    page.goto(page.url.split("/jobs/")[0] + "/documents?q=窗口规定")
    page.click("text=青石市窗口规定")
    assert "七个工作日" in page.locator(".text").inner_text()
    page.click(".outline a >> nth=0")
    page.click("text=与此版本比较")
    assert (page.locator("del").first.inner_text(), page.locator("ins").first.inner_text()) == ("十", "七")
    page.click("text=返回文件")
    page.click("text=移除文件")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("button.danger")
    page.wait_for_selector("#job[data-final='1']")
    assert "已移除" in page.locator("#job").inner_text()
