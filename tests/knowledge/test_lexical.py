"""The lexical index: Chinese by bigrams, versions in and out in one commit, readers beside the writer."""

import shutil

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical.index import LexicalIndex, OldIndex, indexed_words
from knowledge.lexical.tokens import held, tokens
from knowledge.model import Passage


def passage(version, ordinal, text, title="青石市诚信条例", headings=""):
    return Passage(version, ordinal, 0, text, 0, title, headings)


@pytest.fixture
def index(tmp_path):
    return LexicalIndex(tmp_path / "lexical")


def ids(found):
    return [identifier for identifier, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("诚信", ["诚信"]),
        ("诚", ["诚"]),
        ("政务诚信", ["政务", "务诚", "诚信"]),
        ("2017年", ["2017", "年"]),
        ("ＡＢＣ，１２３", ["abc", "123"]),
        ("互联网+政务", ["互联", "联网", "政务"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_words_are_bigrams_of_chinese_and_whole_runs_of_the_rest(text, expected):
    assert tokens(text) == expected


@given(st.text())
def test_any_text_has_tokens_of_one_or_two_characters_or_runs_of_latin(text):
    assert all(token.isascii() and token.isalnum() or 1 <= len(token) <= 2 for token in tokens(text))


@given(st.text(alphabet="政务诚信建设承诺公开", min_size=2, max_size=20))
def test_a_part_of_a_text_shares_its_words(text):
    assert set(tokens(text[:-1])) <= {*tokens(text), *text}


def test_the_passage_that_shares_most_words_comes_first(index):
    index.replace([passage("a", 0, "窗口单位应当公开办事指南。"), passage("b", 0, "承诺应当登记并公示结果。")], ())
    assert ids(index.query("承诺登记公示", 10))[0] == "b-0-0"
    assert index.query("天文观测", 10) == []
    assert index.query("", 10) == []


def test_half_width_in_the_question_finds_full_width_in_the_source(index):
    index.replace([passage("a", 0, "依据ＩＳＯ９００１标准")], ())
    assert ids(index.query("iso9001", 5)) == ["a-0-0"]


def test_title_and_headings_are_searched_too(index):
    by_title = passage("a", 0, "按期完成。", title="城乡规划办法")
    index.replace([by_title, passage("b", 0, "按时。", headings="档案移交")], ())
    assert ids(index.query("城乡规划", 5)) == ["a-0-0"]
    assert ids(index.query("档案移交", 5)) == ["b-0-0"]


def test_a_version_goes_out_with_all_its_passages_as_another_comes_in(index):
    index.replace([passage("old", n, "承诺登记") for n in range(3)], ())
    index.replace([passage("new", 0, "承诺登记")], ["old"])
    assert ids(index.query("承诺登记", 10)) == ["new-0-0"]
    assert len(index) == 1


def test_replacing_a_version_by_itself_doubles_nothing(index):
    for _ in range(2):
        index.replace([passage("a", 0, "承诺登记")], ["a"])
    assert len(index) == 1


def test_a_search_can_be_held_to_some_versions(index):
    index.replace([passage("a", 0, "承诺登记"), passage("b", 0, "承诺登记")], ())
    assert ids(index.query("承诺", 10, ["b"])) == ["b-0-0"]
    assert index.query("承诺", 10, []) == []


def test_a_reader_opened_before_sees_what_is_written_after_once_it_looks_again(tmp_path):
    reader, writer = LexicalIndex(tmp_path), LexicalIndex(tmp_path)
    writer.replace([passage("a", 0, "承诺登记")], ())
    reader.reload()
    assert ids(reader.query("承诺", 5)) == ["a-0-0"]


def test_an_index_of_another_layout_is_refused_with_the_command_that_mends_it(tmp_path):
    schema = tantivy.SchemaBuilder().add_text_field("title").build()
    tantivy.Index(schema, path=str(tmp_path))
    with pytest.raises(OldIndex, match="integrity reindex"):
        LexicalIndex(tmp_path)


def test_given_passages_are_scored_as_the_whole_search_scores_them(index):
    index.replace([passage("a", 0, "承诺登记"), passage("a", 1, "承诺公示"), passage("b", 0, "天文观测")], ())
    everything = dict(index.query("承诺登记", 10))
    assert index.scores("承诺登记", ["a-1-0", "b-0-0"]) == {"a-1-0": pytest.approx(everything["a-1-0"])}
    assert index.scores("承诺登记", []) == {}


def test_a_writer_killed_before_its_commit_leaves_nothing_that_stops_the_next(tmp_path):
    index = LexicalIndex(tmp_path / "a")
    index.replace([passage("v1", 0, "诚信"), passage("v2", 0, "承诺")], ())
    shutil.copytree(tmp_path / "a", tmp_path / "killed")
    index.replace((), ["v1"])
    left = [path for path in (tmp_path / "a").iterdir() if path.suffix == ".del" or path.name == ".managed.json"]
    assert len(left) == 2
    for path in left:  # all that such a commit writes before it says so in meta.json
        shutil.copy(path, tmp_path / "killed" / path.name)
    again = LexicalIndex(tmp_path / "killed")
    assert len(again) == 2
    again.replace((), ["v1"])
    assert len(again) == 1


def test_a_change_that_fails_leaves_the_index_as_it_was(index):
    index.replace([passage("a", 0, "承诺登记")], ())
    with pytest.raises(ValueError, match="no room"), index.changing() as change:
        change.remove(["a"])
        change.add([passage("b", 0, "承诺公示")], [indexed_words(passage("b", 0, "承诺公示"))])
        raise ValueError("no room")
    assert ids(index.query("承诺", 10)) == ["a-0-0"]
    index.replace([passage("b", 0, "承诺公示")], ())
    assert len(index) == 2


@given(
    st.text(alphabet="公务员处分罚款abAB12１ａ。，\n ", max_size=40),
    st.text(alphabet="公务员处分罚款ab12ａ。 ", max_size=20),
)
def test_tokens_looked_for_one_by_one_are_those_that_a_text_has(text, question):
    asked = dict.fromkeys(tokens(question))
    assert held(text, asked) == [token for token in asked if token in set(tokens(text))]
