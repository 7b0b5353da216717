"""The lock around the indexes: a program that serves takes documents in while its readers go on."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.index_lock import InUse, index_lock

CHECKOUT = Path(__file__).resolve().parent.parent.parent
OTHER = """
import sys
from pathlib import Path
from assistant.index_lock import InUse, IndexLock
import assistant.index_lock as module
module.READER_WAITS = 1.0
lock = IndexLock(Path(sys.argv[1]))
try:
    with getattr(lock, sys.argv[2])():
        sys.stdout.write("in\\n")
        sys.stdout.flush()
        sys.stdin.read()
except InUse:
    sys.stdout.write("turned away\\n")
"""


class other_program:  # noqa: N801 - used as a context manager
    """Another program that reads or changes until the block is left; what became of it is its value."""

    def __init__(self, folder, how):
        self._command = [sys.executable, "-c", OTHER, str(folder), how]

    def __enter__(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(self._command, cwd=CHECKOUT, **pipes)
        return self._process.stdout.readline().strip()

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@pytest.fixture
def lock(tmp_path):
    return index_lock(tmp_path)


def test_a_program_that_reads_may_write_and_goes_on_reading(lock, tmp_path):
    with lock.reading():
        with lock.changing(), lock.reading(), other_program(tmp_path, "reading") as other:
            assert other == "turned away"
        with other_program(tmp_path, "reading") as other:
            assert other == "in"
        with other_program(tmp_path, "changing") as other:
            assert other == "turned away"
    with other_program(tmp_path, "changing") as other:
        assert other == "in"


def test_readers_of_the_same_program_come_and_go_while_it_writes(lock):
    came = []

    def read():
        with lock.reading():
            came.append(True)

    with lock.reading(), lock.changing():
        readers = [threading.Thread(target=read) for _ in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(10)
    assert len(came) == 8


def test_two_writers_of_one_program_wait_for_each_other(lock):
    inside, most = [], []

    def write():
        with lock.changing():
            inside.append(True)
            most.append(len(inside))
            inside.pop()

    with lock.reading():
        writers = [threading.Thread(target=write) for _ in range(6)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(20)
    assert most == [1] * 6


def test_a_writer_is_turned_away_while_another_program_reads_and_still_reads_itself(lock, tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.index_lock.SERVER_WAITS", 1.0)
    with lock.reading(), other_program(tmp_path, "reading") as other:
        assert other == "in"
        with pytest.raises(InUse), lock.changing():
            pass
        with other_program(tmp_path, "changing") as third:
            assert third == "turned away"


def test_who_writes_already_may_ask_again(lock):
    with lock.changing(), lock.changing():
        pass
