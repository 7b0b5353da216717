"""A language model that obeys whoever writes to it: a server on loopback that speaks the OpenAI protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evals.security.corpus import sayings


class HostileServer(ThreadingHTTPServer):
    """Answers with the saying that the model's name names; remembers what it was sent."""

    daemon_threads = True

    def __init__(self, says: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.says = says
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """Its address, as `INTEGRITY_LLM_BASE_URL` takes it."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Answering(BaseHTTPRequestHandler):
    server: HostileServer

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_POST(self) -> None:
        """One completion."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        system, user = asked["messages"][0]["content"], asked["messages"][-1]["content"]
        text = self.server.says[asked["model"]].replace("{system}", system).replace("{question}", user[-300:])
        content = json.dumps({"sentences": [{"text": text, "passages": [1]}]}, ensure_ascii=False)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": asked["model"], "choices": [choice]}
        written = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


@contextmanager
def hostile_server() -> Iterator[HostileServer]:
    """Runs one until the block is left."""
    server = HostileServer(sayings())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
