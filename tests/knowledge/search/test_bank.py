"""Labelled questions in the search: what is labelled is found at once, nobody sees more, nothing else is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.audit.log import entries
from assistant.labelled.store import Label, Origin, StoredQuestions
from knowledge.model import Audience
from knowledge.questions.ranker import ENOUGH
from knowledge.search.bank import QuestionBank
from knowledge.search.filters import Filters
from tests.parts import open_application, take_in
from tests.samples import regulation

TODAY = date(2026, 1, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)
TRAINER = Principal("t1", "培训员", roles=frozenset({Role.TRAINER}))
ASKED = "换了领导之前答应的事还算数吗"
KEPT = "不得以责任人更替为由毁约。"
LEADERS = "换了领导的单位应当在五个工作日内答复。"
TEXTS = ("为了提高服务质量，制定本条例。", LEADERS, "之前答应的收费标准应当公示。", KEPT)


@pytest.fixture
def questions(application):
    memo = replace(regulation("抽查名单不得透露。", title="内部核查工作意见"), audience=Audience.STAFF)
    take_in(application, regulation(*TEXTS), memo)
    return StoredQuestions(application.engine)


def label(application, text, article="第四条", title="青石市诚信服务条例"):
    version = next(v for v in application.catalogue().versions().values() if v.title == title)
    key = "".join(c for c in article if c.isdigit()) or {"第一条": "1", "第二条": "2", "第四条": "4"}[article]
    return Label(text, version.document_id, key, article)


def found(searcher, question, top_k=3, **filters):
    return [hit.found.article.text for hit in searcher.search(question, Filters(TODAY, **filters), top_k)]


def test_a_labelled_question_finds_its_article_at_once_however_it_is_typed(application, questions):
    searcher = application.searcher()
    assert found(searcher, ASKED)[0] != KEPT
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    for typed in (ASKED, "换了领导，之前答应的事，还算数吗？", "　换了领导 之前答应的事还算数吗!"):
        assert found(searcher, typed)[0] == KEPT


def test_like_questions_find_it_too(application, questions):
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    assert found(application.searcher(), "新领导来了，之前答应的事还算不算数")[0] == KEPT


def test_an_unlike_question_is_answered_as_before(application, questions):
    before = found(application.searcher(), "收费标准要公示吗", 2)
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    assert found(application.searcher(), "收费标准要公示吗", 1) == before[:1]


def test_a_label_that_is_taken_back_counts_no_more(application, questions):
    searcher = application.searcher()
    before = found(searcher, ASKED)
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    assert found(searcher, ASKED) != before
    assert questions.remove([kept.id for kept in questions.all()], TRAINER, AT) == 1
    assert found(searcher, ASKED) == before
    done = [entry.action.split(".")[1] for entry in entries(application.engine)]
    assert done == ["add", "remove"]


def test_the_bank_can_be_switched_off(application, questions):
    before = found(application.searcher(), ASKED)
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    off = open_application(application.settings.data_dir)
    off.settings.question_bank = "off"
    assert found(off.searcher(), ASKED) == before


def test_what_a_reader_may_not_see_is_never_brought_in(application, questions):
    secret = label(application, ASKED, "第一条", "内部核查工作意见")
    public = application.searcher(frozenset({Audience.PUBLIC}))
    before = public.search(ASKED, Filters(TODAY), 10)
    questions.add([secret], Origin.TYPED, TRAINER, AT)
    assert found(application.searcher(), ASKED)[0] == "抽查名单不得透露。"
    assert public.search(ASKED, Filters(TODAY), 10) == before
    assert "抽查名单不得透露。" not in found(application.searcher(), ASKED, 10, audience=Audience.PUBLIC)


def test_the_label_holds_for_a_new_version_of_the_document(application, questions):
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    mended = "不得以政府换届、责任人更替为由毁约。"
    take_in(application, regulation(*TEXTS[:3], mended, in_force=date(2025, 7, 1)))
    searcher = application.searcher()
    assert found(searcher, ASKED)[0] == mended
    assert KEPT not in found(searcher, ASKED, 10)


def test_what_is_out_of_the_filters_stays_out(application, questions):
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    assert KEPT not in found(application.searcher(), ASKED, 10, years=frozenset({1999}))


def test_a_label_goes_in_once_and_only_by_those_who_may(application, questions):
    one = label(application, ASKED)
    assert questions.add([one, one], Origin.SHEET, TRAINER, AT) == 1
    assert questions.add([replace(one, text=ASKED + "？")], Origin.SHEET, TRAINER, AT) == 0
    with pytest.raises(Forbidden):
        questions.add([one], Origin.TYPED, Principal("s1", "职员", roles=frozenset({Role.STAFF})), AT)


def test_many_labels_are_ordered_by_trees_and_few_by_weights(application, questions):
    few = [label(application, f"{number}号窗口的收费标准", "第二条") for number in range(ENOUGH - 1)]
    questions.add([*few], Origin.SHEET, TRAINER, AT)
    bank = QuestionBank(StoredQuestions(application.engine), application.catalogue(), application.encoder)
    vector, snapshot = application.encoder.encode_query([ASKED])[0], application.searcher().snapshot()
    assert bank.consult(ASKED, vector, snapshot).trees is None
    questions.add([label(application, ASKED)], Origin.TYPED, TRAINER, AT)
    assert bank.consult(ASKED, vector, snapshot).trees is not None
    assert found(application.searcher(), ASKED)[0] == KEPT
    assert found(application.searcher(), "新领导来了，之前答应的事还算不算数")[0] == KEPT
