from datetime import date

import pytest

from ingest.loaded import LoadedText
from ingest.structure import read_documents
from ingest.structure.tables import set_tables_apart

HEAD = "序号\t重点任务\t牵头单位\t配合单位\t完成时限"
ROWS = [
    "1\t加强公务员诚信教育。\t市委组织部\t市人社局、市教育局\t2019年12月底前",
    "2\t建立守信激励机制\t市发改委\t\t2020年6月底前",
]


@pytest.fixture
def division():
    text = "\n".join(
        ["某市政务诚信建设重点任务分工方案", "一、总体要求。要守信践诺。", "二、任务分工。见下表。", "重点任务分工表"]
    )
    (document,) = read_documents(LoadedText("\n".join([text, HEAD, *ROWS]), "方案", "docx"))
    return document


def test_a_row_is_an_article_with_its_cells_under_their_heads(division):
    rows = [article for article in division.articles if article.label.startswith("表")]
    assert [(row.label, row.heading) for row in rows] == [
        ("表1第1行", "重点任务分工表"),
        ("表1第2行", "重点任务分工表"),
    ]
    assert rows[1].text == "序号：2\n重点任务：建立守信激励机制\n牵头单位：市发改委\n完成时限：2020年6月底前"


def test_a_task_table_says_who_leads_who_takes_part_and_by_when(division):
    (duty,) = next(article for article in division.articles if article.label == "表1第1行").responsibilities
    assert duty.leads == ("市委组织部",)
    assert duty.participants == ("市人社局", "市教育局")
    assert duty.due == date(2019, 12, 31)
    assert "加强公务员诚信教育" in duty.task


def test_the_running_text_keeps_its_articles(division):
    assert [article.label for article in division.articles if not article.label.startswith("表")] == ["一、", "二、"]


def test_a_table_over_two_pages_is_one_and_its_head_no_row():
    text = "\n".join(["表题", HEAD, ROWS[0], "- 1 -", HEAD, ROWS[1]])
    running, (table,) = set_tables_apart(text)
    assert [row.cells[0] for row in table.rows] == ["1", "2"]
    assert running.split() == ["表题", "-", "1", "-"]
    assert len(running) == len(text)


def test_a_row_that_a_page_end_cuts_is_one():
    text = "\n".join([HEAD, ROWS[0], "- 1 -", "\t和廉洁教育\t\t市司法局\t"])
    _, (table,) = set_tables_apart(text)
    (row,) = table.rows
    assert row.cells[1] == "加强公务员诚信教育。和廉洁教育"
    assert row.cells[3] == "市人社局、市教育局市司法局"


def test_heads_in_two_lines_are_joined():
    text = "序号\t任务\t责任分工\t\n序号\t任务\t牵头单位\t配合单位\n1\t甲事\t市发改委\t市财政局"
    _, (table,) = set_tables_apart(text)
    assert table.heads == ("序号", "任务", "责任分工 牵头单位", "责任分工 配合单位")


def test_what_a_site_registers_and_names_in_columns_are_no_tables():
    for text in ("索引号\t0001\n发布机构\t某市政府", "张三\t李四\t王五\n赵六\t钱七\t孙八"):
        assert set_tables_apart(text) == (text, [])


def test_a_file_of_a_table_alone_is_a_document():
    (document,) = read_documents(LoadedText("\n".join([HEAD, *ROWS]), "任务分工表", "xlsx"))
    assert document.title == "任务分工表"
    assert len(document.articles) == 2
