"""Who leads, who takes part and by when: every one of the real documents, by value."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.metadata.responsibilities import read_responsibilities
from ingest.metadata.responsibilities.deadlines import due_date
from ingest.metadata.responsibilities.names import split_names

EXPECTED = json.loads((Path(__file__).parent / "responsibilities.json").read_text("utf-8"))


@pytest.mark.shared
def test_every_responsibility_of_the_real_documents_has_its_value(documents):
    found = {}
    for title, document in documents.items():
        labelled = {article.label: article for article in document.articles if article.responsibilities}
        for label, article in labelled.items():
            rows = [
                [list(one.leads), list(one.participants), one.deadline, str(one.due or ""), one.task[:6], one.task[-6:]]
                for one in article.responsibilities
            ]
            found.setdefault(title, {})[label] = rows
    assert found == EXPECTED


@pytest.mark.shared
def test_each_says_where_in_the_article_it_was_read(documents):
    for document in documents.values():
        for article in document.articles:
            for one in article.responsibilities:
                words = article.text[one.start : one.end]
                assert one.deadline in words
                assert all(name.split("(")[0][:4] in words for name in one.leads + one.participants)
                assert one.task in article.text


def only(text):
    (duty,) = read_responsibilities(text)
    return duty


def test_who_is_named_with_his_share_of_the_work_beside_a_leader_takes_part():
    duty = only("抓好落实。(市委组织部牵头,市发改委、市法院按职责分工负责,2017年年底前完成)")
    assert duty.leads == ("市委组织部",)
    assert duty.participants == ("市发改委", "市法院")
    assert (duty.deadline, duty.due) == ("2017年年底前完成", date(2017, 12, 31))
    assert duty.task == "抓好落实。"


def test_who_is_named_with_his_share_of_the_work_alone_leads():
    duty = only("抓好落实。[市监委,各区、县(市)政府按职责分工负责]")
    assert duty.leads == ("市监委", "各区、县(市)政府")
    assert duty.participants == ()


def test_who_acts_with_another_takes_part():
    duty = only("抓好落实。（市发展改革委会同市财政局、市审计局负责）")
    assert duty.leads == ("市发展改革委",)
    assert duty.participants == ("市财政局", "市审计局")


def test_fields_on_lines_of_their_own_and_two_on_one_line_are_one_responsibility():
    duty = only("完善制度。\n牵头单位:市政府办\n责任单位:市直有关部门、单位,各乡(镇、街办、场)完成时限:2010年12月底")
    assert duty.leads == ("市政府办",)
    assert duty.participants == ("市直有关部门、单位", "各乡(镇、街办、场)")
    assert (duty.deadline, duty.due) == ("2010年12月底", date(2010, 12, 31))
    assert duty.task == "完善制度。"


def test_fields_in_brackets_are_read_too():
    duty = only("抓好公开。（责任单位：县政府办、县司法局；完成时限：2019年第三季度）")
    assert duty.leads == ("县政府办", "县司法局")
    assert duty.due == date(2019, 9, 30)
    assert duty.task == "抓好公开。"


def test_a_second_leader_begins_the_next_responsibility():
    first, second = read_responsibilities(
        "甲。\n牵头单位：市发改委\n完成时限：2019年6月\n乙。\n牵头单位：市财政局\n完成时限：长期"
    )
    assert (first.leads, first.due, first.task) == (("市发改委",), date(2019, 6, 30), "甲。")
    assert (second.leads, second.due, second.task) == (("市财政局",), None, "乙。")


def test_a_line_of_its_own_that_says_who_leads_is_read():
    duty = only("推进公开\n对权力清单进行动态调整。\n市金融办、人民银行某市中心支行分别牵头落实")
    assert duty.leads == ("市金融办", "人民银行某市中心支行")
    assert duty.task == "推进公开\n对权力清单进行动态调整。"


def test_a_deadline_with_spaces_round_its_year_is_read():
    assert only("到 2020 年底,建成信用平台。").due == date(2020, 12, 31)


def test_an_aim_for_a_year_that_nobody_is_named_for_is_no_duty():
    assert read_responsibilities("到2025年,总体水平迈上新台阶。") == ()


def test_a_deadline_in_running_text_stands_without_names():
    first, second = read_responsibilities("2018年底前,平台基本建成;到2020年年底前,全面建成。")
    assert (first.leads, first.deadline, first.due) == ((), "2018年底前", date(2018, 12, 31))
    assert second.task == "到2020年年底前,全面建成。"


@pytest.mark.parametrize(
    "text",
    [
        "各级政府（部门）要加强领导。",
        "依据《办法》(国发〔2016〕76号)精神。",
        "本意见由市发改委负责解释。",
        "2013年前三季度增长较快。",
        "成立领导小组(由市政府牵头组成),负责组织协调。",
        "明确责任单位:各科室要抓紧。",
        "加快建设。\n推进网上办事,由市发改委牵头",
    ],
)
def test_running_text_with_such_words_is_no_responsibility(text):
    assert read_responsibilities(text) == ()


def test_an_unclosed_bracket_is_read_to_the_end_of_its_line():
    assert only("抓好落实。（市发改委牵头，市财政局配合\n另一段。").participants == ("市财政局",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市委组织部、市人力社保局和各区、县(市)政府", ("市委组织部", "市人力社保局", "各区、县(市)政府")),
        ("各区、县(市)政府和各国家级、省级开发区管委会", ("各区、县(市)政府", "各国家级、省级开发区管委会")),
        ("市直有关部门、单位,各乡(镇)", ("市直有关部门、单位", "各乡(镇)")),
        ("市住房和城乡建设局、市卫生和计生委", ("市住房和城乡建设局", "市卫生和计生委")),
        ("国家发展改革委、人民银行、证监会、海关总署等", ("国家发展改革委", "人民银行", "证监会", "海关总署")),
        ("各旗〔区〕人民政府〔管委会〕办公室", ("各旗〔区〕人民政府〔管委会〕办公室",)),
        ("各市、县（区）人民政府，省直有关部门", ("各市、县（区）人民政府", "省直有关部门")),
        ("各区县、市直各部门", ("各区县", "市直各部门")),
        ("由市发改委", ("市发改委",)),
        ("", ()),
    ],
)
def test_names_are_parted_where_each_means_something_by_itself(text, names):
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("2017年年底前完成", date(2017, 12, 31)),
        ("2017年底", date(2017, 12, 31)),
        ("2010年12月底", date(2010, 12, 31)),
        ("2018年2月底前", date(2018, 2, 28)),
        ("2020年6月30日前完成", date(2020, 6, 30)),
        ("2019年上半年", date(2019, 6, 30)),
        ("2019年第二季度", date(2019, 6, 30)),
        ("2019年9月中旬", date(2019, 9, 20)),
        ("到2019年", date(2019, 12, 31)),
        ("2017年启动实施", None),
        ("持续推进", None),
        ("按年度完成", None),
        ("2019年13月底", None),
        ("6月底前", None),
    ],
)
def test_the_last_day_that_a_deadline_allows(words, due):
    assert due_date(words) == due


def test_the_stop_after_a_field_is_no_part_of_a_name_or_a_deadline():
    (found,) = read_responsibilities("责任单位：市信用办、市发改委。完成时限：2023年底前。")
    assert (found.leads, found.deadline) == (("市信用办", "市发改委"), "2023年底前")
