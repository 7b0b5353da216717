"""The HTTP interface: the contract's answers, the public's view, errors as problem documents."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from assistant.answering.model import Question
from knowledge.model import Audience
from tests.parts import open_application
from tests.ui.conftest import SECRET, TODAY
from ui.api.shapes import LONGEST_QUESTION
from ui.web.application import LARGEST_BODY, make_web_application

QUESTION = "窗口单位应当在几个工作日内答复书面询问？"


def ask(client, question=QUESTION, accept="application/json", **more):
    return client.post("/api/v1/ask", json={"question": question, **more}, headers={"Accept": accept})


def events(response):
    for block in response.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        yield fields["event"], json.loads(fields["data"])


def test_an_answer_quotes_the_article_in_force(client):
    answer = ask(client).json()
    assert answer["status"] == "answered"
    assert "五个工作日" in answer["answer"] and "[1]" in answer["answer"]
    for citation in answer["citations"]:
        assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["audience"] == "public"


def test_an_answer_can_be_asked_for_another_day(client):
    assert "十个工作日" in ask(client, as_of="2020-01-01").json()["answer"]


def test_a_follow_up_is_understood_from_what_was_said_before(client):
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "五个工作日。"}]
    answer = ask(client, "违反了怎么办？", history=history).json()
    assert QUESTION in answer["rewritten"] or "窗口单位" in answer["rewritten"]


def test_a_stream_brings_status_tokens_citations_and_the_whole_answer(client):
    response = ask(client, accept="text/event-stream")
    assert response.headers["content-type"].startswith("text/event-stream")
    names, values = zip(*events(response), strict=True)
    assert names[0] == "status" and names[-2:] == ("citations", "done")
    assert set(names[1:-2]) == {"token"}
    whole = ask(client).json()
    assert "".join(value["text"] for value in values[1:-2]) == whole["answer"]
    assert values[-2] == whole["citations"] == values[-1]["citations"]
    assert {**values[-1], "elapsed_ms": 0, "answer_id": ""} == {**whole, "elapsed_ms": 0, "answer_id": ""}


def test_many_threads_get_the_answers_that_one_gets(client):
    questions = [QUESTION, "承诺事项应当几日内登记？", "企业年度诚信档案何时更新？", "登山有什么规定？"] * 6
    def told(question):
        return {**ask(client, question).json(), "elapsed_ms": 0, "answer_id": ""}

    alone = [told(question) for question in questions[:4]]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(told, questions)) == alone * 6


def test_the_catalogue_is_paged_by_title(client):
    everything = client.get("/api/v1/documents")
    titles = [row["title"] for row in everything.json()]
    assert titles == sorted(titles) and len(titles) == int(everything.headers["x-total-count"]) >= 4
    first = client.get("/api/v1/documents", params={"limit": 2})
    following = client.get(first.links["next"]["url"])
    assert [row["title"] for row in first.json() + following.json()] == titles[:4]


def test_a_document_has_its_outline_and_an_article_its_whole_text(client):
    row = next(row for row in client.get("/api/v1/documents").json() if row["title"] == "青石市诚信服务条例")
    document = client.get(f"/api/v1/documents/{row['id']}").json()
    assert [entry["article"] for entry in document["articles"]] == ["第一条", "第二条", "第三条", "第四条"]
    article = client.get(f"/api/v1/documents/{row['id']}/articles/第二条").json()
    assert article["text"] == "窗口单位应当在五个工作日内答复群众的书面询问。"
    before = client.get(f"/api/v1/documents/{row['id']}/articles/第二条", params={"as_of": "2020-01-01"}).json()
    assert "十个工作日" in before["text"]


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/api/v1/nothing", {}, 404),
        ("GET", "/api/v1/documents/0000", {}, 404),
        ("GET", "/api/v1/documents?limit=0", {}, 422),
        ("GET", "/api/v1/documents?as_of=yesterday", {}, 422),
        ("GET", "/api/v1/ask", {}, 405),
        ("POST", "/api/v1/ask", {"json": {}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": 7}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "问", "as_of": "soon"}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "问" * (LONGEST_QUESTION + 1)}}, 422),
        ("POST", "/api/v1/ask", {"json": {"question": "问", "history": [{}] * 21}}, 422),
        ("POST", "/api/v1/ask", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/api/v1/ask", {"content": b" " * (LARGEST_BODY + 1)}, 413),
        ("POST", "/gradio_api/queue/join", {"content": b" " * (LARGEST_BODY + 1)}, 413),
        ("POST", "/gradio_api/upload", {"files": {"files": b"x"}}, 404),
        ("GET", "/gradio_api/file=/etc/passwd", {}, 404),
        ("GET", "/gradio_api/proxy=http://127.0.0.1/", {}, 404),
        ("GET", "/monitoring", {}, 404),
        ("GET", "/assets/nothing.js", {}, 404),
    ],
)
def test_every_error_is_a_problem_document(client, method, path, given, status):
    response = client.request(method, path, **given)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status and problem["title"] and problem["detail"]
    assert problem["instance"] == path.split("?")[0]


def test_a_wrong_field_is_named_but_not_repeated(client):
    errors = ask(client, question="密" * (LONGEST_QUESTION + 1)).json()["errors"]
    assert [error["field"] for error in errors] == ["body.question"]
    assert "密" not in json.dumps(errors, ensure_ascii=False)


def test_a_broken_knowledge_base_is_a_problem_and_not_ready(web_folder, tmp_path):
    import shutil

    from sqlalchemy import text
    from starlette.testclient import TestClient

    shutil.copytree(web_folder, tmp_path / "broken")
    application = open_application(tmp_path / "broken")
    broken = TestClient(make_web_application(application, lambda: TODAY), raise_server_exceptions=False)
    assert broken.get("/readyz").status_code == 200
    with application.engine.begin() as connection:
        connection.execute(text("ALTER TABLE revisions RENAME TO gone"))
    assert broken.get("/healthz").status_code == 200
    for response in (broken.get("/readyz"), ask(broken)):
        assert response.status_code == (503 if response.request.url.path == "/readyz" else 500)
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "revisions" not in response.text
    stream = list(events(ask(broken, accept="text/event-stream")))
    assert [name for name, _ in stream] == ["status", "error"] and stream[-1][1]["status"] == 500
    application.engine.dispose()


def test_what_is_for_staff_is_nowhere_in_the_public_s_view(client, web_folder, web):
    staff = open_application(web_folder)
    hidden = [v for v in staff.catalogue().versions().values() if v.audience is Audience.STAFF]
    assert SECRET in staff.answerer().answer(_secret_question()).text  # it is there, and can be found
    told = [
        ask(client, "青鸾行动的联络暗号是什么？", audience="staff"),
        ask(client, "青鸾行动内部规程第一条", accept="text/event-stream"),
        client.get("/api/v1/documents"),
        client.get("/"),
    ]
    told += [client.get(f"/api/v1/documents/{v.id}{rest}") for v in hidden for rest in ("", "/articles/第一条")]
    told += [client.get(f"/api/v1/documents/{v.document_id}") for v in hidden]
    assert hidden and len({v.title for v in hidden}) >= 2
    for response in told:
        assert not [v.title for v in hidden if v.title in _said(response)]
        assert "山高月小" not in response.text
    assert all(response.status_code == 404 for response in told[4:])
    assert {audience for _, audience in web.state.public._shelf._opened} == {Audience.PUBLIC}
    staff.engine.dispose()


def _secret_question():
    return Question("青鸾行动的联络暗号是什么？", TODAY)


def _said(response):
    """The response without the question that it repeats."""
    return response.text.replace("青鸾行动内部规程第一条", "").replace("青鸾行动的联络暗号是什么？", "")


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/api/v1/documents", "/nothing", "/theme.css"])
def test_every_response_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["frame-ancestors"] == "'none'"
    assert "'unsafe-inline'" not in policy.get("script-src", policy["default-src"])


def test_browsers_that_came_by_https_stay_there(web_folder, client):
    from ui.web.application import make_web_application

    assert "strict-transport-security" not in client.get("/healthz").headers
    application = open_application(web_folder)
    application.settings.public_base_url = "https://integrity.example.cn"
    made = make_web_application(application)
    answer = TestClient(made, base_url="https://integrity.example.cn").get("/healthz")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    for part in (application, made.state.public):
        part.engine.dispose()


@pytest.mark.parametrize("path", ["/api/v1/documents", "/", "/gradio_api/startup-events"])
def test_no_other_site_may_read_a_response(client, path):
    response = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers


def test_the_api_describes_itself(client):
    schema = client.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/v1/ask", "/api/v1/documents", "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/articles/{label}", "/api/v1/documents/{document_id}/original",
        "/api/v1/documents/{document_id}/pages/{page}", "/healthz", "/readyz",
        "/api/v1/feedback", "/api/v1/help-requests", "/api/v1/help-requests/{number}",
        "/api/v1/help-requests/{number}/messages", "/api/v1/help-requests/{number}/export",
    }  # fmt: skip
