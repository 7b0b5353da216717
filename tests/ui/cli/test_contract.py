"""The command line as the contract has it: JSON shapes, exit statuses, one clear sentence for an error."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import pytest
from openpyxl import load_workbook

from knowledge.encoder import make_encoder
from tests.samples import PLAN
from ui.messages.words import ui_words

CHECKOUT = Path(__file__).resolve().parents[3]
PLAN_TITLE = "青石市政务承诺管理实施方案"
QUESTION = "对外作出的承诺应当在几日内登记？"
RESULT = {"document_id", "title", "number", "article", "heading", "text", "score", "status", "audience"}
ANSWER = {
    "question", "status", "answer", "mode", "corpus", "citations", "notices", "follow_ups", "elapsed_ms",
}  # fmt: skip
CITATION = {
    "n", "document_id", "title", "number", "article", "heading", "quote", "text", "start", "end", "page", "status",
    "audience", "digest", "source",
}  # fmt: skip
DOCUMENT = {"id", "title", "number", "issuer", "region", "type", "status", "audience", "dates", "articles"}


@pytest.fixture
def plan(integrity_json, tmp_path):
    """A data folder with one public document; its row of the ingest report."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    (row,) = integrity_json("ingest", path)
    return row


def assert_error(result, status, *said):
    code, out, err = result
    assert code == status
    assert "Traceback" not in err
    assert all(part in err for part in said), err
    assert out == "" or status == 1


def test_ingest_reports_a_row_a_file(plan, integrity, integrity_json, tmp_path):
    assert (plan["outcome"], plan["documents"], plan["articles"]) == ("added", [PLAN_TITLE], 6)
    (again,) = integrity_json("ingest", tmp_path / "plan.txt")
    assert again["outcome"] == "unchanged"
    status, out, err = integrity("ingest", tmp_path / "plan.txt")
    assert (status, err) == (0, "")
    assert "plan.txt" in out


def test_a_rejected_file_is_one_row_and_exit_status_1(integrity, plan, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, err = integrity("ingest", empty, tmp_path / "plan.txt", "--json")
    rows = {row["outcome"]: row for row in json.loads(out)}
    assert status == 1
    assert err == ""
    assert rows["rejected"]["reason"] == "empty"
    assert rows["rejected"]["message"]
    assert "unchanged" in rows


def test_a_rejected_file_is_told_in_plain_words(integrity, plan, tmp_path):
    (tmp_path / "text.xlsx").write_text("第一条 这是文字。", encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    status, out, _ = integrity("ingest", tmp_path / "text.xlsx", tmp_path / "broken.docx")
    told = "".join(out.split())
    assert status == 1
    assert "BadZipFile" not in told and ".xlsx:text" not in told
    status, out, _ = integrity("ingest", tmp_path / "text.xlsx", "--json")
    assert json.loads(out)[0]["message"].endswith("扩展名是.xlsx，内容像是纯文本。")


def test_what_ships_goes_in_by_name_and_once(integrity_json, integrity):
    rows = integrity_json("ingest", "--library")
    assert rows
    assert {row["outcome"] for row in rows} == {"added"}
    assert {row["outcome"] for row in integrity_json("ingest", "--library")} == {"unchanged"}
    assert integrity_json("doctor")["consistent"] is True


def test_documents_lists_the_catalogue(plan, integrity_json):
    (row,) = integrity_json("documents")
    assert set(row) >= DOCUMENT
    assert (row["title"], row["number"]) == (PLAN_TITLE, "青政办发〔2021〕7号")
    assert (row["audience"], row["articles"], row["status"]) == ("public", 6, "in_force")
    assert row["dates"]["drawn_up"] == "2021-03-05"


@pytest.mark.parametrize("name", [PLAN_TITLE, "青政办发〔2021〕7号", "青政办发[2021]7号", "政务承诺管理"])
def test_show_takes_a_title_a_part_of_it_or_a_number(plan, integrity_json, name):
    outline = integrity_json("show", name)
    labels = [entry["article"] for entry in outline["articles"] if entry["kind"] == "article"]
    assert labels == ["一、", "二、（一）", "二、（二）", "二、（三）", "三、（一）", "三、（二）"]


@pytest.mark.parametrize("label", ["二、（一）", "二、(一)"])
def test_show_gives_an_article_whole_and_verbatim(plan, integrity_json, label):
    article = integrity_json("show", PLAN_TITLE, label)
    assert set(article) >= RESULT
    assert article["article"] == "二、（一）"
    assert article["text"] in PLAN


def test_show_takes_an_id(plan, integrity_json):
    (row,) = integrity_json("documents")
    assert integrity_json("show", row["id"])["title"] == PLAN_TITLE


def test_responsibilities_say_who_and_by_when_on_screen_and_in_a_workbook(plan, integrity, integrity_json, tmp_path):
    duties = integrity_json("show", PLAN_TITLE, "--responsibilities")
    (duty,) = [duty for duty in duties if duty["leads"]]
    assert (duty["article"], duty["leads"], duty["due"]) == ("二、（一）", ["市政府办公室"], "2021-12-31")
    status, _, err = integrity("show", PLAN_TITLE, "--responsibilities", "--out", tmp_path / "duties.xlsx")
    assert (status, err) == (0, "")
    rows = list(load_workbook(tmp_path / "duties.xlsx").active.values)
    assert len(rows) == 1 + len(duties)
    assert any("市政府办公室" in row for row in rows)


def test_search_gives_ranked_articles(plan, integrity_json):
    results = integrity_json("search", QUESTION, "--top-k", 3)
    assert 0 < len(results) <= 3
    assert all(set(result) >= RESULT for result in results)
    assert results[0]["article"] == "二、（一）"


def test_search_in_bulk_answers_every_line(plan, integrity, tmp_path):
    queries = tmp_path / "in.jsonl"
    queries.write_text('{"id": "a", "query": "登记"}\n\n{"id": 2, "query": "☃"}\n', encoding="utf-8")
    assert integrity("search", "--queries", queries, "--out", tmp_path / "out.jsonl")[0] == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", 2]
    assert all(isinstance(line["results"], list) for line in lines)


def test_ask_gives_an_answer_with_citations(plan, integrity_json):
    answer = integrity_json("ask", QUESTION)
    assert set(answer) >= ANSWER
    assert (answer["status"], answer["mode"], answer["question"]) == ("answered", "extractive", QUESTION)
    for citation in answer["citations"]:
        assert set(citation) >= CITATION
        assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_ask_for_people_names_the_source(plan, integrity):
    status, out, err = integrity("ask", QUESTION)
    assert (status, err) == (0, "")
    assert PLAN_TITLE in out
    assert "[1]" in out


def test_ask_in_bulk_takes_history_audience_and_day_line_by_line(plan, integrity, tmp_path):
    lines = [
        {"id": 1, "question": QUESTION, "audience": "public", "as_of": "2021-06-01"},
        {"id": 2, "question": "那公示呢", "history": [{"question": QUESTION, "answer": "三日内登记。"}]},
    ]
    questions = tmp_path / "in.jsonl"
    questions.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert integrity("ask", "--questions", questions, "--out", tmp_path / "out.jsonl")[0] == 0
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "\\u" not in written
    answers = [json.loads(line) for line in written.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2]
    assert all(set(answer) >= ANSWER for answer in answers)


def test_remove_takes_a_document_out_everywhere(plan, integrity, integrity_json):
    assert integrity("remove", PLAN_TITLE, "--yes")[0] == 0
    assert integrity_json("documents") == []
    assert integrity_json("search", QUESTION) == []
    assert integrity_json("doctor")["consistent"] is True


def test_reindex_rebuilds_what_was_thrown_away(plan, integrity, integrity_json, data_folder):
    before = integrity_json("search", QUESTION)
    rmtree(data_folder / "lexical")
    assert json.loads(integrity("doctor", "--json")[1])["consistent"] is False
    assert integrity("reindex")[0] == 0
    assert integrity_json("search", QUESTION) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest", "no/such/file.pdf"], "no/such/file.pdf"),
        (["show", "不存在的文件"], "不存在的文件"),
        (["show", PLAN_TITLE, "第九十九条"], "第九十九条"),
        (["remove", "不存在的文件", "--yes"], "不存在的文件"),
        (["ask", "--questions", "no-such.jsonl", "--out", "x"], "no-such.jsonl"),
        (["ask", "问题", "--history", "no-such.json"], "no-such.json"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_status_1(plan, integrity, arguments, said):
    result = integrity(*arguments)
    assert_error(result, 1, said)
    assert len(result[2].strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("written", "place"),
    [("not json", "1"), ('{"id": 1}', "1"), ('{"id": 1, "query": "x"}\n[1]', "2"), ("\ufeff{}", "1")],
)
def test_a_bad_line_is_named_by_its_number(plan, integrity, tmp_path, written, place):
    queries = tmp_path / "in.jsonl"
    queries.write_text(written, encoding="utf-8")
    result = integrity("search", "--queries", queries, "--out", tmp_path / "out.jsonl")
    assert_error(result, 1, "in.jsonl", place)


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["ingest"],
        ["ask"],
        ["ask", "问", "--questions", "x", "--out", "y"],
        ["search", "--queries", "x"],
        ["search", "x", "--top-k", "0"],
        ["search", "x", "--as-of", "yesterday"],
        ["search", "x", "--audience", "everybody"],
        ["serve", "--port", "99999"],
        ["show"],
        ["ask", "x", "--no-such-option"],
    ],
)
def test_wrong_usage_is_exit_status_2(integrity, arguments):
    result = integrity(*arguments)
    assert_error(result, 2)
    assert result[2].strip()


def test_an_index_made_by_another_model_is_refused_with_the_way_out(plan, integrity, monkeypatch):
    monkeypatch.setattr(make_encoder(), "name", "another@1")
    assert_error(integrity("search", "登记"), 1, "integrity reindex")


HOLD = """
import sys
from tests.parts import open_application
from pathlib import Path
with open_application(Path(sys.argv[1])).reading():
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


def test_a_writer_is_told_to_wait_while_another_program_reads(plan, integrity, data_folder, tmp_path):
    command = [sys.executable, "-c", HOLD, str(data_folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=CHECKOUT, **pipes) as reader:
        assert reader.stdout.readline() == "held\n"
        assert_error(integrity("ingest", tmp_path / "plan.txt"), 1, "INTEGRITY_CHROMA_URL")
        reader.stdin.close()
        reader.wait(timeout=30)
    assert integrity("ingest", tmp_path / "plan.txt")[0] == 0


def test_readers_do_not_wait_for_each_other(plan, integrity_json, application):
    with application.reading():
        assert integrity_json("search", "登记")


def test_the_language_of_the_program_can_be_set(integrity, monkeypatch):
    monkeypatch.setenv("INTEGRITY_LANGUAGE", "en")
    ui_words.cache_clear()
    assert "does not exist" in integrity("ingest", "no-such-file")[2]
    ui_words.cache_clear()
