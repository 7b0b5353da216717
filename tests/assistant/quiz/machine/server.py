"""A language model behind a real HTTP server: it writes what the test says, and solves what it is asked to solve."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.quiz.machine.told import prompt

TASKS = ("paraphrase", "explanation", "case", "open", "closed", "elsewhere")


class Server(ThreadingHTTPServer):
    """`writes` are the answers by task; `finds` the texts of options that it holds for right, by task."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.writes, self.finds, self.asked = {}, {}, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def answer(self, system, user):
        task = next(name for name in TASKS if prompt(name) == system)
        self.asked.append((task, user))
        if task in self.writes:
            told = self.writes[task]
            return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        options = re.findall(r"^(\d+)\. (.+)$", user, re.M)
        found = [int(n) for n, text in options if text in self.finds.get(task, ())]
        return json.dumps({"right": found})


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = {one["role"]: one["content"] for one in asked["messages"]}
        content = self.server.answer(said["system"], said["user"])
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": asked["model"], "choices": [choice]}
        refused = content == "500"
        written = json.dumps({"error": {"message": "out of order"}} if refused else body).encode()
        self.send_response(500 if refused else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


def serving():
    """A server that runs until the generator is closed."""
    made = Server()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()
