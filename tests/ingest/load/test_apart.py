"""Files read in a program of their own: what one of them does to it touches neither us nor the next."""

import multiprocessing
import os
import pickle
import signal
import time

import pytest

from ingest.load import apart as module
from ingest.load.apart import Apart
from ingest.loaded import Reason, Rejected


@pytest.fixture
def apart():
    made = Apart()
    yield made
    made.close()


def page(folder, name="a.html", words="第一条 依法行政。"):
    path = folder / name
    path.write_text(f"<html><body><p>{words}</p></body></html>", encoding="utf-8")
    return path


def test_a_file_is_read_as_it_would_be_here(tmp_path, apart):
    assert apart.load(page(tmp_path)).text == "第一条 依法行政。"
    with pytest.raises(Rejected) as rejected:
        apart.load(page(tmp_path, "b.pdf"))
    assert rejected.value.reason is Reason.NOT_WHAT_IT_SAYS
    assert apart.load(page(tmp_path, "c.html", "次文件")).text == "次文件"


def test_a_reader_that_is_killed_costs_one_file(tmp_path, apart):
    apart.load(page(tmp_path))
    os.kill(apart._program.pid, signal.SIGSTOP)
    apart.seconds = 0.5
    with pytest.raises(Rejected) as rejected:
        apart.load(page(tmp_path))
    assert rejected.value.reason is Reason.TOO_SLOW
    apart.seconds = 60
    assert apart.load(page(tmp_path)).text == "第一条 依法行政。"
    os.kill(apart._program.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert apart.load(page(tmp_path)).text == "第一条 依法行政。"


def test_memory_has_a_limit(tmp_path):
    small = Apart(memory=400 << 20)
    text = tmp_path / "a.html"
    text.write_bytes(b"<html><body>" + b"<p>x</p>" * 1_200_000 + b"</body></html>")
    try:
        with pytest.raises(Rejected) as rejected:
            small.load(text)
        assert rejected.value.reason in (Reason.EXPANDS_TOO_FAR, Reason.DAMAGED, Reason.NO_TEXT)
        assert small.load(page(tmp_path, "b.html")).text == "第一条 依法行政。"
    finally:
        small.close()


def test_plain_text_needs_no_program(tmp_path, apart):
    path = tmp_path / "a.txt"
    path.write_text("第一条", encoding="utf-8")
    assert apart.load(path).text == "第一条"
    assert apart._program is None
    assert ".md" in module.PLAIN


def test_a_reader_that_was_taken_over_makes_nothing_of_ours(tmp_path, apart):
    class Attack:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path / 'taken'}",)

    with pytest.raises(pickle.UnpicklingError):
        module._read_back(pickle.dumps(Attack()))
    assert not (tmp_path / "taken").exists()
    assert module._read_back(pickle.dumps(Rejected(Reason.EMPTY))).reason is Reason.EMPTY


def test_a_reader_that_could_not_be_started_is_ended_all_the_same(tmp_path):
    made = Apart()
    made._program = multiprocessing.get_context("spawn").Process()
    made.close()
    assert made.load(page(tmp_path)).text == "第一条 依法行政。"
    made.close()
