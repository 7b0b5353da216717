"""Numbers that restart, run on or were lost, and the labels that come of them."""

from __future__ import annotations

import pytest

from ingest.clean import Paragraph
from ingest.structure.leaves import title_of
from ingest.structure.outline import read_outline


def outline(*texts):
    return read_outline([Paragraph(text, index * 100) for index, text in enumerate(texts)])


def leaves(*texts):
    return [node.label for node in outline(*texts).nodes() if not node.children]


def test_a_number_that_restarts_under_each_heading_is_cited_by_its_path():
    assert leaves("一、甲", "（一）子。", "（二）丑。", "二、乙", "（一）寅。") == [
        "一、（一）",
        "一、（二）",
        "二、（一）",
    ]


def test_a_number_that_runs_on_through_the_document_is_cited_alone():
    assert leaves("一、甲", "二、乙", "（一）子。", "（二）丑。", "三、丙", "（三）寅。") == [
        "一、",
        "（一）",
        "（二）",
        "（三）",
    ]


def test_a_number_under_one_that_is_cited_alone_is_cited_from_there():
    texts = ("一、甲", "（一）子。", "1.春。", "2.夏。", "二、乙", "（二）丑。", "1.秋。")
    assert leaves(*texts) == ["（一）1.", "（一）2.", "（二）1."]


def test_a_number_that_runs_on_inside_one_section_only_is_cited_by_its_path():
    texts = ("一、甲", "（一）子", "1.春。", "二、乙", "（一）丑", "1.夏。", "（二）寅", "2.秋。")
    assert leaves(*texts) == ["一、（一）1.", "二、（一）1.", "二、（二）2."]


def test_lost_numerals_are_given_back_from_the_order():
    found = outline("一、甲", "()子。", "()丑。", "（三）寅。", "二、乙", "()卯。", "（五）辰。")
    assert [node.label for node in found.nodes() if not node.children] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
        "（五）",
    ]
    assert [node.restored for node in found.nodes()] == [False, True, True, False, False, True, False]


def test_a_list_that_lost_all_its_numerals_starts_at_one():
    assert leaves("一、甲", "()子。", "()丑。") == ["一、（一）", "一、（二）"]


def test_several_paragraphs_under_a_leaf_belong_to_it():
    (node,) = outline("一、甲", "子。", "丑。").roots
    assert node.paragraphs == ["甲", "子。", "丑。"]


def test_the_source_s_own_mistakes_in_numbering_are_quoted_as_they_stand():
    assert leaves("一、甲。", "二、乙。", "二、丙。", "四、丁。") == ["一、", "二、", "二、", "四、"]


def test_an_enumeration_in_running_text_is_no_boundary():
    assert leaves("一、甲", "1.主要包括:", "(1)利用公路;(2)占用公路。", "二、乙") == ["一、1.", "二、"]


def test_a_word_cut_at_a_line_end_is_no_boundary_and_is_whole_again():
    found = outline("一、甲。", "实行一口受理，由多头变一口，为群众提供标准统", "一、便捷高效的服务。", "二、乙。")
    assert [node.label for node in found.nodes()] == ["一、", "二、"]
    assert found.roots[0].paragraphs[-1] == "实行一口受理，由多头变一口，为群众提供标准统一、便捷高效的服务。"


def test_a_number_far_off_is_running_text():
    assert leaves("一、甲。", "二、乙。", "九、丙。") == ["一、", "二、"]


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        (["加强公务员诚信教育。以核心价值观为引领。"], "加强公务员诚信教育"),
        (["指导思想", "以科学发展观为指导。"], "指导思想"),
        (["财政统计信息。", "责任股室:国库股"], "财政统计信息"),
        (["推进公开的形式,要结合实际,注重效果。形式是公开栏。"], "推进公开的形式,要结合实际,注重效果"),
        (["办理时限：五个工作日。"], "办理时限"),
        (["加强组织领导 各单位要高度重视，抓好落实。"], "加强组织领导"),
        (["提高工作质量和效率,方便群众办事;"], ""),
        (["公开的文件、资料存档。"], ""),
        (["公开的原则是:遵循依法公开的原则。"], ""),
        (["财政工作概况;内设机构职能。", "责任股室:办公室"], ""),
        ([], ""),
    ],
)
def test_a_leaf_s_title_is_its_first_sentence_if_that_is_one(paragraphs, title):
    assert title_of(paragraphs) == title


def test_a_short_lead_in_is_the_title_of_what_it_leads_to():
    assert title_of(["政务公开的规范程序是:"], parent=True) == "政务公开的规范程序"
    assert title_of(["本局要坚持标准、形成制度,努力达到以下目标:"], parent=True) == ""
