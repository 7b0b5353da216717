"""Metrics, logs and traces tell how it runs and nothing of what was asked."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from ui.web.telemetry.logs import set_up_logs
from ui.web.telemetry.metrics import expose_metrics

ASKED = "对外作出的承诺应当在几日内登记？"


@pytest.fixture
def client(web):
    with TestClient(web, base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture
def logs():
    """The root logger as it was, afterwards."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    yield root
    root.handlers[:], root.level = before


def test_metrics_count_requests_by_route_and_answers_by_status(client):
    client.post("/api/v1/ask", json={"question": ASKED})
    client.get("/api/v1/documents/no-such-document")
    text = client.get("/metrics").text
    assert 'handler="/api/v1/ask"' in text
    assert 'integrity_answers_total{mode="extractive",status="answered"}' in text
    assert "integrity_documents " in text
    assert "process_resident_memory_bytes" in text
    assert "no-such-document" not in text


def test_a_gauge_that_cannot_be_had_leaves_the_others(client):
    from fastapi import FastAPI

    def down():
        raise ConnectionError

    web = FastAPI()
    expose_metrics(web, {"down": down, "up": lambda: 1.0})
    text = TestClient(web).get("/metrics").text
    assert "integrity_up 1.0" in text
    assert "integrity_down" not in text


def test_a_request_is_one_line_of_json_with_its_id_and_without_its_path(client, logs, capsys):
    set_up_logs("json", "INFO")
    given = "0123456789abcdef0123456789abcdef"
    answer = client.get("/api/v1/documents/secret-of-a-link?q=私事", headers={"X-Request-ID": given})
    written = capsys.readouterr().err
    line = json.loads(written.strip().splitlines()[-1])
    assert answer.headers["X-Request-ID"] == given == line["request_id"]
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["route"].startswith("/api/v1/documents/{")
    assert "secret-of-a-link" not in written
    assert "私事" not in written


def test_logs_for_people_bear_the_id_too(client, logs, capsys):
    set_up_logs("text", "INFO")
    answer = client.get("/api/v1/documents")
    assert f"[{answer.headers['X-Request-ID']}] GET /api/v1/documents 200" in capsys.readouterr().err


@pytest.fixture
def collector():
    """An OTLP collector on loopback; the spans that it was sent."""
    import grpc
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

    class Collector(service.TraceServiceServicer):
        spans = []

        def Export(self, request, _context):
            self.spans += [span for one in request.resource_spans for part in one.scope_spans for span in part.spans]
            return messages.ExportTraceServiceResponse()

    server = grpc.server(ThreadPoolExecutor(2))
    made = Collector()
    service.add_TraceServiceServicer_to_server(made, server)
    made.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield made
    server.stop(None).wait()


def test_traces_reach_the_collector_and_do_not_say_what_was_asked(web_folder, collector):
    from fastapi import FastAPI

    from ui.web.telemetry.traces import send_traces

    web = FastAPI()

    @web.get("/follow/{secret}")
    def follow(secret: str):
        return {"ok": len(secret)}

    provider = send_traces(web, f"http://127.0.0.1:{collector.port}")
    with TestClient(web) as client:
        client.get("/follow/secret-of-a-link?q=asked")
        client.get("/nowhere/secret-of-a-link")
    provider.shutdown()
    assert [span.name for span in collector.spans][0] == "GET /follow/{secret}"
    assert "secret-of-a-link" not in str(collector.spans)
    assert "asked" not in str(collector.spans)
