"""Practice: what comes next, and what one knows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.model import Proof
from assistant.quiz.papers.draw import Pooled
from assistant.quiz.practice import schedule
from assistant.quiz.practice.choose import Memory, Reason, article_key, choose
from assistant.quiz.practice.sessions import Practice, mastery
from tests.assistant.quiz.examinations.hall import LI, NINE, WANG, publish, single

DAY = timedelta(days=1)


def on_article(n, digest=None, label=None):
    proof = Proof("d", "v", "试行法", "", label or f"第{n}条", digest or f"digest-{n}", 0, 1, "一")
    return replace(single(n), proof=proof)


def wrong_of(item):
    return next(option.id for option in item.options if option.id not in item.key)


@pytest.fixture
def items():
    return [on_article(n) for n in range(12)]


@pytest.fixture
def practice(engine, items):
    publish(engine, items)
    return Practice(engine)


def give(practice, who, offered, items, *, right, at):
    item = next(one for one in items if one.id == offered.item_id)
    choice = item.key[0] if right else wrong_of(item)
    return practice.answer(who, item.id, offered.version, {"choices": [choice]}, at)


def test_a_wrong_answer_shows_key_explanation_and_article(practice, items):
    (offered,) = practice.next(WANG, NINE)
    answer = give(practice, WANG, offered, items, right=False, at=NINE)
    told = practice.feedback(WANG, answer)
    assert (told.mark.right, told.item.proof.label, told.item.id) == (False, offered.label, offered.item_id)
    assert [option.id for option in told.item.options] == [option.id for option in offered.asked.options]
    assert practice.feedback(LI, answer) is None


def test_what_went_wrong_is_due_sooner_than_what_went_right(practice, items):
    for offered in practice.next(WANG, NINE, count=2):
        give(practice, WANG, offered, items, right=offered.item_id == "S-1", at=NINE)
    pair = [practice.offer(WANG, f"S-{n}", 1) for n in (1, 2)]
    for offered, right in zip(pair, (True, False), strict=True):
        give(practice, WANG, offered, items, right=right, at=NINE)
    known = practice.progress(WANG, NINE + DAY)
    assert known["digest-2"].due < known["digest-1"].due
    assert known["digest-2"].mastery == 0
    assert mastery(practice._engine, "1001", ["digest-1", "digest-9"], NINE + DAY)["digest-9"] == 0


def test_one_article_is_asked_about_once_in_a_session(practice):
    labels = [offered.label for offered in practice.next(WANG, NINE, count=12)]
    assert len(set(labels)) == 12


def test_an_item_that_was_never_published_cannot_be_answered(engine, practice):
    from assistant.quiz.bank.store import Bank

    Bank(engine).put([single(77)], who="author", at=NINE)
    with pytest.raises(KeyError):
        practice.answer(WANG, "S-77", 1, {}, NINE)


def test_a_changed_article_comes_before_it_is_forgotten():
    pool = [Pooled(on_article(n, label="第一条" if n == 3 else None), 1) for n in range(12)]
    memories = {"old": Memory("d", "第一条", (1.0,), NINE + 30 * DAY, 1.0)}
    picks = choose(pool, memories, {}, NINE, 4, "seed")
    assert [pick.pooled.item.id for pick in picks if pick.reason is Reason.CHANGED] == ["S-3"]


def test_reasons_take_turns_so_that_none_starves_another():
    pool = [Pooled(on_article(n), 1) for n in range(40)]
    due = {f"digest-{n}": Memory("d", f"第{n}条", (1.0,), NINE - DAY, 0.8) for n in range(15)}
    weak = {f"digest-{n}": Memory("d", f"第{n}条", (0.0,), NINE + DAY, 1.0) for n in range(15, 30)}
    reasons = [pick.reason for pick in choose(pool, due | weak, {}, NINE, 9, "seed")]
    assert {reason: reasons.count(reason) for reason in set(reasons)} == {
        Reason.DUE: 3, Reason.WEAK: 3, Reason.NEW: 3,
    }  # fmt: skip


def test_what_is_known_least_comes_first():
    pool = [Pooled(on_article(n), 1) for n in range(5)]
    memories = {f"digest-{n}": Memory("d", f"第{n}条", (n / 10,), NINE + DAY, 1.0) for n in range(5)}
    assert [pick.pooled.item.id for pick in choose(pool, memories, {}, NINE, 3, "seed")] == ["S-0", "S-1", "S-2"]


def test_a_wrong_answer_does_not_come_back_at_once_unless_nothing_else_is_left():
    pool = [Pooled(on_article(n), 1) for n in range(2)]
    wrong = {"digest-0": Memory("d", "第0条", (0.0,), NINE + timedelta(minutes=1), 1.0)}
    asked = {"S-0": NINE}
    (pick,) = choose(pool, wrong, asked, NINE + timedelta(seconds=5), 1, "seed")
    assert (pick.pooled.item.id, pick.reason) == ("S-1", Reason.NEW)
    (pick,) = choose(pool[:1], wrong, asked, NINE + timedelta(seconds=5), 1, "seed")
    assert (pick.pooled.item.id, pick.reason) == ("S-0", Reason.AGAIN)
    (pick,) = choose(pool[:1], wrong, asked, NINE + timedelta(minutes=2), 1, "seed")
    assert pick.reason is Reason.DUE


def test_of_an_article_the_item_asked_longest_ago_comes():
    pool = [Pooled(on_article(n, digest="same"), 1) for n in range(3)]
    asked = {"S-0": NINE, "S-1": NINE - DAY, "S-2": NINE + DAY}
    (pick,) = choose(pool, {"same": Memory("d", "第一条", (1.0,), NINE, 1.0)}, asked, NINE, 5, "seed")
    assert pick.pooled.item.id == "S-1"


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=8))
def test_the_schedule_only_looks_ahead_and_memory_fades(shares):
    card, at, due = None, datetime(2026, 1, 1, tzinfo=UTC), None
    for share in shares:
        card, due = schedule.review(card, share, at)
        assert due > at
        assert schedule.retained(card, at) >= schedule.retained(card, at + 30 * DAY) >= 0
        at = due


def test_an_item_without_an_article_is_practised_under_itself():
    assert article_key(single(1)) == "item:S-1"
