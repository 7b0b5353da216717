"""The whole way of a question over real parts: every quotation in its source, every mark with its citation."""

import json
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.chain import as_chain
from assistant.answering.composer import Answerer, make_steps
from assistant.answering.model import AnswerStatus, Draft, Question
from knowledge.model import Audience
from tests.parts import open_application

TODAY = date(2026, 1, 1)
WORDS = (
    "承诺", "登记", "三日内", "公示", "窗口单位", "答复", "群众", "第二条", "青石市诚信服务条例", "核查", "抽查",
    "？", "怎么规定", "谁负责", "2021年", "责任人", "不能兑现", "补偿", "天文", "《", "》", "〔2021〕7号", "\n", "[1]",
)  # fmt: skip
CONTRACT = {
    "n", "document_id", "title", "number", "article", "heading", "quote", "text", "start", "end", "page", "status",
    "audience", "digest", "source",
}  # fmt: skip


@pytest.fixture(scope="module")
def base(sample_folder):
    return open_application(sample_folder)


@pytest.fixture(scope="module")
def answerer(base):
    return base.answerer()


def ask(answerer, text, day=TODAY):
    return answerer.answer(Question(text, day))


def check(answer):
    shown = answer.to_json()
    assert json.loads(json.dumps(shown, ensure_ascii=False)) == shown
    numbers = [citation["n"] for citation in shown["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for citation in shown["citations"]:
        assert set(citation) >= CONTRACT
        assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"]
    marks = {int(mark) for mark in re.findall(r"\[(\d{1,3})\]", shown["answer"])}
    if shown["status"] == "answered":
        assert marks
        assert marks <= set(numbers)


questions = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(questions | st.text(max_size=40), st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_whatever_is_asked_every_quotation_stands_in_its_article(answerer, text, day):
    check(ask(answerer, text, day))


def test_an_answer_quotes_the_article_under_its_document_and_number(answerer):
    answer = ask(answerer, "对外作出的承诺应当在几日内登记？")
    check(answer)
    assert answer.status is AnswerStatus.ANSWERED
    first = answer.citations[0]
    assert first.found.article.label == "二、（一）"
    assert "三日内登记" in first.quote
    assert "《青石市政务承诺管理实施方案》" in answer.text
    assert "青政办发〔2021〕7号" in answer.text


def test_what_the_documents_do_not_say_is_not_found_and_nothing_is_invented(answerer):
    answer = ask(answerer, "火星探测器的燃料配比是多少")
    check(answer)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert len(answer.citations) <= 3


def test_the_day_asked_about_decides_which_version_answers(answerer):
    question = "窗口单位应当在几个工作日内答复群众的书面询问？"
    assert "五个工作日" in ask(answerer, question).text
    assert "十个工作日" in ask(answerer, question, date(2020, 1, 1)).text


def test_an_answer_for_the_public_cites_no_document_for_staff(base):
    public = base.answerer(frozenset({Audience.PUBLIC}))
    named = ("《青石市政务承诺内部核查工作意见》怎么规定", "青政办函〔2022〕19号")
    for question in ("核查小组每季度抽查多少件承诺", *named):
        answer = ask(public, question)
        check(answer)
        assert {citation.found.version.audience for citation in answer.citations} <= {Audience.PUBLIC}
        assert "二十件" not in answer.text
    assert "二十件" in ask(base.answerer(), "核查小组每季度抽查多少件承诺").text


def test_an_empty_base_says_how_to_fill_it(application):
    answer = application.answerer().answer(Question("承诺", TODAY))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "integrity ingest" in answer.text


def test_the_corpus_of_an_answer_names_the_state_it_came_from(base, answerer):
    assert ask(answerer, "承诺登记").corpus == base.catalogue().corpus_id()


def test_who_watches_the_chain_hears_of_every_step(answerer):
    from langchain_core.callbacks import BaseCallbackHandler

    class Watching(BaseCallbackHandler):
        names: list[str] = []

        def on_chain_start(self, *_, name="", **__):
            self.names.append(name)

    chain = as_chain(make_steps(answerer.searcher))
    chain.invoke(Draft(Question("承诺应当几日内登记？", TODAY)), {"callbacks": [Watching()]})
    steps = ["screen", "published", "rewrite", "read", "retrieve", "compose", "generate", "verify"]
    assert Watching.names == ["answer", *steps]


def test_a_program_that_answers_once_answers_the_same(answerer):
    once = Answerer(answerer.searcher, once=True)
    for asked in ("承诺应当几日内登记？", "第二条是什么", "今天天气怎么样"):
        mine, theirs = (one.answer(Question(asked, TODAY)).to_json() for one in (once, answerer))
        assert {**mine, "elapsed_ms": 0} == {**theirs, "elapsed_ms": 0}
