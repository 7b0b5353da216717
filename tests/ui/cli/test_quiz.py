"""`integrity quiz`: items as JSON lines with a summary, the bank in and out."""

import json

import pytest
from openpyxl import Workbook, load_workbook

LAW = """# 青石市诚信服务条例

2019年4月1日 青石市人民代表大会常务委员会通过

<!-- INFO END -->

第一条 窗口单位应当自收到群众书面询问之日起十个工作日内作出答复。

第二条 群众对答复不满意的，可以自收到答复之日起三十日内提出异议。

第三条 窗口单位对外承诺的办理期限为二十日，承诺应当公开。

第四条 有下列情形之一的，窗口单位不得拒绝受理：
（一）材料齐全的；
（二）符合法定形式的；
（三）已经按照要求补正材料的。

第五条 本条例自2019年5月1日起施行。
"""


@pytest.fixture
def law(integrity_json, tmp_path):
    path = tmp_path / "law.md"
    path.write_text(LAW, encoding="utf-8")
    integrity_json("ingest", path)


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def items(law, integrity, tmp_path):
    path = tmp_path / "items.jsonl"
    status, out, err = integrity("quiz", "generate", "--seed", 7, "--out", path)
    assert (status, err) == (0, "")
    assert "5条现行条文" in out
    return path


def test_items_come_as_json_lines_with_their_proof(items, integrity):
    made = read(items)
    assert {item["type"] for item in made} >= {"single", "fill_in", "short_answer"}
    for item in made:
        assert item["proof"]["key_text"]
        assert item["proof"]["checks"]
        assert "青石市诚信服务条例" in item["stem"]
    assert integrity("quiz", "generate", "--seed", 7)[1] == items.read_text(encoding="utf-8")


def test_documents_types_and_count_narrow_what_is_made(items, integrity):
    given = ("--document", "青石市诚信服务条例", "--types", "fill_in", "--count", 2)
    status, out, err = integrity("quiz", "generate", *given)
    assert (status, err) == (0, "")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["fill_in"] * 2
    status, out, err = integrity("quiz", "generate", "--document", "没有这份文件")
    assert (status, out) == (1, "")
    assert "没有这份文件" in err


def test_a_day_before_the_law_gives_nothing(items, integrity):
    assert integrity("quiz", "generate", "--as-of", "2019-04-30") == (0, "", "")


@pytest.mark.parametrize("name", ["bank.xlsx", "bank.zip", "bank.jsonl"])
def test_the_bank_that_goes_out_comes_back_the_same(items, integrity, tmp_path, name):
    count = len(read(items))
    assert f"新增{count}题" in integrity("quiz", "import", items)[1]
    assert integrity("quiz", "export", tmp_path / name)[0] == 0
    status, out, _ = integrity("quiz", "import", tmp_path / name)
    assert status == 0
    assert f"未变{count}题" in out


def test_a_trial_changes_nothing_and_says_row_by_row_what_is_wrong(integrity, tmp_path):
    book = Workbook()
    for row in (
        ["题型", "题干", "选项A", "选项B", "正确答案"],
        ["单选", "选", "一", "二", "A"],
        ["单选", "选二", "一", "二", "D"],
    ):
        book.active.append(row)
    path, errors = tmp_path / "in.xlsx", tmp_path / "errors.xlsx"
    book.save(path)
    status, out, err = integrity("quiz", "import", path, "--dry-run", "--errors", errors)
    assert (status, err) == (1, "")
    assert "新增1题" in out
    assert "试运行" in out
    assert load_workbook(errors).active["F3"].value.startswith("正确答案不在选项之中")
    assert "已写入" in integrity("quiz", "export", tmp_path / "out.jsonl")[1]
    assert read(tmp_path / "out.jsonl") == []


def test_a_format_that_is_not_known_is_named(integrity, tmp_path):
    status, out, err = integrity("quiz", "export", tmp_path / "bank.doc")
    assert (status, out) == (1, "")
    assert "bank.doc" in err
