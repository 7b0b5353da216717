"""What the nine real documents say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.model import Audience, DateName, DocumentReference, DocumentType, Relation, Status

pytestmark = pytest.mark.shared

HANGZHOU = "杭州市加强政务诚信建设的实施方案"
MIANYANG = "绵阳市政务诚信工作实施意见"
GUIXI = "关于贵溪市加快推进政务公开工作的实施意见"
ALXA = "阿拉善盟行政公署关于加快推进“互联网+政务服务”工作的实施意见(征求意见稿)"
ROAD = "×××公路局关于推进政务公开的实施意见"
COUNTY = "*县**局2010年政务公开工作实施意见"
FINANCE = "县财政局政务公开工作实施意见"
CHANGZHOU = "《市政府关于加强政务诚信建设的实施意见》政策解读"
SHANDONG = "山东启动政府诚信“套餐式”建设 加大公务员失信惩处曝光力度"


@pytest.mark.parametrize(
    ("title", "kind", "number", "issuer", "region"),
    [
        (HANGZHOU, DocumentType.NORMATIVE, "杭政函〔2017〕130号", "杭州市人民政府", "杭州"),
        (MIANYANG, DocumentType.NORMATIVE, "绵府办发〔2012〕31号", "绵阳市人民政府办公室", "绵阳"),
        (GUIXI, DocumentType.NORMATIVE, "贵府办字〔2010〕125号", "贵溪市人民政府办公室", "贵溪"),
        (ALXA, DocumentType.DRAFT, "", "阿拉善盟行政公署", "阿拉善"),
        (ROAD, DocumentType.NORMATIVE, "", "×××公路局", ""),
        (COUNTY, DocumentType.NORMATIVE, "*环„2010‟5号", "*县**局", ""),
        (FINANCE, DocumentType.NORMATIVE, "", "县财政局", ""),
        (CHANGZHOU, DocumentType.INTERPRETATION, "", "市信用办", "常州"),
        (SHANDONG, DocumentType.NEWS, "", "大众网", "山东"),
    ],
)
def test_type_number_issuer_and_region(documents, title, kind, number, issuer, region):
    document = documents[title]
    assert (document.type, document.number, document.issuer, document.region) == (kind, number, issuer, region)


def test_dates_that_disagree_are_each_kept_under_their_own_name(documents):
    assert documents[HANGZHOU].dates == {
        DateName.DRAWN_UP: date(2017, 10, 31),
        DateName.SIGNED: date(2017, 9, 18),
        DateName.PUBLISHED: date(2017, 10, 31),
        DateName.IN_FORCE: date(2017, 11, 1),
    }
    assert documents[MIANYANG].dates == {
        DateName.SIGNED: date(2012, 8, 16),
        DateName.PUBLISHED: date(2013, 1, 29),
    }
    assert documents[GUIXI].dates == {
        DateName.SIGNED: date(2010, 7, 19),
        DateName.PUBLISHED: date(2010, 7, 19),
    }
    assert documents[COUNTY].dates == {DateName.SIGNED: date(2010, 4, 12)}
    assert documents[SHANDONG].dates == {DateName.PUBLISHED: date(2018, 2, 2)}
    assert documents[CHANGZHOU].dates == {DateName.PUBLISHED: date(2018, 7, 13)}


def test_what_was_mended_is_said_in_words_of_the_source(documents):
    assert documents[MIANYANG].restored[:4] == (
        "绵府办发〔201231 → 绵府办发〔2012〕31号",
        "2012816 → 2012年8月16日",
        "绵委办发〔201119 → 绵委办发〔2011〕19号",
        "国办发〔200717 → 国办发〔2007〕17号",
    )
    others = [document for title, document in documents.items() if title != MIANYANG]
    assert not any(document.restored for document in others)


def test_only_what_says_that_it_is_open_to_the_public_is(documents):
    public = {title for title, document in documents.items() if document.audience is Audience.PUBLIC}
    assert public == {HANGZHOU}
    assert documents[HANGZHOU].disclosure == "主动公开"


def test_the_validity_and_index_number_that_a_site_registers_are_kept(documents):
    assert documents[HANGZHOU].declared is Status.IN_FORCE
    assert documents[HANGZHOU].index_number == "002489401/2017-259197"
    assert documents[MIANYANG].declared is Status.UNKNOWN


def test_the_title_of_the_covering_notice_is_another_name(documents):
    assert documents[HANGZHOU].short_titles == ("杭州市人民政府关于印发杭州市加强政务诚信建设实施方案的通知",)
    assert "关于加快推进“互联网+政务服务”工作的实施意见" in documents[ALXA].short_titles


def test_references_say_what_the_document_rests_on(documents):
    assert documents[HANGZHOU].references[:2] == (
        DocumentReference("国务院关于加强政务诚信建设的指导意见", "国发〔2016〕76号", Relation.IMPLEMENTS),
        DocumentReference(
            "浙江省人民政府办公厅关于印发加强政务诚信和个人诚信体系建设实施方案的通知",
            "浙政办发〔2017〕75号",
            Relation.IMPLEMENTS,
        ),
    )
    cited = {one.title for one in documents[HANGZHOU].references if one.relation is Relation.CITES}
    assert cited == {"杭州市在行政管理中使用信用记录和信用报告的事项清单", "政府信息公开工作年度报告"}
    named = {one.title: one for one in documents[MIANYANG].references}
    assert named["关于社会信用体系建设的若干意见"].number == "国办发〔2007〕17号"


def test_an_interpretation_interprets_the_document_of_its_title_and_cites_the_others(documents):
    interpreted = {one.title for one in documents[CHANGZHOU].references if one.relation is Relation.INTERPRETS}
    assert interpreted == {"市政府关于加强政务诚信建设的实施意见", "常州市关于加强政务诚信建设的实施意见"}
    others = {one.relation for one in documents[CHANGZHOU].references if one.title not in interpreted}
    assert others == {Relation.CITES}
