"""xAPI: one registration a cycle, the facts of cmi5, told to a real endpoint exactly once whatever it answers."""

import json
from base64 import b64decode
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from assistant.training.assign import follow_roster
from assistant.training.excuses import grant
from assistant.training.model import ActivityKind, Excuse
from assistant.training.outbox import Lrs, fill_outbox, send_outbox
from assistant.training.reminders import State
from assistant.training.tables import assignments, people, statements
from tests.assistant.training.made import ADMIN, CHAPTER, PAPER, PEOPLE, active, clock, did, roster

HOME = "https://integrity.qs.gov.cn"
JUNE = clock(2026, 6, 2)


@pytest.fixture
def lrs():
    """A learning record store on loopback that keeps statements by id, and fails as often as it is told to."""

    class Store(BaseHTTPRequestHandler):
        kept, calls, failures, status = {}, [], 0, 503

        def do_PUT(self):  # noqa: N802
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = parse_qs(urlsplit(self.path).query)["statementId"][0]
            Store.calls.append((self.path, dict(self.headers)))
            if Store.failures:
                Store.failures -= 1
                return self._answer(Store.status)
            same = Store.kept.setdefault(name, body) == body
            return self._answer(204 if same else 409)

        def _answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    Thread(target=server.serve_forever, daemon=True).start()
    Store.lrs = Lrs(f"http://key:secret@127.0.0.1:{server.server_address[1]}/xapi/")
    yield Store
    server.shutdown()
    server.server_close()


@pytest.fixture
def finished(engine):
    """One passed, one is exempt, one has not begun."""
    roster(engine, *PEOPLE)
    active(engine)
    follow_roster(engine, clock(2026, 3, 2))
    did(engine, 1001, ActivityKind.READING, CHAPTER, clock(2026, 6, 1), minutes=42)
    did(engine, 1001, ActivityKind.PAPER, PAPER, clock(2026, 6, 2), score=86)
    query = select(assignments.c.id).join(people, people.c.id == assignments.c.person_id)
    with engine.connect() as connection:
        other = connection.scalar(query.where(people.c.staff_number == "1002"))
    grant(engine, other, Excuse.RECOGNISED, ADMIN, reason="党校专题班结业", at=JUNE)
    return engine


def test_statements_follow_the_standard(finished, lrs):
    assert fill_outbox(finished, HOME, JUNE) == 3
    assert fill_outbox(finished, HOME, JUNE) == 0
    assert send_outbox(finished, lrs.lrs, JUNE)[State.SENT] == 3
    by_verb = {body["verb"]["display"]["en"]: body for body in lrs.kept.values()}
    assert set(by_verb) == {"completed", "passed", "waived"}
    passed, completed = by_verb["passed"], by_verb["completed"]
    assert passed["result"] == {
        "success": True, "score": {"scaled": 0.86, "raw": 86.0, "min": 0, "max": 100}, "duration": "PT42M",
    }  # fmt: skip
    assert completed["result"] == {"completion": True, "duration": "PT42M"}
    assert passed["context"]["registration"] == completed["context"]["registration"]
    assert passed["timestamp"] == "2026-06-02T09:00:00+08:00"
    assert all("version" not in body for body in lrs.kept.values())
    assert all("张三" not in str(body) and "1001" not in body["actor"]["account"]["name"] for body in lrs.kept.values())
    reason = by_verb["waived"]["result"]["extensions"]["https://w3id.org/xapi/cmi5/result/extensions/reason"]
    assert reason == "Equivalent Outside Activity"
    path, headers = lrs.calls[0]
    assert path.startswith("/xapi/statements?statementId=")
    assert headers["X-Experience-API-Version"] == "1.0.3"
    assert b64decode(headers["Authorization"].split()[1]) == b"key:secret"


def test_what_fails_is_sent_again_later_and_kept_once(finished, lrs):
    fill_outbox(finished, HOME, JUNE)
    lrs.failures = 3
    assert send_outbox(finished, lrs.lrs, JUNE) == {State.SENT: 0, State.PLANNED: 3, State.FAILED: 0}
    assert send_outbox(finished, lrs.lrs, JUNE)[State.PLANNED] == 0, "not before its time"
    assert send_outbox(finished, lrs.lrs, JUNE + timedelta(minutes=2))[State.SENT] == 3
    assert len(lrs.kept) == 3


def test_a_statement_whose_receipt_was_lost_is_told_once(finished, lrs):
    fill_outbox(finished, HOME, JUNE)
    send_outbox(finished, lrs.lrs, JUNE)
    with finished.begin() as connection:
        connection.execute(statements.update().values(state=State.SENDING.value, next_at=JUNE))
    assert send_outbox(finished, lrs.lrs, JUNE + timedelta(hours=1))[State.SENT] == 3
    assert (len(lrs.calls), len(lrs.kept)) == (6, 3)


def test_what_the_store_refuses_for_good_is_a_failed_row_with_its_reason(finished, lrs):
    fill_outbox(finished, HOME, JUNE)
    lrs.failures, lrs.status = 1, 400
    assert send_outbox(finished, lrs.lrs, JUNE)[State.FAILED] == 1
    with finished.connect() as connection:
        (fault,) = connection.scalars(select(statements.c.fault).where(statements.c.state == "failed"))
    assert fault.startswith("400")


def test_a_store_that_is_not_there_keeps_the_row_waiting(finished):
    fill_outbox(finished, HOME, JUNE)
    assert send_outbox(finished, Lrs("http://127.0.0.1:9/xapi"), JUNE)[State.PLANNED] == 3
