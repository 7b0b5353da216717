"""Whether to answer: what a question asks for beyond its topic must be there too."""

from datetime import date

import pytest

from assistant.answering.grammar.topic import single_words
from assistant.answering.grammar.unsaid import LONGEST, unsaid, weight
from assistant.answering.model import AnswerStatus, Question
from tests.parts import open_application

TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def answerer(sample_folder):
    return open_application(sample_folder).answerer()


def test_what_is_left_unsaid_are_the_runs_that_the_articles_lack():
    left = unsaid("监察官可以佩枪吗？a1", "监察官可以辞职。")
    assert {"佩枪", "枪", "佩", "吗"} <= left
    assert not {"监察", "可以", "a1", "吗？"} & left
    assert max(map(len, left)) == LONGEST
    assert unsaid("监察官可以辞职", "监察官可以辞职。") == set()


def test_a_run_never_learnt_of_weighs_nothing_and_the_rest_adds_up():
    assert weight([]) == weight(["鱻鱻"]) == 0.0
    assert weight(["吗", "鱻鱻", "元"]) == weight(["吗"]) + weight(["元"])


def test_the_words_of_one_character_are_told_from_longer_ones_and_rarer_ones_count_more():
    found = single_words("监察官配枪")
    assert "枪" in found
    assert "监察官" not in found
    assert single_words("要枪")["枪"] > single_words("要人")["人"] > 0


@pytest.mark.parametrize(
    "question",
    ["承诺登记的网址能不能下载", "窗口单位的工作人员工资多少元", "窗口单位门口能停车吗", "承诺公示栏用什么颜色的纸"],
)
def test_the_topic_alone_is_no_answer_where_the_thing_asked_for_is_not_there(answerer, question):
    assert answerer.answer(Question(question, TODAY)).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize("question", ["对外作出的承诺应当在几日内登记？", "窗口单位多久要答复群众的书面询问"])
def test_what_the_documents_say_is_still_answered(answerer, question):
    assert answerer.answer(Question(question, TODAY)).status is AnswerStatus.ANSWERED
