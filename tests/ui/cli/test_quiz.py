"""`integrity quiz`: items as JSON lines with a summary, the bank in and out."""

import json

import pytest
from openpyxl import Workbook, load_workbook

from tests.assistant.quiz.machine.server import serving

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


def test_the_workbook_says_in_chinese_where_each_item_stands(items, integrity, tmp_path):
    integrity("quiz", "import", items)
    first, *_ = [item["id"] for item in read(items)]
    assert integrity("quiz", "review", "submit", first, "--who", "writer")[0] == 0
    integrity("quiz", "export", tmp_path / "bank.xlsx")
    heads, *rows = load_workbook(tmp_path / "bank.xlsx").active.iter_rows(values_only=True)
    standings = {row[heads.index("题目编号")]: row[heads.index("状态")] for row in rows}
    assert standings.pop(first) == "待审核"
    assert set(standings.values()) == {"草稿"}


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


def test_items_are_submitted_and_approved_by_another(items, integrity, tmp_path):
    integrity("quiz", "import", items)
    count = len(read(items))
    assert f"已处理{count}题" in integrity("quiz", "review", "submit", "--all", "--who", "import")[1]
    status, out, _ = integrity("quiz", "review", "approve", "--all", "--who", "import")
    assert status == 1
    assert "不能通过自己录入的题目" in out
    assert integrity("quiz", "review", "approve", "--all", "--who", "trainer")[0] == 0
    status, _, err = integrity("quiz", "review", "retire", "Q-NONE", "--who", "trainer")
    assert status == 1
    assert "Q-NONE" in err


def test_a_file_of_items_is_held_against_the_knowledge_base(items, integrity_json, integrity, tmp_path):
    report = integrity_json("eval", "quiz", items)
    count = len(read(items))
    assert (report["items"], report["proven"], report["faults"]) == (count, 1.0, {})
    assert report["generated"]["items"] == count
    changed = tmp_path / "changed.jsonl"
    first, *rest = read(items)
    first["proof"]["digest"] = "0" * 64
    first["marks_given"] = {"key_right": 2, "single_key": 1}
    changed.write_text("\n".join(json.dumps(one) for one in (first, *rest)), encoding="utf-8")
    report = integrity_json("eval", "quiz", changed)
    assert report["faults"] == {"stale-text": 1}
    assert (report["rubric"]["key_right"], report["rubric"]["single_key"]) == (1.0, 0.0)
    assert "条文已有修改" in integrity("eval", "quiz", changed)[1]


def test_without_a_model_the_option_says_what_is_missing(law, integrity):
    status, out, err = integrity("quiz", "generate", "--with-model", "case")
    assert (status, out) == (1, "")
    assert "INTEGRITY_LLM" in err


@pytest.fixture
def server():
    yield from serving()


def test_items_by_the_model_come_out_verified_and_enter_the_bank(law, integrity, tmp_path, monkeypatch, server):
    monkeypatch.setenv("INTEGRITY_LLM", "openai:made-up")
    monkeypatch.setenv("INTEGRITY_LLM_BASE_URL", server.url)
    question = "窗口单位收到群众的书面询问以后，答复的期限是多少个工作日？"
    server.writes = {"paraphrase": {"stem": question}}
    server.finds = {"open": ("十",)}
    path = tmp_path / "written.jsonl"
    given = ("--with-model", "paraphrase", "--count", 30, "--out", path)
    status, _, err = integrity("quiz", "generate", *given)
    assert status == 0
    assert "未出题" in err
    (item,) = read(path)
    assert question in item["stem"]
    assert item["made"]["model"] == "openai:made-up"
    assert "新增1题" in integrity("quiz", "import", path)[1]
    integrity("quiz", "export", tmp_path / "bank.xlsx")
    assert "未变1题" in integrity("quiz", "import", tmp_path / "bank.xlsx")[1]
    integrity("quiz", "export", tmp_path / "bank.jsonl")
    assert read(tmp_path / "bank.jsonl")[0]["made"]["gate"][0] == "open 3/3"
