"""`integrity staff`, `report`, `training`, `audit`: a roster in, reports out, packs checked, the log proven."""

import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from assistant.training.requirements import save
from tests.assistant.training.made import ADMIN, clock, requirement
from tests.assistant.training.made import Standing as Kept

ROSTER = "工号,姓名,单位,部门\n1001,张三,青石市/财政局,办公室\n1002,李四,青石市/民政局,救助科\n,无号,青石市,\n"


@pytest.fixture
def roster(tmp_path, integrity):
    path = tmp_path / "roster.csv"
    path.write_bytes(ROSTER.encode("gbk"))
    return path


@pytest.fixture
def asked(application, roster, integrity):
    """Two people asked to do the year's training."""
    save(application.engine, requirement(), ADMIN, at=clock(2026, 1, 5), standing=Kept.ACTIVE)
    assert integrity("staff", "import", roster)[0] == 1
    assert integrity("training", "nightly")[::2] == (0, "")


def test_a_dry_run_then_the_import_with_its_errors_in_a_file(integrity, roster, tmp_path):
    status, out, _ = integrity("staff", "import", roster, "--dry-run")
    assert (status, "新增2人" in out, "没有写入" in out) == (1, True, True)
    errors = tmp_path / "errors.xlsx"
    status, out, _ = integrity("staff", "import", roster, "--errors", errors)
    assert "缺少工号" in out
    assert load_workbook(errors).active.max_row == 2
    assert "未变2人" in integrity("staff", "import", roster)[1]
    told = json.loads(integrity("staff", "import", roster, "--json")[1])
    assert (told["unchanged"], told["rejected"]) == (2, [{"row": 4, "faults": "缺少工号"}])


def test_a_file_that_is_no_roster_is_one_sentence(integrity, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("甲\n", encoding="utf-8")
    status, _, err = integrity("staff", "import", path)
    assert (status, err.count("\n")) == (1, 1)
    assert "“工号、姓名、单位”" in err
    assert integrity("staff", "import", tmp_path / "x.doc")[0] == 1


def test_a_workbook_that_is_none_is_said_in_words(integrity, tmp_path):
    path = tmp_path / "broken.xlsx"
    for content in (b"not a zip", _zip_of("other.txt")):
        path.write_bytes(content)
        status, _, err = integrity("staff", "import", path)
        assert (status, "另存为 .xlsx" in err, "zip" in err, err.count("\n")) == (1, True, False, 1)


def _zip_of(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr(name, "x")
    return out.getvalue()


def test_reports_on_the_screen_in_excel_and_print(asked, integrity, integrity_json, tmp_path):
    assert "青石市" in integrity("report", "completion")[1]
    rows = integrity_json("report", "completion", "--unit", "青石市/财政局", "--department", "办公室")
    assert [(row["工号"], row["状态"]) for row in rows] == [("1001", "未开始")]
    assert integrity_json("report", "overdue", "--requirement", "年度诚信教育") == []
    for name in ("completion.xlsx", "completion.pdf"):
        assert integrity("report", "completion", "--out", tmp_path / name)[0] == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert integrity("report", "hours")[0] == 0
    assert integrity("report", "weakest")[0] == 0
    assert integrity_json("report", "coverage") == []
    assert integrity("report", "items", "--requirement", "annual")[0] == 0
    status, _, err = integrity("report", "completion", "--requirement", "没有")
    assert (status, "annual/2026" in err) == (1, True)
    assert integrity("report", "completion", "--out", tmp_path / "x.doc")[0] == 1


def test_a_pack_is_written_and_checked(asked, integrity, tmp_path):
    pack = tmp_path / "evidence.zip"
    period = ("--from", "2026-01-01", "--to", "2026-12-31")
    assert integrity("report", "evidence", "--unit", "青石市/财政局", *period, "--out", pack)[0] == 0
    assert "完整" in integrity("report", "verify", pack)[1]
    for content in (b"not a zip", _zip_of("other.txt")):
        pack.write_bytes(content)
        status, _, err = integrity("report", "verify", pack)
        assert (status, "不是督查材料包" in err, "evidence pack" in err) == (1, True, False)


def test_the_audit_log_is_proven(asked, integrity, integrity_json):
    assert integrity("audit", "verify")[0] == 0
    assert integrity_json("audit", "verify") == {"whole": True, "broken_at": None}
