"""What SECURITY.md and the papers beside it name is there: every test, every file."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FOLDERS = "assistant|deploy|docs|evals|ingest|knowledge|tests|ui"
PLACE = re.compile(rf"`((?:(?:{FOLDERS})/[\w./*@-]+)|[A-Za-z]+\.(?:txt|toml|md))`")
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
PAPERS = ("SECURITY.md", "docs/threat-model.md", "docs/asvs.md", "docs/privacy.md", "evals/security/found.md")


@cache
def functions_of(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("name", PAPERS)
def test_every_test_and_file_that_a_paper_names_is_there(name):
    paper = CHECKOUT / name
    text = paper.read_text("utf-8")
    lost = [
        f"{path}::{test}" for path, test in TEST.findall(text)
        if not (CHECKOUT / path).is_file() or test not in functions_of(CHECKOUT / path)
    ]  # fmt: skip
    lost += [place for place in PLACE.findall(text) if not list(CHECKOUT.glob(place))]
    lost += [link for link in LINK.findall(text) if not (paper.parent / link).exists()]
    assert lost == []


def test_every_promise_has_a_test():
    rows = [
        line for line in (CHECKOUT / "docs/threat-model.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| ---", "| promise"))
    ]  # fmt: skip
    assert len(rows) >= 15
    assert [row for row in rows if not TEST.search(row)] == []


def test_every_line_of_asvs_is_met_with_evidence_or_not_with_a_reason():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (CHECKOUT / "docs/asvs.md").read_text("utf-8").splitlines()
        if re.match(r"\| \d+\.\d+\.\d+ ", line)
    ]
    assert len(rows) > 120
    assert len({row[0] for row in rows}) == len(rows)
    assert {row[2] for row in rows} <= {"met", "partly", "not met", "n/a"}
    assert [row[0] for row in rows if row[2] == "met" and not PLACE.search(row[3]) and not TEST.search(row[3])] == []
    assert [row[0] for row in rows if row[2] != "met" and len(row[3]) < 12] == []
