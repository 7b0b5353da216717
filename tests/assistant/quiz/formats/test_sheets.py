"""The sheet that trainers fill in: every way of writing an answer, every fault named, nothing doubled."""

import pytest
from openpyxl import Workbook, load_workbook

from assistant.quiz.formats.pasted import read_pasted
from assistant.quiz.formats.reading import Fault, Outcome, settle
from assistant.quiz.formats.xlsx import read_workbook, write_faults, write_workbook
from assistant.quiz.model import ItemType
from tests.assistant.quiz.samples import single

HEAD = ["题型*", "题干*", "选项A", "选项B", "选项C", "选项D", "正确答案*", "解析", "题目编号", "分值"]


def sheet(path, *rows, head=HEAD, title="单选题"):
    book = Workbook()
    book.active.title = title
    for row in ([head] if head else []) + list(rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("answer", ["ABD", "A,B,D", "A;B;D", "A、B、D", "A/B/D", "abd", "ＡＢＤ", "A，B，D"])
def test_a_multiple_answer_may_be_written_in_many_ways(tmp_path, answer):
    (row,) = read_workbook(sheet(tmp_path / "a.xlsx", ["多选题", "选", "一", "二", "三", "四", answer]))
    assert [option.text for option in row.item.options if option.id in row.item.key] == ["一", "二", "四"]


@pytest.mark.parametrize(
    ("answer", "key"),
    [("对", "true"), ("√", "true"), ("正确", "true"), ("T", "true"), ("是", "true"), (True, "true")]
    + [("错", "false"), ("×", "false"), ("错误", "false"), ("F", "false"), ("否", "false"), (False, "false")],
)
def test_true_and_false_may_be_written_in_many_ways(tmp_path, answer, key):
    (row,) = read_workbook(sheet(tmp_path / "a.xlsx", ["判断", "试用期为一年", "", "", "", "", answer]))
    assert row.item.key == (key,)


def test_blanks_are_parted_by_bars_and_accepted_answers_by_semicolons(tmp_path):
    (row,) = read_workbook(sheet(tmp_path / "a.xlsx", ["填空", "__与____", "", "", "", "", "三十;30|六个月"]))
    assert row.item.blanks == (("三十", "30"), ("六个月",))


FAULTY = [
    (["选做", "选", "一", "二", "", "", "A"], Fault.NO_TYPE),
    (["单选", "", "一", "二", "", "", "A"], Fault.NO_STEM),
    (["单选", "选", "一", "", "", "", "A"], Fault.TOO_FEW_OPTIONS),
    (["单选", "选", "一", "一", "", "", "A"], Fault.REPEATED_OPTION),
    (["单选", "选", "一", "二", "", "", ""], Fault.NO_ANSWER),
    (["单选", "选", "一", "二", "", "", "C"], Fault.ANSWER_NOT_AN_OPTION),
    (["单选", "选", "一", "二", "", "", "AB"], Fault.SEVERAL_ANSWERS),
    (["单选", "选", "一", "二", "", "", "A", "", "", "两分"], Fault.BAD_MARKS),
    (["单选", "选" * 2001, "一", "二", "", "", "A"], Fault.STEM_TOO_LONG),
    (["单选", "选", "一" * 501, "二", "", "", "A"], Fault.OPTION_TOO_LONG),
    (["填空", "没有空格", "", "", "", "", "三十"], Fault.NO_BLANK),
]


@pytest.mark.parametrize(("cells", "fault"), FAULTY)
def test_what_is_wrong_with_a_row_is_named(tmp_path, cells, fault):
    (row,) = read_workbook(sheet(tmp_path / "a.xlsx", cells))
    assert row.item is None
    assert fault in [name for name, _ in row.faults]


def test_the_error_column_stands_in_the_row_it_speaks_of(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["单选", "选", "一", "二", "", "", "A"], ["单选", "选", "一", "二", "", "", "C"])
    rows = settle(read_workbook(path), {})
    assert write_faults(path, rows, tmp_path / "b.xlsx") == 1
    page = load_workbook(tmp_path / "b.xlsx").active
    assert [page.cell(number, page.max_column).value for number in (1, 2, 3)] == [
        "错误",
        None,
        "正确答案不在选项之中 C",
    ]


def test_an_item_is_updated_by_its_number_and_duplicates_are_named(tmp_path):
    kept = single(number="T-1")
    path = sheet(
        tmp_path / "a.xlsx",
        ["单选", "公务员的试用期为：", "一年", "二年", "三年", "六个月", "B", "", "T-1"],
        ["单选", "公务员的试用期为（）", "一年", "二年", "三年", "六个月", "A"],
        ["单选", "新题", "一年", "二年", "三年", "六个月", "A"],
        ["单选", "新题。", "一年", "二年", "三年", "六个月", "A"],
    )
    rows = settle(read_workbook(path), {"T-1": kept})
    assert [row.outcome for row in rows] == [
        Outcome.UPDATED,
        Outcome.DUPLICATE,
        Outcome.ADDED,
        Outcome.DUPLICATE,
    ]
    assert rows[1].same_as == "T-1"


def test_an_edited_row_is_read_from_what_is_seen(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook([single(number="T-1")], path)
    book = load_workbook(path)
    book.active["B2"] = "新录用公务员的试用期为："
    book.save(path)
    (row,) = read_workbook(path)
    assert row.item.stem == "新录用公务员的试用期为："
    assert row.item.number == "T-1"


def test_what_looks_like_a_formula_stays_text(tmp_path):
    item = single("=1+1", number="T-1")
    write_workbook([item], tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active["B2"].data_type == "s"
    assert [row.item for row in read_workbook(tmp_path / "a.xlsx")] == [item]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_csv_may_be_in_utf_8_or_gbk(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_text("题型,题干,选项A,选项B,正确答案\n单选,选,一,二,A\n", encoding=encoding)
    assert [row.item.stem for row in read_workbook(path)] == ["选"]


def test_several_sheets_are_read(tmp_path):
    book = Workbook()
    for title, kind in (("单选题", "单选"), ("判断题", "判断")):
        page = book.create_sheet(title)
        page.append(HEAD)
        page.append([kind, title, "一", "二", "", "", "A" if kind == "单选" else "对"])
    book.save(tmp_path / "a.xlsx")
    assert [row.item.type for row in read_workbook(tmp_path / "a.xlsx")] == [ItemType.SINGLE, ItemType.TRUE_FALSE]


def test_pasted_questions_are_read_with_either_mark():
    text = (
        "1. 试用期为：\nA. 一年\nB、二年\n答案：A\n解析：见第三十四条\n"
        "2、下列属于处分的有\nA．警告\nB．嘉奖\nC．记过\n【答案】AC\n\n3. 试用期为一年。\n答案：对"
    )
    rows = list(read_pasted(text))
    assert [row.faults for row in rows] == [(), (), ()]
    assert [row.item.type for row in rows] == [ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE]
    assert rows[0].item.explanation == "见第三十四条"
    assert [row.item.stem for row in rows] == ["试用期为：", "下列属于处分的有", "试用期为一年。"]
