"""Nothing phones home: every attempt to reach beyond loopback, even one that is caught, fails these tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import write_samples

CHECKOUT = Path(__file__).resolve().parent.parent

# Sees every attempt of Python code to look up or reach another host, in whatever thread, and forbids it.
GUARD = """
import sys, ipaddress
tried = []
def watch(event, args):
    if event not in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        return
    host = args[1][0] if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple) else args[0]
    if event in ("socket.connect", "socket.sendto") and not isinstance(args[1], tuple):
        return
    host = host.decode() if isinstance(host, bytes) else host
    try:
        inside = host is None or ipaddress.ip_address(host).is_loopback or host in ("0.0.0.0", "::")
    except ValueError:
        inside = host in ("localhost", "")
    if not inside:
        tried.append(f"{event} {host}")
        raise OSError(f"{event} {host}: the network is closed")
sys.addaudithook(watch)
"""

INGEST_AND_ASK = """
from ui.cli import main
def run(*arguments):
    sys.argv = ["integrity", *arguments]
    try:
        main()
    except SystemExit as stop:
        assert not stop.code, arguments
run("ingest", sys.argv[1])
run("ask", "对外作出的承诺应当在几日内登记")
run("search", "承诺登记")
run("doctor")
"""

SERVE = """
import asyncio, threading, time, urllib.request, socket
import uvicorn
from assistant.bootstrap import Application
from assistant.settings import read_settings
from ui.web.application import make_web_application
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
web = make_web_application(Application(read_settings()))
server = uvicorn.Server(uvicorn.Config(web, port=port, log_level="error"))
thread = threading.Thread(target=server.run)
thread.start()
while not server.started:
    assert thread.is_alive()
    time.sleep(0.05)
for path in ("/", "/docs", "/healthz", "/api/v1/documents"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        page = answer.read().decode()
        assert answer.status == 200
time.sleep(2)
server.should_exit = True
thread.join()
"""

LOAD_MODELS = """
import knowledge.encoder.static
from knowledge.encoder.transformer import TransformerEncoder
TransformerEncoder(str(knowledge.encoder.static.SHIPPED), {}).encode_query(["承诺"])
"""

REPORT = """
assert not tried, tried
"""


def run_closed(code, *arguments):
    kept = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
    command = [sys.executable, "-c", GUARD + code + REPORT, *map(str, arguments)]
    return subprocess.run(command, cwd=CHECKOUT, env=kept, capture_output=True, text=True, timeout=240, check=False)


def test_the_guard_sees_what_it_must_see():
    attempt = "socket.create_connection(('telemetry.example', 443))"
    found = run_closed(f"import socket\ntry:\n    {attempt}\nexcept OSError:\n    pass\n")
    assert found.returncode == 1
    assert "telemetry.example" in found.stderr
    assert run_closed("import socket\nsocket.getaddrinfo('127.0.0.1', 80)\n").returncode == 0


@pytest.mark.parametrize("code", [INGEST_AND_ASK, SERVE, LOAD_MODELS], ids=["command-line", "web", "models"])
def test_nothing_reaches_beyond_loopback(code, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    found = run_closed(code, write_samples(files))
    assert found.returncode == 0, found.stderr[-2000:]
