"""The office's pages: from the queue to a published reply, the report, the switch."""

import pytest

from assistant.helpdesk.model import Asking
from assistant.training.roster.units import ensure_units
from tests.ui.pages.conftest import NOW, Browser

QUESTION = "窗口单位多久答复书面询问？"


@pytest.fixture
def house(desk, clock):
    return desk.state.house.application


@pytest.fixture
def clerk(desk, clock):
    return Browser(desk, "staff")


@pytest.fixture
def receipt(house):
    return house.help_desk.submit(Asking(QUESTION, "王女士 13800138000"), at=NOW)


def test_a_request_goes_from_the_queue_to_a_published_reply_that_answers_the_next_citizen(clerk, desk, receipt):
    own = f"/office/requests/{receipt.number}"
    assert receipt.number in clerk.get("/office/requests").text
    assert "13800138000" not in clerk.get(own).text
    assert clerk.submit(f"{own}/reply", {"reply": "好"}).headers["location"] == own
    assert "请先受理" in clerk.get(own).text
    clerk.submit(f"{own}/claim")
    assert "13800138000" in clerk.get(own).text
    assert clerk.submit(f"{own}/reply", {"reply": " "}).status_code == 422
    clerk.submit(f"{own}/reply", {"reply": "五个工作日内答复。"})
    form = clerk.get(f"{own}/publish").text
    source = form.split('name="source" value="')[1].split('"')[0]
    entry = {"phrasings": QUESTION, "answer": "五个工作日内答复。"}
    assert "至少选择一条" in clerk.submit(f"{own}/publish", entry).text
    assert clerk.submit(f"{own}/publish", {**entry, "source": source}).headers["location"] == "/office/faq"
    answer = clerk.post("/api/v1/ask", json={"question": f"请问{QUESTION}"}).json()
    assert answer["answer"] == "五个工作日内答复[1]。" and answer["citations"]
    assert QUESTION in clerk.get("/office/faq").text
    made = desk.state.public.faq.entries()[0].id
    clerk.submit(f"/office/faq/{made}/retire")
    assert desk.state.public.faq.entries() == ()
    clerk.submit(f"{own}/close", {"outcome": "replied"})
    assert "已办结" in clerk.get(own).text


def test_a_transferred_request_waits_for_its_new_unit_with_an_internal_note(clerk, house, receipt):
    own = f"/office/requests/{receipt.number}"
    clerk.submit(f"{own}/claim")
    clerk.submit(f"{own}/transfer", {"unit": "信用办", "note": "<i>归口</i>"})
    page = clerk.get(own).text
    assert "信用办" in page and "&lt;i&gt;归口&lt;/i&gt;" in page
    assert "13800138000" not in page
    assert house.help_desk.follow(receipt.number, receipt.secret).messages == ()


def test_a_unit_outside_the_roster_is_asked_about_once_more(desk, clerk, receipt):
    with desk.state.house.application.engine.begin() as connection:
        ensure_units(connection, ["青石市/信用办"])
    own = f"/office/requests/{receipt.number}"
    clerk.submit(f"{own}/claim")
    refused = clerk.submit(f"{own}/transfer", {"unit": "乱写单位"})
    assert refused.status_code == 422
    assert "名册中没有这个单位" in refused.text and 'value="乱写单位"' in refused.text
    assert "正在办理" in clerk.get(own).text
    assert clerk.submit(f"{own}/transfer", {"unit": "市外单位", "sure": "1"}).status_code == 303
    clerk.submit(f"{own}/claim")
    assert clerk.submit(f"{own}/transfer", {"unit": "青石市/信用办"}).status_code == 303


def test_the_report_shows_rates_and_the_overdue_are_marked(desk, clock, receipt):
    clock.now = NOW.replace(month=7)
    clerk = Browser(desk, "staff")
    assert "逾期" in clerk.get("/office/requests").text
    page = clerk.get("/office/report?since=2026-05-01&until=2026-06-30").text
    assert "办结率" in page and "满意率" in page
    assert clerk.get("/office/report?since=whenever").status_code == 200


def test_an_admin_turns_the_public_service_off_and_on(desk, clock):
    admin, passer = Browser(desk, "admin"), Browser(desk)
    assert admin.submit("/office/service", {"notice": "维护"}).status_code == 422
    admin.submit("/office/service", {"wanted": "off", "notice": "系统维护，请拨打12345。"})
    assert "系统维护，请拨打12345。" in admin.get("/office/service").text
    assert "系统维护，请拨打12345。" in passer.get("/help").text
    admin.submit("/office/service", {"wanted": "on"})
    assert "正在运行" in admin.get("/office/service").text


def test_what_is_not_there_is_not_found(clerk):
    assert clerk.get("/office/requests/20260101-AAAAA").status_code == 404
    assert clerk.submit("/office/requests/20260101-AAAAA/claim").status_code == 404
    clerk.submit("/office/faq/99999/retire")
    assert "可能已经撤下" in clerk.get("/office/faq").text
