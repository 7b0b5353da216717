"""An answer is remembered until something that it rests on changes."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import composer
from assistant.answering.model import Question, Turn
from assistant.helpdesk.faq import FaqSource
from tests.assistant.helpdesk.conftest import CLERK, NOW
from tests.parts import open_application

QUESTION = Question("承诺应当几日内登记？", date(2026, 1, 1))


@pytest.fixture
def counting(sample_base, monkeypatch):
    """An answerer, and the questions that it has worked out."""
    asked = noted(monkeypatch)
    return sample_base.answerer(), asked


def noted(monkeypatch):
    """The questions that answerers made from now on have worked out."""
    asked, screen = [], composer.screen

    def noting(draft):
        asked.append(draft.question)
        return screen(draft)

    monkeypatch.setattr(composer, "screen", noting)
    return asked


def test_the_same_question_is_worked_out_once(counting):
    answerer, asked = counting
    first, again = answerer.answer(QUESTION), answerer.answer(QUESTION)
    assert replace(again, elapsed_ms=0) == replace(first, elapsed_ms=0)
    assert first.citations
    assert asked == [QUESTION]
    for other in (
        replace(QUESTION, as_of=date(2027, 1, 1)),
        replace(QUESTION, language="en"),
        replace(QUESTION, history=(Turn("承诺由谁登记？", "由窗口单位登记。"),)),
    ):
        answerer.answer(other)
    assert len(asked) == 4


def test_what_asks_whether_the_parts_still_work_is_never_answered_from_memory(sample_base):
    from ui.messages.words import ui_words
    from ui.web.view import View, answers

    def lost(*_):
        raise ConnectionError

    answerer = sample_base.answerer()
    view = View(answerer, sample_base.catalogue(), ui_words("zh"), lambda: QUESTION.as_of)
    assert answers(view)
    answerer.searcher.search = lost
    assert not answers(view)


def test_a_published_reply_is_given_at_once(counting, sample_base):
    answerer, asked = counting
    found = answerer.answer(QUESTION).citations[0].found
    source = FaqSource(found.version.document_id, found.article.label)
    sample_base.faq.publish(CLERK, [QUESTION.text], "三个工作日之内。", [source], at=NOW)
    assert answerer.answer(QUESTION).text.startswith("三个工作日之内")
    assert len(asked) == 2


def test_a_change_of_the_documents_is_seen_at_once(counting, sample_base, tmp_path):
    answerer, asked = counting
    before = answerer.answer(QUESTION)
    file = tmp_path / "new.md"
    file.write_text("# 白石市政务诚信办法\n\n第一条　承诺应当自作出之日起九日内登记。\n", encoding="utf-8")
    with sample_base.changing():
        list(sample_base.take_in([file])[1])
    after = answerer.answer(QUESTION)
    assert len(asked) == 2
    assert after.corpus != before.corpus


def test_nothing_is_remembered_where_that_is_switched_off(sample_folder, monkeypatch):
    base = open_application(sample_folder)
    base.settings.remembered_answers = 0
    asked = noted(monkeypatch)
    answerer = base.answerer()
    answerer.answer(QUESTION)
    answerer.answer(QUESTION)
    assert len(asked) == 2
