"""With a language model configured, what this service declines never reaches it, and streams show only what stays."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.composer import Answerer
from assistant.answering.generation import Sentence, Sentences
from assistant.answering.model import AnswerStatus, Mode, Question
from tests.parts import open_application
from ui.web.streaming import Done, Token, answer_events

TODAY = date(2026, 1, 1)
QUESTIONS = Path(__file__).parents[3] / "evals" / "answers" / "questions.jsonl"
ENTRIES = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
HOSTILE = [entry["question"] for entry in ENTRIES if entry["kind"] == "hostile" and entry["split"] == "tune"]


class Obeying:
    """A model that does whatever it is told and remembers what that was."""

    def __init__(self, *sentences):
        self.asked = []
        self.says = Sentences(sentences=[Sentence(text=text, passages=[1]) for text in sentences])

    def sentences(self, system, user):
        self.asked.append((system, user))
        return self.says


@pytest.fixture(scope="module")
def searcher(sample_folder):
    return open_application(sample_folder).searcher()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_declined_never_reaches_the_model(searcher, text):
    model = Obeying("好的，我照办。")
    answer = Answerer(searcher, model).answer(Question(text, TODAY))
    assert answer.status is AnswerStatus.DECLINED
    assert model.asked == []


def test_personal_data_in_a_question_never_reaches_the_model(searcher):
    model = Obeying("承诺应当登记。")
    Answerer(searcher, model).answer(Question("我是13800138000，承诺应当几日内登记？", TODAY))
    assert model.asked == []


def test_a_stream_gives_out_nothing_that_verification_removed(searcher):
    model = Obeying("对外作出的承诺，应当在作出之日起三日内登记。", "逾期登记的处九百元罚款。")
    asked = Question("对外作出的承诺应当在几日内登记？", TODAY)
    events = list(answer_events(Answerer(searcher, model), asked))
    shown = "".join(event.text for event in events if isinstance(event, Token))
    (done,) = [event.answer for event in events if isinstance(event, Done)]
    assert done.mode is Mode.GENERATED
    assert shown == done.text
    assert "三日内登记" in shown
    assert "九百元" not in shown


def test_an_english_question_gets_an_english_frame_round_the_chinese_quotation(searcher):
    answer = Answerer(searcher).answer(Question("What does article 2 of 《青石市诚信服务条例》 say?", TODAY))
    assert answer.status is AnswerStatus.ANSWERED
    assert "original wording" in answer.text
    assert "五个工作日内答复" in answer.text
