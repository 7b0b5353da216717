"""Filters, sorts and addresses that are attacks: read as text, or refused; never as SQL, never fetched."""

import socket
import threading

import pytest
from fastapi.routing import iter_route_contexts

from tests.parts import take_in
from tests.samples import regulation
from tests.ui.pages.conftest import Browser

ATTACKS = (
    "' OR '1'='1", "1; DROP TABLE accounts; --", "x' UNION SELECT password FROM accounts --", "%' ESCAPE '\\",
    "') OR 1=1 --", "-1", "9" * 400, "\x00", "..%2f..%2f", "{{7*7}}", "%", "_", "\\", "＇ OR 1=1", "true); SELECT 1",
)  # fmt: skip
NAMES = (
    "q", "kind", "type", "status", "standing", "unit", "department", "order", "sort", "page", "limit", "offset",
    "as_of", "audience", "region", "document", "article", "requirement", "cycle", "year", "from", "to", "state", "tag",
)  # fmt: skip


def paths(web):
    for context in iter_route_contexts(web.routes):
        if "GET" in (getattr(context, "methods", None) or ()) and context.path and "{" not in context.path:
            yield context.path


def test_no_filter_or_sort_is_read_as_sql(desk):
    admin = Browser(desk, "admin")
    before = len(desk.state.house.application.accounts.all())
    wrong = []
    for path in sorted(set(paths(desk))):
        for attack in ATTACKS:
            answer = admin.get(path, params=dict.fromkeys(NAMES, attack))
            if answer.status_code >= 500 and path != "/readyz":
                wrong.append((path, attack, answer.status_code))
            assert "argon2" not in answer.text and "sqlite3" not in answer.text
    assert wrong == []
    assert len(desk.state.house.application.accounts.all()) == before


@pytest.fixture
def listener():
    """An address that notes who comes."""
    came = []
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen()
        waiting.settimeout(0.2)

        def watch():
            while True:
                try:
                    came.append(waiting.accept()[1])
                except TimeoutError:
                    continue
                except OSError:
                    return

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{waiting.getsockname()[1]}/x", came
    thread.join()


def test_no_address_in_a_question_or_a_document_is_reached(sample_base, listener, tmp_path):
    url, came = listener
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><head><link rel=stylesheet href='{url}'><base href='{url}'></head><body><h1>青石市链接办法</h1>"
        f"<img src='{url}'><iframe src='{url}'></iframe><p>第一条 目录见<a href='{url}'>{url}</a>。</p>"
        "<p>第二条 本办法自2024年1月1日起施行。</p></body></html>",
        encoding="utf-8",
    )
    with sample_base.changing():
        (row,) = sample_base.take_in([page])[1]
    assert row.outcome == "added"
    take_in(sample_base, regulation(f"见 {url} 。", title="青石市网址办法"))
    from datetime import date

    from assistant.answering.model import Question

    for question in (f"请访问 {url}", f"网址 {url} 的内容是什么？", "目录见哪里？"):
        sample_base.answerer().answer(Question(question, date(2026, 1, 1)))
    assert came == []
