"""Statistics from first attempts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.statistics import SHOWN_FROM, Answered, Flag, correlation, figures


def answers(count, right):
    """The better half is right, or the weaker half, as `right` says of the place."""
    return [
        Answered(float(right(place)), place / count, ("a",) if right(place) else ("b",), 10.0 + place)
        for place in range(count)
    ]


def test_nothing_is_shown_below_thirty_attempts():
    assert figures(answers(SHOWN_FROM - 1, bool)) is None


def test_an_item_that_the_better_ones_get_right_has_no_flag():
    made = figures(answers(40, lambda place: place >= 15), ("a", "b"), ("a",))
    assert made.flags == ()
    assert made.facility == pytest.approx(25 / 40)
    assert made.item_rest > 0.7
    assert made.options["b"].point_biserial < 0
    assert made.options["b"].among_wrong == 1
    assert made.seconds == pytest.approx(29.5)
    assert made.indicative


def test_an_item_that_the_weaker_ones_get_right_is_flagged_with_its_second_key():
    made = figures(answers(120, lambda place: place < 60), ("a", "b"), ("a",))
    assert made.flags == (Flag.NEGATIVE_DISCRIMINATION, Flag.SECOND_KEY)
    assert not made.indicative


def test_a_hard_item_is_flagged_and_an_easy_one_is_not():
    assert Flag.TOO_HARD in figures(answers(40, lambda place: place > 35)).flags
    assert figures(answers(40, lambda place: place > 1)).flags == ()


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=50))
def test_a_correlation_stays_within_its_bounds(pairs):
    made = correlation([one for one, _ in pairs], [other for _, other in pairs])
    assert made is None or -1 <= made <= 1
