"""Promised times in working days by the Chinese calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.helpdesk.working_days import CHINA, due, is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # a Saturday worked in lieu before Spring Festival
        (date(2026, 2, 16), False),
        (date(2026, 2, 28), True),
        (date(2026, 5, 9), True),
        (date(2026, 9, 20), True),  # a Sunday
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_days_of_2026_are_worked_as_the_state_council_arranged(day, works):
    assert is_working_day(day) is works


def test_five_working_days_over_the_national_holiday_end_after_it():
    received = datetime(2026, 9, 29, 3, tzinfo=UTC)
    assert due(received, 5).astimezone(CHINA) == datetime(2026, 10, 11, 23, 59, 59, tzinfo=CHINA) + timedelta(days=1)


def test_the_day_is_that_of_china_not_of_greenwich():
    late = datetime(2026, 11, 19, 17, tzinfo=UTC)  # already Friday the 20th in China
    assert due(late, 1).astimezone(CHINA).date() == date(2026, 11, 23)


def test_a_naive_time_and_an_empty_promise_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2026, 1, 1), 1)
    with pytest.raises(ValueError, match="at least"):
        due(datetime(2026, 1, 1, tzinfo=UTC), 0)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)), st.integers(1, 30))
def test_exactly_the_promised_number_of_working_days_lies_between(received, days):
    end = due(received, days).astimezone(CHINA).date()
    start = received.astimezone(CHINA).date()
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, between)) == days and is_working_day(end)
