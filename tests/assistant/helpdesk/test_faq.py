"""Published replies: answered before the documents, cited, and withdrawn with the articles they rest on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.principal import Forbidden
from assistant.answering.model import AnswerStatus, Question
from assistant.audit.log import entries
from assistant.bootstrap import EVERYONE
from assistant.helpdesk.faq import FaqSource, NoSource
from assistant.helpdesk.faq_step import with_marks
from assistant.helpdesk.likeness import plain, same_question
from knowledge.catalogue.writing import CatalogueWriter
from tests.assistant.helpdesk.conftest import CLERK, NOW, TRAINER
from tests.parts import show
from tests.samples import regulation

QUESTION = "窗口单位多久答复书面询问？"
ANSWER = "窗口单位收到书面询问后，五个工作日内答复。逾期不答复的，可以向监督机关反映。"


def document_id(application, title):
    return next(v.document_id for v in application.catalogue().versions().values() if v.title == title)


@pytest.fixture
def source(sample_base):
    return FaqSource(document_id(sample_base, "青石市诚信服务条例"), "第二条")


def ask(application, question, day=date(2026, 11, 20)):
    return application.answerer(EVERYONE).answer(Question(question, day))


def test_a_published_reply_answers_before_the_documents_and_cites_them(sample_base, source):
    sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [source], at=NOW)
    answer = ask(sample_base, "请问，窗口单位多久答复书面询问呢？")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text == (
        "窗口单位收到书面询问后，五个工作日内答复[1]。逾期不答复的，可以向监督机关反映[1]。"
    )
    [citation] = answer.citations
    assert "五个工作日" in citation.quote and citation.found.version.title == "青石市诚信服务条例"
    assert "2026-11-20" in answer.notices[0]
    assert [entry.action for entry in entries(sample_base.engine)] == ["faq.publish"]


def test_another_question_goes_to_the_documents(sample_base, source):
    sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [source], at=NOW)
    assert not any("2026-11-20" in notice for notice in ask(sample_base, "承诺事项应当几日内登记？").notices)


def test_a_reply_is_not_given_out_once_its_article_reads_otherwise(sample_base, source):
    sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [source], at=NOW)
    changed = regulation("目的。", "窗口单位应当在三个工作日内答复。", in_force=date(2026, 11, 1))
    show(CatalogueWriter(sample_base.engine), changed)
    assert "notice" not in ask(sample_base, QUESTION).text
    assert sample_base.faq.find(QUESTION, date(2026, 11, 20)) is None
    assert [entry.phrasings for entry in sample_base.faq.stale(date(2026, 11, 20))] == [(QUESTION,)]


def test_a_reply_is_not_given_for_a_day_on_which_its_article_was_not_in_force(sample_base, source):
    sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [source], at=NOW)
    assert "十个工作日" in ask(sample_base, QUESTION, date(2020, 1, 1)).text


def test_what_staff_alone_may_read_cannot_be_cited(sample_base):
    memo = document_id(sample_base, "青石市政务承诺内部核查工作意见")
    with pytest.raises(NoSource):
        sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [FaqSource(memo, "一、")], at=NOW)


def test_an_entry_needs_a_question_an_answer_a_source_and_the_right(sample_base, source):
    faq = sample_base.faq
    for phrasings, answer, sources, failure in [
        ([], ANSWER, [source], ValueError),
        ([QUESTION], " ", [source], ValueError),
        ([QUESTION], ANSWER, [], NoSource),
        ([QUESTION], ANSWER, [FaqSource(source.document_id, "第九十九条")], NoSource),
        ([QUESTION], ANSWER, [FaqSource(source.document_id, "第二条", "没有这句话")], NoSource),
    ]:
        with pytest.raises(failure):
            faq.publish(CLERK, phrasings, answer, sources, at=NOW)
    with pytest.raises(Forbidden):
        faq.publish(TRAINER, [QUESTION], ANSWER, [source], at=NOW)
    assert faq.entries() == ()


def test_an_entry_can_be_taken_back(sample_base, source):
    made = sample_base.faq.publish(CLERK, [QUESTION], ANSWER, [source], at=NOW)
    assert sample_base.faq.retire(CLERK, made, at=NOW) is True
    assert sample_base.faq.retire(CLERK, made, at=NOW) is False
    assert sample_base.faq.find(QUESTION, date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("信息公开怎么申请？", "请问信息公开怎么申请呢", True),
        ("政府信息公开应该怎么申请？", "政府信息公开怎么申请？", True),
        ("哪些信息应当公开？", "哪些信息不应当公开？", False),
        ("超过10日没有答复怎么办？", "超过15日没有答复怎么办？", False),
        ("投诉举报找谁？", "信息公开找谁？", False),
    ],
)
def test_the_same_question_in_other_words(one, other, same):
    assert same_question(plain(one), plain(other)) is same


@given(st.lists(st.sampled_from(["甲有期限。", "乙没有！", "丙呢？", "丁见第三条[1]。", "\n", "戊"]), max_size=6))
def test_every_sentence_gets_a_mark_and_no_word_is_lost(parts):
    answer = "".join(parts)
    marked = with_marks(answer, 1)
    assert marked.replace("[1]", "") == answer.replace("[1]", "")
    assert "[1][1]" not in marked
    assert all("[1]" in sentence for sentence in marked.replace("\n", "。").split("。") if sentence.strip("！？。"))
