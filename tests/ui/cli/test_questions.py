"""`integrity questions`: labels typed in, read from a sheet, listed, taken back; the search follows."""

import json

import pytest
from openpyxl import Workbook, load_workbook

from tests.samples import NEW_RULES

DOCUMENT = "青石市诚信服务条例"


@pytest.fixture
def run(integrity, tmp_path):
    (tmp_path / "rules.md").write_text(NEW_RULES, encoding="utf-8")
    assert integrity("ingest", tmp_path / "rules.md")[0] == 0
    return integrity


@pytest.fixture
def sheet(tmp_path):
    book = Workbook()
    page = book.active
    page.append(["标注表"])
    page.append(["提问", "文件名称", "条款"])
    page.append(["写信去问多久给回音", DOCUMENT, "第2条"])
    page.append(["没有这个文件", "不存在的规定", "第二条"])
    page.append(["没有这一条", DOCUMENT, "第九十九条"])
    page.append(["", DOCUMENT, "第二条"])
    path = tmp_path / "标注.xlsx"
    book.save(path)
    return path


def listed(run):
    return json.loads(run("questions", "list", "--json")[1])


def test_a_label_is_put_in_listed_and_taken_back(run):
    assert run("questions", "add", "写信去问多久给回音", "--document", DOCUMENT, "--article", "第2条")[0] == 0
    (kept,) = listed(run)
    assert (kept["question"], kept["document"], kept["article"]) == ("写信去问多久给回音", DOCUMENT, "第二条")
    first = json.loads(run("search", "写信去问，多久给回音？", "--json")[1])[0]
    assert (first["title"], first["article"]) == (DOCUMENT, "第二条")
    assert run("questions", "remove", str(kept["id"]))[0] == 0
    assert listed(run) == []


@pytest.mark.parametrize(("document", "article"), [("不存在的规定", "第二条"), (DOCUMENT, "第九十九条")])
def test_a_label_for_nothing_is_refused_with_a_reason(run, document, article):
    status, _, error = run("questions", "add", "问题", "--document", document, "--article", article)
    assert status == 1
    assert document in error
    assert listed(run) == []


def test_a_dry_run_changes_nothing_and_wrong_rows_are_marked(run, sheet, tmp_path):
    marked = tmp_path / "错误.xlsx"
    assert run("questions", "import", str(sheet), "--dry-run", "--errors", str(marked))[0] == 1
    assert listed(run) == []
    remarks = [row[-1] for row in load_workbook(marked).active.iter_rows(values_only=True)]
    assert remarks[1:3] == ["错误", None]
    assert all(remarks[3:])


def test_the_right_rows_of_a_sheet_go_in_once(run, sheet):
    for _ in range(2):
        assert run("questions", "import", str(sheet))[0] == 1
        assert [kept["article"] for kept in listed(run)] == ["第二条"]


def test_a_sheet_without_the_columns_is_refused(run, tmp_path):
    book = Workbook()
    book.active.append(["甲", "乙"])
    book.save(tmp_path / "x.xlsx")
    status, _, error = run("questions", "import", str(tmp_path / "x.xlsx"))
    assert status == 1
    assert "条款" in error
