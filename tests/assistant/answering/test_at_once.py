"""Questions that many ask at once: worked out a few at a time, unless a model is waited for."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier, BrokenBarrierError, Lock
from time import sleep

import pytest

from assistant.answering.composer import AT_ONCE, Answerer
from assistant.answering.model import AnswerStatus, Question

MANY = 3 * AT_ONCE
QUESTION = Question("承诺应当几日内登记？", date(2026, 1, 1))


class Counting:
    """A step that settles every question, and knows how many were in it at the same time."""

    def __init__(self, fails=False):
        self.now = self.most = self.done = 0
        self.lock, self.fails = Lock(), fails

    def __call__(self, draft):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        sleep(0.02)
        with self.lock:
            self.now -= 1
            self.done += 1
        if self.fails:
            raise ConnectionError
        return draft.settled(AnswerStatus.DECLINED, "一。")


def ask_all(answerer):
    with ThreadPoolExecutor(MANY) as pool:
        return [pool.submit(answerer.answer, replace(QUESTION, text=f"第{n}问")) for n in range(MANY)]


def test_without_a_model_so_many_are_worked_out_at_a_time_and_all_are(sample_base):
    step = Counting()
    asked = ask_all(Answerer(sample_base.searcher(), published=step))
    assert {one.result().status for one in asked} == {AnswerStatus.DECLINED}
    assert step.most == AT_ONCE
    assert step.done == MANY


def test_whoever_fails_makes_room_for_the_next(sample_base):
    step = Counting(fails=True)
    for one in ask_all(Answerer(sample_base.searcher(), published=step)):
        with pytest.raises(ConnectionError):
            one.result()
    assert step.done == MANY


def test_nobody_waits_for_another_s_model(sample_base):
    together = Barrier(MANY)

    def meeting(draft):
        try:
            together.wait(timeout=30)
        except BrokenBarrierError:
            return draft.settled(AnswerStatus.NOT_FOUND, "")
        return draft.settled(AnswerStatus.DECLINED, "一。")

    model = type("Model", (), {"name": "m"})()
    asked = ask_all(Answerer(sample_base.searcher(), model, published=meeting))
    assert {one.result().status for one in asked} == {AnswerStatus.DECLINED}
