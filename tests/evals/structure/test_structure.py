from pathlib import Path

import pytest

from evals.structure import formats, report, score
from evals.structure.run import LawRead, articles, run

LAW = """# 中华人民共和国诚信法

2018年3月20日 第十三届全国人民代表大会第一次会议通过

<!-- INFO END -->

第一条 甲。

第二条 乙。

"""


def read(path="a", numbers=((1, 0), (2, 0)), title="甲法", part="", dated="", names=None) -> LawRead:
    names = names or (title,)
    return LawRead(Path(path), title, part, names, tuple(numbers), 0, 2, dated, "law", "", "", "", (), "")


def test_a_numbering_without_gaps_has_no_breaks():
    assert score.breaks([read(numbers=[(1, 0), (2, 0), (2, 1), (2, 2), (3, 0)])]) == []


@pytest.mark.parametrize(
    ("third", "reason"),
    [
        ("", score.Reason.ABSENT),
        ("见前。第三条 在行内。\n\n", score.Reason.RUN_IN),
        ("第三条 丙。\n\n", score.Reason.PARSER),
    ],
)
def test_each_break_has_its_reason(tmp_path, third, reason):
    path = tmp_path / "a.md"
    path.write_text(LAW + third + "第四条 丁。\n", encoding="utf-8")
    (found,) = score.breaks([read(path, [(1, 0), (2, 0), (4, 0)])])
    assert (found.reason, found.missing) == (reason, 1)


def test_an_article_out_of_order_is_the_parsers_fault():
    (found,) = score.breaks([read(numbers=[(1, 0), (2, 0), (2, 0), (3, 0)])])
    assert found.reason is score.Reason.OUT_OF_ORDER


def test_a_law_in_several_files_is_followed_across_them():
    parts = [read("b", [(3, 0), (4, 0)], "民法典", "物权编"), read("a", [(1, 0), (2, 0)], "民法典", "总则")]
    assert score.breaks(parts) == []


def test_the_newest_version_of_each_title_counts():
    laws = [read("a", dated="2018-03-20"), read("b", dated="2024-12-25"), read("c", title="乙法")]
    assert [str(law.path) for law in score.newest(laws)] == ["b", "c"]


def test_labelled_articles_are_looked_up_by_law_and_number(tmp_path):
    labelled = tmp_path / "gold.jsonl"
    labelled.write_text('{"articles": ["甲法第二条", "甲法第三条", "中华人民共和国甲法第一条"]}\n', encoding="utf-8")
    assert score.gold([read()], labelled) == score.Gold(3, ("甲法第三条",))


def test_the_report_names_every_break(tmp_path):
    for name, last in (("甲", "三"), ("乙", "四")):
        text = LAW.replace("诚信", name) + f"第{last}条 丙。\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    made = run(tmp_path)
    text = report.write(made, None, {}, "command", tmp_path / "report.md")
    assert "| 乙 | 第二条 → 第四条 | the source has no such label |" in text
    assert articles(made.laws) == 6


def test_a_law_comes_out_the_same_in_every_format(tmp_path):
    path = tmp_path / "诚信法.md"
    body = "## 第一章 总则\n\n第一条 为了诚信，制定本法。\n\n第二条 依照本法第一条办理。\n\n（一）甲；\n\n（二）乙。\n"
    path.write_text(LAW.split("第一条")[0] + body, encoding="utf-8")
    for name, counted in formats.compare([path]).items():
        assert counted == {"laws": 1, "articles": 2, "labels": 2, "texts": 2, "surplus": 0}, name


@pytest.mark.shared
def test_every_national_law_is_cut_at_its_articles(shared):
    read_laws = run(shared / "laws" / "national").laws
    assert articles(read_laws) >= 64_778
    assert score.breaks(read_laws) == []
    assert score.gold(read_laws, shared / "stard" / "train.jsonl").missing == ()
