"""What ships: every file that the packages need is named by a pattern, every shipped document is taken in."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from assistant.bootstrap import SHIPPED
from ingest.load import load
from ingest.pipeline import discover
from ingest.structure import read_documents
from ui.cli.program import COMMANDS

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("knowledge", "ingest", "assistant", "ui", "evals")


def test_every_file_beside_the_code_is_packed():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    files = [
        path
        for package in PACKAGES
        for path in (CHECKOUT / package).rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    ]
    assert len(files) > 20
    assert [path.name for path in files if not any(fnmatch(path.name, pattern) for pattern in patterns)] == []


def test_every_dependency_is_pinned_with_torch_as_agreed():
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert pins["torch"] == "2.13.0"
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-").replace(".", "-") for line in wanted}
    assert names - set(pins) == set()
    assert not any(sign in line for line in lines for sign in ("+cpu", "://", " @ "))


def test_every_document_that_ships_can_be_read():
    files = discover(SHIPPED)
    assert len(files) > 5
    assert all(document.articles for path in files for document in read_documents(load(path)))


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(name):
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`integrity {command}" not in text] == []
    assert "make serve" in text
    assert "make test" in text


def test_every_dependency_is_explained_with_its_licence():
    text = (CHECKOUT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    names = [re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in PROJECT["project"]["dependencies"]]
    assert [name for name in names if name not in text] == []
