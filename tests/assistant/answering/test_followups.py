"""A question among others: one that leans is completed, one with a topic of its own stands by itself."""

from datetime import date

import pytest

from assistant.answering.grammar.followups import leans
from assistant.answering.model import Question, Turn
from tests.parts import open_application

TODAY = date(2026, 1, 1)
LEANING = (
    "那完成时间呢？", "绵阳呢？", "如果是监察人员呢？", "可以延长吗？", "要收费吗", "什么时候要完成？",
    "招标投标法呢？", "责任单位是谁？", "违反了怎么办？", "截止时间是什么时候", "逾期不答复怎么办？", "由谁监督检查？",
    "第三条是什么", "why?", "申请条件有哪些",
)  # fmt: skip
STANDING = (
    "如何申请信用修复？", "怎样制作红烧肉", "什么是政务诚信？", "公务员可以经商吗", "谁负责公务员诚信教育",
    "怎么申请政府信息公开？", "失信记录保存多久",
)  # fmt: skip


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_points_back_or_names_no_topic_leans(question):
    assert leans(question)


@pytest.mark.parametrize("question", STANDING)
def test_a_short_question_with_a_topic_of_its_own_stands_by_itself(question):
    assert not leans(question)


def test_a_new_question_in_a_conversation_is_answered_as_if_it_were_the_first(sample_folder):
    answerer = open_application(sample_folder).answerer()
    before = Turn("窗口单位应当在几个工作日内答复书面询问？", "五个工作日内。")
    for question in ("什么是政务承诺？", "承诺事项登记由谁负责？"):
        alone = answerer.answer(Question(question, TODAY))
        among = answerer.answer(Question(question, TODAY, history=(before,)))
        assert (among.status, among.text) == (alone.status, alone.text)
