"""When a requirement is met, by the clock of Shanghai: in time, made up, late, failed, expired."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.training.calendar import add_months, begin, day_of, end, last_day, months_after, on_day
from assistant.training.completion import judge, status
from assistant.training.model import Activity, ActivityKind, Excuse, Part, Progress, Status, Window
from tests.assistant.training.made import clock

YEAR = Window(begin(date(2026, 1, 1)), end(date(2026, 12, 31)), end(date(2027, 1, 31)))
PAPER = Part(ActivityKind.PAPER, ("p1",), pass_mark=60, attempts=2, makeups=1)
READ = Part(ActivityKind.READING, ("a", "b"), needed=2)
LAST = clock(2026, 12, 31, 23, 59, 59, 999_999)


def sat(score, at, number=0):
    return Activity(f"attempt:{number}:{at}", ActivityKind.PAPER, "p1", at, score=score)


def read(subject, at, minutes=0):
    return Activity(f"read:{subject}:{at}", ActivityKind.READING, subject, at, minutes)


def test_nothing_done_is_not_started_and_something_is_in_progress():
    assert judge([READ, PAPER], YEAR, []).progress is Progress.NOT_STARTED
    judged = judge([READ, PAPER], YEAR, [read("a", clock(2026, 3, 1)), sat(80, clock(2026, 3, 2))])
    assert (judged.progress, judged.done) == (Progress.IN_PROGRESS, (False, True))


def test_all_parts_done_is_completed_when_the_last_was():
    told = [read("a", clock(2026, 3, 1)), read("b", clock(2026, 5, 1)), sat(80, clock(2026, 3, 2))]
    judged = judge([READ, PAPER], YEAR, told)
    assert (judged.progress, judged.completed_at, judged.late) == (Progress.COMPLETED, clock(2026, 5, 1), False)


@pytest.mark.parametrize(("at", "late"), [(LAST, False), (clock(2027, 1, 1, 0, 0, 0), True)])
def test_the_last_second_of_the_year_is_in_time_and_the_next_is_not(at, late):
    judged = judge([replace(PAPER, makeups=0)], YEAR, [sat(90, at)])
    assert (judged.progress, judged.late) == (Progress.COMPLETED, late)


def test_who_failed_in_time_may_make_up_until_the_window_closes():
    failed = [sat(50, clock(2026, 6, 1)), sat(55, clock(2026, 7, 1))]
    judged = judge([PAPER], YEAR, failed)
    assert (judged.progress, judged.failed, judged.score) == (Progress.IN_PROGRESS, True, 55)
    made_up = judge([PAPER], YEAR, [*failed, sat(70, clock(2027, 1, 31, 23, 59, 59))])
    assert (made_up.progress, made_up.late, made_up.failed, made_up.score) == (Progress.COMPLETED, False, False, 70)
    assert judge([PAPER], YEAR, [*failed, sat(70, clock(2027, 2, 1, 0, 0))]).progress is Progress.IN_PROGRESS


def test_no_more_attempts_count_than_were_allowed():
    tries = [sat(50, clock(2026, 6, day), day) for day in (1, 2, 3)]
    assert judge([PAPER], YEAR, [*tries, sat(99, clock(2026, 6, 9))]).failed


def test_what_was_done_before_the_cycle_opened_counts_for_the_one_before():
    assert judge([PAPER], YEAR, [sat(99, clock(2025, 12, 31, 23, 59, 59))]).progress is Progress.NOT_STARTED


def test_minutes_of_reading_add_up():
    part = Part(ActivityKind.READING, ("a",), minutes=30)
    twice = [read("a", clock(2026, 2, 1), 20), read("a", clock(2026, 2, 2), 10)]
    assert judge([part], YEAR, twice[:1]).progress is Progress.IN_PROGRESS
    assert judge([part], YEAR, twice).completed_at == clock(2026, 2, 2)


def test_events_are_counted_one_by_one():
    part = Part(ActivityKind.EVENT, ("道德讲堂",), needed=2)
    went = [Activity(f"event:{n}", ActivityKind.EVENT, "道德讲堂", clock(2026, n, 1)) for n in (3, 9)]
    assert judge([part], YEAR, went[:1]).progress is Progress.IN_PROGRESS
    assert judge([part], YEAR, went).completed_at == clock(2026, 9, 1)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 100)), max_size=8), st.randoms())
def test_the_order_and_repetition_in_which_activities_are_told_change_nothing(tries, random):
    told = [sat(score, YEAR.opens_at + timedelta(days=day, minutes=n), n) for n, (day, score) in enumerate(tries)]
    judged = judge([PAPER], YEAR, told)
    random.shuffle(told)
    assert judge([PAPER], YEAR, told) == judged


def test_a_status_follows_from_the_time():
    due = YEAR.due_at
    before, after = due - timedelta(microseconds=1), due
    assert status(Progress.NOT_STARTED, Excuse.NONE, due, None, before) is Status.NOT_STARTED
    assert status(Progress.IN_PROGRESS, Excuse.NONE, due, None, before) is Status.IN_PROGRESS
    assert status(Progress.IN_PROGRESS, Excuse.NONE, due, None, after) is Status.OVERDUE
    assert status(Progress.NOT_STARTED, Excuse.EXEMPT, due, None, after) is Status.EXEMPT
    assert status(Progress.COMPLETED, Excuse.NONE, due, after, before) is Status.COMPLETED
    assert status(Progress.COMPLETED, Excuse.NONE, due, after, after) is Status.EXPIRED


def test_days_are_those_of_shanghai():
    assert begin(date(2026, 1, 1)).isoformat() == "2025-12-31T16:00:00+00:00"
    assert day_of(LAST) == date(2026, 12, 31)
    assert last_day(end(date(2026, 12, 31))) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        day_of(LAST.replace(tzinfo=None))


def test_the_29th_of_february_is_the_28th_where_there_is_none():
    assert on_day(2026, 2, 29) == date(2026, 2, 28)
    assert on_day(2028, 2, 29) == date(2028, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 10, 31), 4) == date(2027, 2, 28)
    assert last_day(months_after(clock(2024, 2, 29, 23, 59, 59), 24)) == date(2026, 2, 28)
