"""The program run in the test's own process: arguments in; status, output and errors out."""

import json
import sys

import pytest

from ui.cli import main


@pytest.fixture
def integrity(capsys, monkeypatch):
    """Runs `integrity ARGUMENTS`; gives (exit status, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["integrity", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        written = capsys.readouterr()
        return int(stop.value.code or 0), written.out, written.err

    return run


@pytest.fixture
def integrity_json(integrity):
    """Runs a command with `--json`, which must succeed; gives the value."""

    def run(*arguments):
        status, out, err = integrity(*arguments, "--json")
        assert (status, err) == (0, "")
        assert "\\u" not in out, "Chinese is written as Chinese"
        return json.loads(out)

    return run
