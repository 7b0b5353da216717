"""The plain pages below /help: all that the widget does, without a script."""

import re
from datetime import UTC, datetime

import pytest

from tests.assistant.helpdesk.conftest import CLERK
from tests.parts import copy_of
from tests.ui.conftest import SECRET
from tests.ui.test_help_api import client_of

QUESTION = "窗口单位应当在几个工作日内答复书面询问？"


@pytest.fixture
def base(web_folder, data_folder):
    yield from copy_of(web_folder, data_folder)


@pytest.fixture
def helped(base):
    return client_of(base)


def test_the_page_has_the_notice_before_the_question_and_topics(helped):
    page = helped.get("/help").text
    assert page.index("提问前请阅读") < page.index("<textarea") < page.index("信息公开怎么申请？")
    assert "<script" not in page and "style=" not in page


def test_a_question_gets_its_plain_answer_then_the_quoted_clause_with_its_document(helped):
    page = helped.post("/help", data={"question": QUESTION}).text
    assert page.index('class="brief"') < page.index("<blockquote>")
    assert "五个工作日" in page and "青石市诚信服务条例" in page
    link = re.search(r'href="(/help/documents/[^"]+)"', page)[1].replace("&amp;", "&")
    document = helped.get(link.split("#")[0]).text
    assert 'id="article"' in document and "五个工作日" in document


def test_who_finds_nothing_is_led_to_the_page_where_a_person_is_asked(helped):
    page = helped.post("/help", data={"question": "末班地铁几点？"}).text
    assert '（<a href="/help/requests?lang=zh">/help/requests</a>）' in page


def test_a_follow_up_knows_what_was_asked_before(helped):
    page = helped.post("/help", data={"question": QUESTION}).text
    history = re.findall(r'name="history" value="([^"]*)"', page)[-1].replace("&#34;", '"')
    further = helped.post("/help", data={"question": "违反了怎么办？", "history": history}).text
    assert "青石市诚信服务条例" in further and QUESTION in further
    for broken in ("no json", '{"a": 1}', "[1]", "[" * 3000):
        assert helped.post("/help", data={"question": QUESTION, "history": broken}).status_code == 200


def test_a_person_is_asked_and_the_reply_is_seen_by_the_link(helped, base):
    page = helped.post("/help/requests/new", data={"question": QUESTION}).text
    assert QUESTION in page
    response = helped.post("/help/requests?large=1", data={"question": QUESTION, "contact": ""})
    assert response.url.path.startswith("/help/requests/2") and response.url.params["large"] == "1"
    number, secret = response.url.path.split("/")[3:]
    assert number in response.text and "等待受理" in response.text
    base.help_office.claim(CLERK, number, at=datetime.now(UTC))
    base.help_office.reply(CLERK, number, "请到三号窗口<b>办理</b>。", at=datetime.now(UTC))
    found = helped.post("/help/requests/find", data={"number": number.lower(), "secret": secret})
    assert "请到三号窗口&lt;b&gt;办理&lt;/b&gt;。" in found.text and "满意" in found.text
    own = f"/help/requests/{number}/{secret}"
    assert "谢谢" in helped.post(f"{own}/feedback", data={"satisfied": "1"}).text
    assert "几点开门" in helped.post(f"{own}/messages", data={"text": "几点开门？"}).text
    assert "已经删除" not in helped.post(f"{own}/erase").text
    assert "已经删除" in helped.post(f"{own}/erase", data={"sure": "1"}).text
    assert helped.get(own).status_code == 404


def test_a_wrong_code_and_an_empty_request_are_told_in_words(helped):
    assert "查询码不对" in helped.post("/help/requests/find", data={"number": "1", "secret": "2"}).text
    assert "请填写求助内容" in helped.post("/help/requests", data={"question": " "}).text
    assert "12388" in helped.post("/help/requests", data={"question": "我要举报李镇长受贿"}).text


def test_the_look_travels_in_the_address(helped):
    page = helped.get("/help?lang=en&large=1&contrast=1").text
    assert '<html lang="en-GB" class="large contrast">' in page and "Ask a person" in page
    assert 'action="/help?lang=en&amp;large=1&amp;contrast=1"' in page


def test_pages_set_no_cookie_and_are_kept_by_no_cache(helped):
    for response in (helped.get("/help"), helped.post("/help", data={"question": QUESTION})):
        assert "set-cookie" not in response.headers
        assert response.headers["referrer-policy"] == "same-origin"
        assert "no-" in response.headers["cache-control"]


def test_what_staff_alone_may_read_has_no_page(helped, base):
    versions = base.catalogue().versions().values()
    staff = next(version.document_id for version in versions if version.title == "青鸾行动内部规程")
    response = helped.get(f"/help/documents/{staff}")
    assert response.status_code == 404 and SECRET not in response.text
