"""Help requests and feedback by HTTP; limits, the switch, other sites' pages."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from assistant.helpdesk.life import Outcome
from tests.assistant.helpdesk.conftest import ADMIN, CLERK
from tests.parts import copy_of
from tests.ui.conftest import TODAY
from ui.web.application import make_web_application

SITE = "https://www.qingshi.gov.cn"
REQUESTS = "/api/v1/help-requests"


@pytest.fixture
def base(web_folder, data_folder):
    yield from copy_of(web_folder, data_folder)


def client_of(application, **settings):
    for name, value in settings.items():
        setattr(application.settings, name, value)
    web = make_web_application(application, lambda: TODAY)
    accepting = {"Accept": "text/html, */*"}
    return TestClient(web, raise_server_exceptions=False, base_url="http://127.0.0.1", headers=accepting)


def submit(client, question="营业执照找哪个窗口？", **more):
    return client.post(REQUESTS, json={"question": question, **more})


def bearer(made):
    return {"Authorization": f"Bearer {made['secret']}"}


def test_a_request_is_handed_in_answered_followed_and_taken_away(base):
    client = client_of(base)
    response = submit(client, contact="王女士 13800138000")
    made = response.json()
    assert response.status_code == 201 and made["status"] == "accepted" and made["working_days"] == 5
    assert made["link"] == f"http://127.0.0.1/help/requests/{made['number']}/{made['secret']}"
    now = datetime.now(UTC)
    base.help_office.claim(CLERK, made["number"], at=now)
    base.help_office.reply(CLERK, made["number"], "请到三号窗口。", at=now)
    address = f"{REQUESTS}/{made['number']}"
    seen = client.get(address, headers=bearer(made)).json()
    assert seen["standing"] == "answered" and seen["overdue"] is False
    assert [(m["from"], m["text"]) for m in seen["messages"]] == [("office", "请到三号窗口。")]
    assert client.get(address, params={"secret": made["secret"]}).json() == seen
    assert client.post(f"{address}/messages", json={"text": "几点开门？"}, headers=bearer(made)).status_code == 201
    export = client.get(f"{address}/export", params={"secret": made["secret"]})
    assert "attachment" in export.headers["content-disposition"] and export.json()["contact"] == "王女士 13800138000"
    opinion = {"satisfied": False, "reason": "slow", "number": made["number"], "secret": made["secret"]}
    assert client.post("/api/v1/feedback", json=opinion).status_code == 201
    assert client.delete(address, headers=bearer(made)).status_code == 204
    assert client.get(address, headers=bearer(made)).status_code == 404


def test_without_its_secret_a_request_is_as_if_it_were_not_there(base):
    client = client_of(base)
    made = submit(client).json()
    address = f"{REQUESTS}/{made['number']}"
    answers = [
        client.get(address),
        client.get(address, params={"secret": "x"}),
        client.get(f"{address}/export"),
        client.delete(address),
        client.post(f"{address}/messages", json={"text": "?"}),
        client.post("/api/v1/feedback", json={"satisfied": True, "number": made["number"]}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    unknown = client.get(f"{REQUESTS}/20200101-AAAAA", params={"secret": made["secret"]})
    assert {**unknown.json(), "instance": ""} == {**answers[1].json(), "instance": ""}


def test_a_report_of_misconduct_is_told_the_official_channels(base):
    client = client_of(base)
    response = submit(client, "我要实名举报王局长收受贿赂")
    assert response.status_code == 200 and "number" not in response.json()
    assert "12388" in response.json()["message"]
    assert "12388" in submit(client, "I report director Wang for bribery", language="en").json()["message"]


@pytest.mark.parametrize(
    "body", [{}, {"question": " "}, {"question": "字" * 2001}, {"question": "?", "contact": "1" * 201}]
)
def test_what_is_empty_or_too_long_is_refused(base, body):
    response = client_of(base).post(REQUESTS, json=body)
    assert response.status_code == 422 and response.headers["content-type"] == "application/problem+json"


def test_feedback_on_an_answer_is_counted(base):
    client = client_of(base)
    given = {"satisfied": False, "reason": "unclear", "comment": "看不懂", "question": "?", "conversation_id": "c"}
    assert client.post("/api/v1/feedback", json=given).json() == {"status": "accepted"}
    answer = client.post("/api/v1/ask", json={"question": "登山有什么规定？"}).json()
    useful = {"satisfied": True, "answer_id": answer["answer_id"]}
    assert client.post("/api/v1/feedback", json=useful).status_code == 201
    assert client.post("/api/v1/feedback", json={"satisfied": "perhaps"}).status_code == 422
    assert client.post("/api/v1/feedback", json={"satisfied": True, "reason": "whim"}).status_code == 422


def test_pages_are_drawn_no_more_often_than_questions_are_answered_and_counted_apart(base):
    client = client_of(base, limit_address="2/minute")
    (first, *_) = client.get("/api/v1/documents").json()
    pages = [client.get(f"/api/v1/documents/{first['id']}/pages/1") for _ in range(3)]
    assert [page.status_code == 429 for page in pages] == [False, False, True]
    assert 1 <= int(pages[2].headers["retry-after"]) <= 60
    assert pages[2].headers["content-type"] == "application/problem+json"
    assert client.get(f"/api/v1/documents/{first['id']}").status_code == 200
    assert client.post("/api/v1/ask", json={"question": "登山有什么规定？"}).status_code == 200


def test_whoever_asks_too_often_is_told_when_to_come_back(base):
    client = client_of(base, limit_address="2/minute")
    answers = [client.post("/api/v1/ask", json={"question": "登山有什么规定？"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert answers[2].headers["content-type"] == "application/problem+json"
    assert client.get("/api/v1/documents").status_code == 200
    assert client.post("/gradio_api/queue/join", json={}).status_code == 429
    assert client.post("/help", data={"question": "?"}).status_code == 429


def test_a_conversation_is_limited_from_whatever_address(base):
    client = client_of(base, limit_conversation="1/minute", trusted_hops=1)
    def ask(address):
        body = {"question": "登山有什么规定？", "conversation_id": "one"}
        return client.post("/api/v1/ask", json=body, headers={"X-Forwarded-For": address}).status_code
    assert [ask("203.0.113.1"), ask("203.0.113.2")] == [200, 429]


def test_an_address_made_up_by_the_client_does_not_count(base):
    client = client_of(base, limit_address="1/minute", trusted_hops=1)
    def ask(forwarded):
        return client.post("/api/v1/ask", json={"question": "?"}, headers={"X-Forwarded-For": forwarded}).status_code
    assert [ask("9.9.9.9, 203.0.113.5"), ask("8.8.8.8, 203.0.113.5"), ask("203.0.113.6")] == [200, 429, 200]


def test_requests_to_a_person_have_a_limit_of_their_own(base):
    client = client_of(base, limit_requests="1/hour")
    assert [submit(client).status_code for _ in range(2)] == [201, 429]
    assert client.post("/api/v1/ask", json={"question": "?"}).status_code == 200


def test_turned_off_the_service_shows_its_notice_and_reading_goes_on(base):
    client = client_of(base)
    base.public_service.turn_off(ADMIN, "系统维护，请拨打12345。", at=datetime.now(UTC))
    for path, body in [("/api/v1/ask", {"question": "?"}), (REQUESTS, {"question": "?"})]:
        response = client.post(path, json=body)
        assert response.status_code == 503 and response.json()["detail"] == "系统维护，请拨打12345。"
    assert "系统维护，请拨打12345。" in client.get("/help").text
    assert client.get("/api/v1/documents").status_code == 200


def test_only_named_sites_may_read_the_api_from_their_pages(base):
    client = client_of(base, widget_origins=f"{SITE}, https://credit.qingshi.gov.cn/")
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for origin, allowed in [(SITE, True), ("https://credit.qingshi.gov.cn", True), ("https://evil.example", False)]:
        preflight = client.options("/api/v1/ask", headers={"Origin": origin, **asking})
        answer = client.post("/api/v1/ask", json={"question": "?"}, headers={"Origin": origin})
        for response in (preflight, answer):
            assert (response.headers.get("access-control-allow-origin") == origin) is allowed
        assert (preflight.status_code == 200) is allowed
        assert "access-control-allow-credentials" not in answer.headers


def test_a_refusal_can_be_read_by_a_named_site(base):
    client = client_of(base, widget_origins=SITE, limit_address="1/minute")
    answers = [client.post("/api/v1/ask", json={"question": "?"}, headers={"Origin": SITE}) for _ in range(2)]
    assert answers[1].status_code == 429
    assert answers[1].headers["access-control-allow-origin"] == SITE
    assert "Retry-After" in answers[1].headers["access-control-expose-headers"]


def test_a_form_sent_without_a_preflight_asks_nothing(base):
    client = client_of(base)
    simple = {"Content-Type": "text/plain"}
    assert client.post(REQUESTS, content='{"question": "?"}', headers=simple).status_code == 422
    cross = client.post("/help/requests", data={"question": "?"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross.status_code == 403


def test_closing_is_seen_by_the_owner(base):
    client = client_of(base)
    made = submit(client).json()
    base.help_office.claim(CLERK, made["number"], at=datetime.now(UTC))
    base.help_office.close(CLERK, made["number"], Outcome.ELSEWHERE, at=datetime.now(UTC))
    seen = client.get(f"{REQUESTS}/{made['number']}", headers=bearer(made)).json()
    assert (seen["standing"], seen["outcome"]) == ("closed", "elsewhere")


def test_a_body_nested_without_end_is_refused_not_a_failure(base):
    client = client_of(base)
    deep = {"content": "[" * 100_000, "headers": {"Content-Type": "application/json"}}
    assert [client.post(path, **deep).status_code for path in ("/api/v1/ask", REQUESTS)] == [400, 400]
