"""Histories: everybody's own, and nobody else's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.principal import Role
from assistant.answering.model import Question
from assistant.conversations.restore import answer_from_json
from assistant.conversations.store import Conversations

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 6, 1)


def told(question):
    return {"question": question, "answer": "…"}


@pytest.fixture
def people(engine):
    directory = Directory(engine)
    return [directory.add(PROGRAM, name, [Role.ADMIN], at=NOW).principal() for name in ("one", "other")]


@pytest.fixture
def history(engine):
    return Conversations(engine)


def test_turns_are_kept_in_order_under_the_first_question(history, people):
    one, _ = people
    first = history.add(one, "", told("甲"), DAY, at=NOW)
    assert history.add(one, first, told("乙"), DAY, at=NOW) == first
    second = history.add(one, "", told("丙"), DAY, at=NOW + timedelta(hours=1))
    assert [(kept.id, kept.title, kept.turns) for kept in history.latest(one)] == [(second, "丙", 1), (first, "甲", 2)]
    assert [turn.answer["question"] for turn in history.turns(one, first)] == ["甲", "乙"]
    assert history.use(one, first, at=NOW + timedelta(hours=2))
    assert history.latest(one)[0].id == first


def test_nobody_reaches_another_s_history_not_even_an_administrator(history, people):
    one, other = people
    mine = history.add(one, "", told("甲"), DAY, at=NOW)
    assert history.latest(other) == [] == history.turns(other, mine)
    assert not history.use(other, mine, at=NOW)
    assert history.forget(other, mine) == 0
    assert history.add(other, mine, told("乙"), DAY, at=NOW) != mine
    assert len(history.turns(one, mine)) == 1


def test_what_is_forgotten_is_gone(history, people):
    one, other = people
    for by in (one, one, other):
        history.add(by, "", told("甲"), DAY, at=NOW)
    assert history.forget(one, history.latest(one)[0].id) == 1
    assert history.forget(one) == 1
    assert history.latest(one) == [] and len(history.latest(other)) == 1


def test_an_answer_comes_back_as_it_was_given(sample_base):
    answer = sample_base.answerer().answer(Question("窗口单位应当在几个工作日内答复书面询问？", DAY))
    assert answer.citations
    restored = answer_from_json(answer.to_json(), DAY, sample_base.catalogue())
    assert restored.to_json()["citations"] == answer.to_json()["citations"]
    assert (restored.text, restored.status, restored.follow_ups) == (answer.text, answer.status, answer.follow_ups)
    from assistant.bootstrap import EVERYONE

    public = answer_from_json(answer.to_json(), DAY, sample_base.catalogue(EVERYONE))
    assert {citation.found.version.audience for citation in public.citations} <= EVERYONE
