"""Waiting after failed attempts: it grows, it has a ceiling, it does not bind people elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.backoff import FREE, LONGEST, origin, waits_until

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@given(st.integers(0, 10_000))
def test_more_failures_never_wait_less_and_never_longer_than_the_ceiling(failures):
    assert waits_until(failures, NOW) <= waits_until(failures + 1, NOW) <= NOW + LONGEST


def test_the_first_failures_cost_nothing():
    assert waits_until(FREE - 1, NOW) == NOW < waits_until(FREE, NOW) <= NOW + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("a socket", "a socket"),
    ],
)
def test_an_address_is_counted_as_what_one_subscriber_has(address, counted):
    assert origin(address) == counted
