"""Documents together: what points at what, what differs, which is meant, what has changed since."""

from datetime import date

import pytest

from assistant.answering.forms.tasks import due_asked
from assistant.answering.model import AnswerStatus, Earlier, Question
from assistant.bootstrap import EVERYONE
from tests.parts import open_application

TODAY = date(2026, 1, 1)
HANGZHOU = "杭州市加强政务诚信建设的实施方案"


@pytest.fixture(scope="module")
def base(policy_folder):
    return open_application(policy_folder)


@pytest.fixture(scope="module")
def answerer(base):
    return base.answerer()


def ask(answerer, text, day=TODAY, **more):
    return answerer.answer(Question(text, day, **more))


def cited(answer):
    return {(citation.found.version.title, citation.found.article.label) for citation in answer.citations}


def test_a_quotation_links_the_article_that_its_words_point_at(answerer):
    (citation,) = ask(answerer, "公务员法第七十六条").to_json()["citations"]
    links = citation["refers_to"]
    assert [link["article"] for link in links] == ["第七十四条"]
    assert citation["text"][links[0]["start"] : links[0]["end"]].startswith("本法第七十四条")


def test_the_paragraph_before_is_brought_in_where_a_quotation_rests_on_it(answerer):
    answer = ask(answerer, "政府信息公开申请的答复期限，征求第三方意见的时间怎么算")
    links = [link for citation in answer.citations for link in citation.refers]
    assert "前款" in answer.text
    assert any(link.article == "第三十三条" for link in links)


def test_each_citation_says_its_rank(answerer):
    ranks = [
        ask(answerer, text).to_json()["citations"][0]["rank"]
        for text in ("公务员法第一条", "政府信息公开条例第一条", "杭州方案什么时候施行？")
    ]
    assert ranks == ["法律", "行政法规", "规范性文件"]


def test_a_document_spoken_of_as_one_is_asked_for_where_several_may_be_meant(answerer):
    answer = ask(answerer, "实施意见由谁牵头？")
    assert answer.status is AnswerStatus.CLARIFY
    assert len(answer.follow_ups) > 1
    assert ask(answerer, answer.follow_ups[0]).status is not AnswerStatus.CLARIFY


def test_the_only_document_of_its_sort_is_the_one_meant(answerer):
    answer = ask(answerer, "这份方案什么时候施行？")
    assert {citation.found.version.title for citation in answer.citations} == {HANGZHOU}


def test_follow_ups_are_answered_too(answerer):
    for text in ("杭州要求把诚信教育列入哪个学习平台的课程？", "公务员试用期多久？", "申请信息公开多少天答复？"):
        offered = ask(answerer, text).follow_ups
        assert 0 < len(offered) <= 3
        for question in offered:
            assert ask(answerer, question).status is AnswerStatus.ANSWERED, question


def test_tasks_due_by_a_day_are_those_of_the_institution_named(answerer):
    answer = ask(answerer, "市发改局2010年12月底前要完成哪些任务？")
    rows = [line for line in answer.text.splitlines() if line.startswith("| 《")]
    assert rows
    assert all("市发改局" in row for row in rows)
    assert len(rows) < len(ask(answerer, "2010年12月底前要完成哪些任务？").citations)


def test_by_the_end_of_a_year_is_the_last_day_of_it():
    assert due_asked("2018年底前要完成哪些任务") == due_asked("2018年12月底前完成哪些工作") == date(2018, 12, 31)


def test_a_document_that_is_not_here_is_told_by_those_that_point_at_it(answerer):
    answer = ask(answerer, "贯彻国发〔2016〕76号的文件有哪些？")
    assert answer.status is AnswerStatus.PARTIAL
    assert HANGZHOU in {title for title, _ in cited(answer)}
    assert "国发〔2016〕76号" in answer.text


@pytest.mark.parametrize("text", ["宪法第三条", "刑法里关于受贿的规定", "劳动合同法第十条是什么"])
def test_a_law_that_is_not_here_is_not_answered_from_another(answerer, text):
    answer = ask(answerer, text)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "知识库里没有" in answer.text


def test_the_public_is_told_where_to_ask_a_person_and_what_was_searched(base):
    answer = ask(base.answerer(EVERYONE), "杭州地铁末班车几点？")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "/help" in answer.text
    assert "检索范围：杭州" in answer.text
    assert "/help" not in ask(base.answerer(), "杭州地铁末班车几点？").text


def test_who_wants_to_report_is_told_the_channels_even_if_no_document_says(answerer):
    answer = ask(answerer, "我想举报单位食堂的油烟扰民，去哪里举报？")
    assert "举报" in answer.text
    assert answer.status is not AnswerStatus.DECLINED


def test_asking_again_says_which_articles_read_otherwise_now(answerer):
    before = ask(answerer, "监察法第三条", date(2020, 1, 1)).to_json()
    (first,) = before["citations"]

    def since(corpus, **changed):
        earlier = Earlier(corpus, ({**first, **changed},))
        return ask(answerer, "监察法第三条", earlier=earlier).notices[-1]

    assert since(before["corpus"]) == "上次引用的条文没有变化。"
    assert "已有变化" in since("an older state", digest="of another text")
    assert "没有这一条" in since("an older state", article="第九百条")
    assert "已不在知识库中" in since("an older state", document_id="gone")


def test_the_askers_region_comes_first_among_documents_that_say_much_the_same(answerer):
    for region in ("杭州", "绵阳"):
        versions = [
            citation.found.version for citation in ask(answerer, "怎样加强公务员诚信教育？", region=region).citations
        ]
        if region in {version.region for version in versions}:
            assert versions[0].region == region
