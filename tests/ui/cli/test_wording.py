"""What the command line says when it is called wrongly: in the language of the program, what is wrong and where."""

from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po

from ui.messages.click_words import DOMAIN, LOCALE

FOLDER = LOCALE / "zh" / "LC_MESSAGES"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["asx"], "没有 'asx' 这个命令"),
        (["ask", "--fro"], "没有 '--fro' 这个选项"),
        (["serve", "--port", "x"], "'--port' 的值不对"),
        (["eval", "retrieval", "."], "'.' 是文件夹，这里需要的是文件"),
        (["show"], "缺少参数 'DOCUMENT'"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(integrity, arguments, said):
    status, out, err = integrity(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.startswith("用法：")


def test_help_is_in_chinese_and_english_where_set(integrity, monkeypatch):
    assert "选项" in integrity("--help")[1]
    assert "显示版本" in integrity("--help")[1]
    monkeypatch.setenv("INTEGRITY_LANGUAGE", "en")
    assert integrity("asx")[2].endswith("Error: No such command 'asx'.\n")


@pytest.mark.parametrize("task", ["retrieval", "answers", "quiz"])
def test_a_labelled_file_that_cannot_be_read_is_told_plainly(integrity, tmp_path, task):
    status, out, err = integrity("eval", task, tmp_path / "none.jsonl")
    assert (status, out) == (1, "")
    assert err == f"错误：找不到{tmp_path / 'none.jsonl'}，请检查路径。\n"
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes("问题".encode("gb18030"))
    assert integrity("eval", task, broken) == (1, "", "错误：文件不是 UTF-8 编码的文本，请另存为 UTF-8 后重试。\n")


def test_a_wrong_setting_is_named(integrity, monkeypatch):
    monkeypatch.setenv("INTEGRITY_HELP_DAYS", "abc")
    status, out, err = integrity("documents")
    assert (status, out) == (1, "")
    assert "INTEGRITY_HELP_DAYS" in err
    assert "abc" in err


def test_a_history_that_is_no_list_is_told_plainly(integrity, tmp_path):
    history = tmp_path / "history.json"
    for content in ("{}", "[[", '"x"'):
        history.write_text(content, encoding="utf-8")
        status, _, err = integrity("ask", "承诺几日内登记？", "--history", history)
        assert status == 1
        assert "对话轮次的列表" in err


def test_the_compiled_words_are_those_of_the_source():
    with (FOLDER / f"{DOMAIN}.po").open("rb") as source, (FOLDER / f"{DOMAIN}.mo").open("rb") as compiled:
        wanted, made = read_po(source), GNUTranslations(compiled)
    for message in wanted:
        if message.id and isinstance(message.id, str):
            assert made.gettext(message.id) == message.string
        elif message.id:
            assert made.ngettext(*message.id, 2) == message.string[0]
