"""No library phones home: ingest, ask and the page, each with every address but loopback refused and noted."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.ui.conftest import serving

GUARD = Path(__file__).with_name("offline_guard.py")


@pytest.fixture
def program(tmp_path):
    """How to start `integrity` under the guard; in the end nothing may have been noted."""
    notes = tmp_path / "calls.txt"
    notes.touch()
    yield (str(GUARD), str(notes))
    assert notes.read_text() == ""


def run(program, *arguments):
    return subprocess.run([sys.executable, *program, *arguments], capture_output=True, text=True, check=False)


def test_the_guard_refuses_and_notes_a_call_home(tmp_path):
    notes = tmp_path / "calls.txt"
    for call in ("socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo('example.org', 80)"):
        guarded = f"sys.argv = ['guard', {str(notes)!r}]; runpy.run_path({str(GUARD)!r})"
        code = f"import runpy, socket, sys; {guarded}; {call}"
        assert "PermissionError" in run(("-c", code)).stderr
    assert notes.read_text().split() == ["192.0.2.1", "example.org"]


def test_nothing_calls_out_from_ingest_to_the_page(program, samples, tmp_path):
    data = ("--data-dir", str(tmp_path / "kept"))
    taken = run(program, "ingest", str(samples), *data)
    assert taken.returncode == 0, taken.stderr
    answered = run(program, "ask", "登记承诺事项由谁负责？", *data)
    assert "市政府办公室" in answered.stdout, answered.stderr
    with serving(tmp_path / "kept", tmp_path / "server.log", program) as address:
        assert httpx.get(f"{address}/readyz").json()["status"] == "ready"
        page = httpx.get(address).text
        assert "gradio" in page
        for path in ("/theme.css", "/docs", "/gradio_api/startup-events"):
            assert httpx.get(address + path).status_code == 200
        reply = httpx.post(f"{address}/api/v1/ask", json={"question": "登记承诺事项由谁负责？"}, timeout=60)
        assert reply.json()["status"] == "answered"
