"""Official documents of other shapes than the nine real ones."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.loaded import LoadedText, Reason, Rejected
from ingest.structure import read_documents
from knowledge.model import ArticleKind, Audience, DateName, DocumentType, Relation

OPINION = """索  引  号：000014349/2017-00012　　主题分类：国民经济管理
发文机关：国务院办公厅　　成文日期：2016年12月23日
标　　题：国务院办公厅关于加强个人诚信体系建设的指导意见
发文字号：国办发〔2016〕98号　　发布日期：2016年12月30日

国务院办公厅关于加强个人诚信体系建设的
指导意见
国办发〔2016〕98号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　为加强个人诚信体系建设，经国务院同意，现提出以下意见：
　　一、总体要求
　　（一）指导思想。全面贯彻精神，弘扬传统美德。
　　（二）基本原则。
　　一是政府推动，社会共建。充分发挥政府作用。
　　二是健全法制，规范发展。
　　二、加强诚信教育
　　（三）弘扬诚信文化。将诚信文化摆在突出位置。（中央宣传部、人民银行等按职责分工负责）
　　三、强化组织领导
　　（四）加强考核。2020年6月30日前完成。
　　附件：1.重点任务分工表
　　　　　2.联合奖惩清单
　　　　　　　　　　　　国务院办公厅
　　　　　　　　　　　2016年12月23日
　　（此件公开发布）

附件1
重点任务分工表
序号\t工作任务\t责任单位
1\t完善信用记录，推进归集\t国家发展改革委

附件2
联合奖惩清单
一、守信激励
（一）绿色通道。
二、失信惩戒
"""
MEASURES = """某市人民政府办公厅文件
某政办〔2019〕5号
某市人民政府办公厅关于印发某市政务诚信管理办法（试行）的通知
各区、县（市）人民政府，市政府各部门：
《某市政务诚信管理办法（试行）》已经市政府同意，现印发给你们，请认真贯彻执行。
某市人民政府办公厅
2019年3月5日
某市政务诚信管理办法（试行）
第一章 总则
第一条 为加强政务诚信建设，根据《国务院关于加强政务诚信建设的指导意见》（国发〔2016〕76号），制定本办法。
第二条 本办法适用于本市行政区域。
第二章 管理
第三条 各级政府应当履行下列职责：
（一）建立制度；
（二）公开信息。
第四条 本办法自2019年5月1日起施行，有效期5年。《某市政务诚信暂行办法》（某政办〔2010〕3号）同时废止。
"""
POINTS = """关于印发《某省政务公开工作要点》的通知
某政办发〔2018〕12号
各市人民政府：
《某省政务公开工作要点》已经省政府同意，现印发给你们，请结合实际认真组织实施。
附件：某省政务公开工作要点
某省人民政府办公厅
2018年5月2日
附件
某省政务公开工作要点
为做好今年工作，制定本要点。
一、加强解读
（一）做好预公开。落实制度。
二、提升服务
（一）推进网上办事。优化流程。
"""


def kinds(document):
    return [(article.kind, article.label) for article in document.articles]


def test_an_opinion_of_the_state_council_with_numbers_that_run_on_and_two_annexes(read):
    document = read(OPINION)
    assert document.title == "国务院办公厅关于加强个人诚信体系建设的指导意见"
    assert (document.number, document.issuer) == ("国办发〔2016〕98号", "国务院办公厅")
    assert document.index_number == "000014349/2017-00012"
    assert document.audience is Audience.PUBLIC
    assert kinds(document) == [
        (ArticleKind.NOTICE, "题头"),
        (ArticleKind.PREAMBLE, "引言"),
        (ArticleKind.ARTICLE, "（一）"),
        (ArticleKind.ARTICLE, "（二）"),
        (ArticleKind.ARTICLE, "（三）"),
        (ArticleKind.ARTICLE, "（四）"),
        (ArticleKind.CLOSING, "结语"),
        (ArticleKind.ANNEX, "附件1"),
        (ArticleKind.ANNEX, "附件2"),
        (ArticleKind.ARTICLE, "表1第1行"),
    ]
    texts = {article.label: article for article in document.articles}
    assert texts["（二）"].text.endswith("一是政府推动，社会共建。充分发挥政府作用。\n二是健全法制，规范发展。")
    assert texts["（三）"].responsibilities[0].leads == ("中央宣传部", "人民银行")
    assert texts["附件1"].heading == "重点任务分工表"
    assert texts["表1第1行"].text == "序号：1\n工作任务：完善信用记录，推进归集\n责任单位：国家发展改革委"
    assert texts["表1第1行"].heading == "重点任务分工表"


def test_what_a_head_says_beyond_the_fields_of_a_document_is_kept(read):
    assert "主题分类：国民经济管理" in read(OPINION).articles[0].text


def test_measures_that_a_notice_issues_are_cited_by_article(read):
    document = read(MEASURES)
    assert document.title == "某市政务诚信管理办法（试行）"
    assert "某市人民政府办公厅关于印发某市政务诚信管理办法（试行）的通知" in document.short_titles
    assert document.type is DocumentType.NORMATIVE
    assert document.audience is Audience.STAFF
    assert document.number == "某政办〔2019〕5号"
    assert kinds(document) == [
        (ArticleKind.NOTICE, "通知"),
        (ArticleKind.ARTICLE, "第一条"),
        (ArticleKind.ARTICLE, "第二条"),
        (ArticleKind.ARTICLE, "第三条"),
        (ArticleKind.ARTICLE, "第四条"),
    ]
    assert document.articles[3].text == "各级政府应当履行下列职责：\n（一）建立制度；\n（二）公开信息。"


def test_when_measures_are_in_force_until_when_and_what_they_repeal(read):
    document = read(MEASURES)
    assert document.dates == {
        DateName.SIGNED: date(2019, 3, 5),
        DateName.IN_FORCE: date(2019, 5, 1),
        DateName.REPEALED: date(2024, 5, 1),
    }
    relations = {one.title: (one.number, one.relation) for one in document.references}
    assert relations["某市政务诚信暂行办法"] == ("某政办〔2010〕3号", Relation.REPEALS)
    assert relations["国务院关于加强政务诚信建设的指导意见"] == ("国发〔2016〕76号", Relation.IMPLEMENTS)


def test_a_document_with_annexes_that_speaks_of_issuing_is_no_cover_for_them(read):
    document = read(
        "某市关于信息公开的意见\n各区人民政府：\n经市政府同意，现将公开发布工作的意见印发如下：\n一、甲。抓好落实。\n二、乙。抓好公开。\n"
        "某市人民政府\n2018年1月2日\n附件1\n任务表\n一、丙。\n二、丁。\n"
    )
    assert document.title == "某市关于信息公开的意见"
    assert [article.label for article in document.articles] == ["引言", "一、", "二、", "结语", "附件1"]


def test_the_annex_that_a_notice_issues_is_the_document(read):
    document = read(POINTS)
    assert document.title == "某省政务公开工作要点"
    assert document.issuer == "某省人民政府办公厅"
    assert kinds(document) == [
        (ArticleKind.NOTICE, "通知"),
        (ArticleKind.PREAMBLE, "引言"),
        (ArticleKind.ARTICLE, "一、（一）"),
        (ArticleKind.ARTICLE, "二、（一）"),
    ]


def test_a_regulation_under_an_order_is_a_statute(read):
    document = read(
        "中华人民共和国国务院令\n第711号\n"
        "《中华人民共和国政府信息公开条例》已经2019年4月3日国务院常务会议通过，现予公布，自2019年5月15日起施行。\n"
        "总理　李克强\n2019年4月3日\n中华人民共和国政府信息公开条例\n"
        "（2007年4月5日中华人民共和国国务院令第492号公布　2019年4月3日中华人民共和国国务院令第711号修订）\n"
        "第一条　为了公开政府信息，制定本条例。\n第二条　本条例所称政府信息，是指信息。\n"
    )
    assert document.type is DocumentType.ADMINISTRATIVE_REGULATION
    assert document.audience is Audience.PUBLIC
    assert kinds(document)[0] == (ArticleKind.NOTICE, "通知")
    assert kinds(document)[1:] == [(ArticleKind.ARTICLE, "第一条"), (ArticleKind.ARTICLE, "第二条")]


def test_the_rules_of_an_office_are_not_opened_to_the_public_as_a_statute(read):
    document = read("某局廉政档案管理规定\n第一条 为加强管理，制定本规定。\n第二条 本规定适用于本局。\n")
    assert document.type is DocumentType.NORMATIVE
    assert document.audience is Audience.STAFF


def test_a_table_of_contents_makes_no_articles(read):
    document = read(
        "某市诚信建设规划\n目  录\n一、发展环境 ........ 1\n二、主要任务 ........ 3\n（一）诚信政府 ........ 3\n"
        "一、发展环境\n面临新的形势。\n二、主要任务\n（一）诚信政府\n建设诚信政府。\n"
    )
    assert document.title == "某市诚信建设规划"
    assert kinds(document) == [
        (ArticleKind.NOTICE, "题头"),
        (ArticleKind.ARTICLE, "一、"),
        (ArticleKind.ARTICLE, "二、（一）"),
    ]


def test_a_letter_without_numbers_is_cited_by_paragraph(read):
    document = read(
        "某市财政局关于部门预算公开工作的复函\n市教育局：\n你局来文收悉。\n同意你局意见。\n特此函复。\n某市财政局\n2019年2月3日\n"
    )
    assert kinds(document) == [
        (ArticleKind.PREAMBLE, "引言"),
        (ArticleKind.ARTICLE, "第1段"),
        (ArticleKind.ARTICLE, "第2段"),
        (ArticleKind.CLOSING, "结语"),
    ]
    assert document.dates == {DateName.SIGNED: date(2019, 2, 3)}


def test_parts_above_the_numbers_are_part_of_the_label(read):
    document = read("某县诚信方案\n第一部分 要求\n一、目标\n建成。\n第二部分 任务\n一、政务\n推进。\n")
    assert [article.label for article in document.articles] == ["第一部分一、", "第二部分一、"]
    assert document.articles[0].headings == ("要求",)


def test_a_document_without_a_number_or_a_title_is_known_by_the_name_of_its_file(read):
    assert read("一、甲。各单位要加强领导。\n二、乙。各单位要抓好落实。", name="工作要点").title == "工作要点"


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "—1—\n—2—"])
def test_a_file_in_which_nothing_can_be_cited_is_turned_away(text):
    with pytest.raises(Rejected) as turned_away:
        read_documents(LoadedText(text, "空", "text"))
    assert turned_away.value.reason is Reason.NO_ARTICLES


SITE = """归档时间:2018-11-21
当前位置: 首页 > 政务公开 > 政策法规
中共某市委办公室某市人民政府办公室印发《关于推进政务公开的实施意见》的通知(某办发〔2017〕2号)
来源:某市政府门户网 日期:2017-01-12 17:08 字号:【
视力保护色:
浏览量:
128

各县市区委、人民政府,市直各单位:

《关于推进政务公开的实施意见》已经市委、市人民政府同意,现印发给你们,请认真贯彻执行。

中共某市委办公室

某市人民政府办公室

2017年1月10日

关于推进政务公开的实施意见

结合我市实际,提出如下意见。

一、目标

(一)要求。坚持公开。

二、措施

(二)加强领导。抓好落实。
"""


def test_a_number_in_brackets_after_the_title_and_two_who_sign(read):
    document = read(SITE)
    assert document.title == "关于推进政务公开的实施意见"
    assert document.number == "某办发〔2017〕2号"
    assert document.issuer == "中共某市委办公室、某市人民政府办公室"
    assert document.dates == {DateName.SIGNED: date(2017, 1, 10), DateName.PUBLISHED: date(2017, 1, 12)}
    assert document.short_titles[0] == "中共某市委办公室某市人民政府办公室印发《关于推进政务公开的实施意见》的通知"
    assert [article.label for article in document.articles] == ["通知", "引言", "（一）", "（二）"]
    assert "视力" not in document.articles[0].text
    assert "128" not in document.articles[0].text


def test_a_notice_whose_document_bears_no_title_gives_it_the_one_it_names(read):
    document = read(
        "某政办发〔2016〕26号《某市人民政府办公厅关于印发〈某市2016年政务公开工作要点〉的通知》\n各区人民政府:\n"
        "《某市2016年政务公开工作要点》已经市政府同意,现印发给你们,请认真落实。\n某市人民政府办公厅\n2016年5月28日\n"
        "2016年是开局之年,要做好公开工作。\n一、甲\n(一)推进公开\n抓好落实。\n市编办牵头落实\n二、乙\n(一)加强领导。抓紧。\n"
    )
    assert document.title == "某市2016年政务公开工作要点"
    assert document.number == "某政办发〔2016〕26号"
    labels = {article.label: article for article in document.articles}
    assert labels["一、（一）"].responsibilities[0].leads == ("市编办",)


def test_the_time_and_source_beside_a_title_are_read(read):
    document = read(
        "某市关于诚信建设的意见\n某市关于诚信建设的意见来源: 发布日期:2017-01-06阅读次数:\n4\n某发〔2016〕76号\n"
        "一、甲。抓好落实。\n二、乙。抓好公开。\n"
    )
    assert document.title == "某市关于诚信建设的意见"
    assert document.dates == {DateName.PUBLISHED: date(2017, 1, 6)}
