"""What is for staff, and what is secret, leaves no trace in logs, metrics and errors."""

import json
import logging
from datetime import date

import pytest
from sqlalchemy import text

from assistant.answering.composer import Answerer
from assistant.answering.model import Question
from assistant.langchain.chat import make_chat_model
from evals.security.model_server import hostile_server
from tests.parts import copy_of, take_in
from tests.ui.test_help_api import REQUESTS, client_of
from tests.ui.test_leak import MARKS, QUESTIONS, bodies, no_marks, planted
from ui.web.telemetry.logs import set_up_logs

IDENTITY = "110101199003077758"


@pytest.fixture
def logs():
    """The root logger as it was, afterwards; what some package silenced in an earlier test speaks again."""
    root = logging.getLogger()
    for logger in logging.Logger.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.disabled = False
    before = (list(root.handlers), root.level)
    yield root
    root.handlers[:], root.level = before


@pytest.fixture
def base(web_folder, data_folder):
    for application in copy_of(web_folder, data_folder):
        take_in(application, *planted())
        application.settings.limit_address = application.settings.limit_conversation = ""
        application.settings.limit_requests = ""
        yield application


def test_nothing_for_staff_is_in_the_public_s_logs_metrics_or_errors(base, logs, capsys):
    client = client_of(base)
    set_up_logs("json", "INFO")
    sent = ""
    for body, headers in list(bodies())[::7]:
        sent += json.dumps(body, ensure_ascii=False)
        client.post("/api/v1/ask", json=body, headers=headers)
    told = [client.post("/api/v1/ask", json={"question": 7}).text, client.get("/api/v1/documents/x").text]
    for version in base.catalogue().versions().values():
        told.append(client.get(f"/api/v1/documents/{version.document_id}/original").text)
    told += [client.get("/metrics").text, capsys.readouterr().err]
    assert [mark for one in told for mark in no_marks(one)] == []


def test_a_model_that_talks_nonsense_to_staff_leaves_nothing_of_it_in_the_log(base, logs, capsys):
    set_up_logs("text", "INFO")
    with hostile_server() as server:
        server.says = {"nonsense": "\\"}
        answerer = Answerer(base.searcher(), make_chat_model("openai:nonsense", server.url, "key", 5.0))
        for question in QUESTIONS:
            answerer.answer(Question(question, date(2026, 1, 1)))
        answerer = Answerer(base.searcher(), make_chat_model("openai:missing", server.url, "key", 5.0))
        answerer.answer(Question("碧涛行动由谁负责？", date(2026, 1, 1)))
    written = capsys.readouterr().err
    assert "the language model gave no answer" in written
    assert [mark for mark in MARKS if mark in written] == []


def test_a_failure_logs_neither_the_path_nor_the_values(base, logs, capsys):
    client = client_of(base)
    made = client.post(REQUESTS, json={"question": "营业执照找哪个窗口？"}).json()
    with base.engine.begin() as connection:
        connection.execute(text("ALTER TABLE help_messages RENAME TO gone"))
        connection.execute(text("ALTER TABLE question_log RENAME TO gone_too"))
    set_up_logs("text", "INFO")
    address = f"/help/requests/{made['number']}/{made['secret']}"
    answer = client.get(address)
    assert answer.status_code == 500
    client.post("/api/v1/ask", json={"question": f"我的身份证号是{IDENTITY}，怎么办理？"})
    written = capsys.readouterr().err
    assert "no such table" in written
    assert [word for word in (made["secret"], made["number"], IDENTITY) if word in written] == []
    assert "no such table" not in answer.text
