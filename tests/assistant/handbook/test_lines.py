"""Line breaks in Chinese text."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.handbook.grammar import NO_BREAK_AFTER, NO_BREAK_BEFORE
from assistant.handbook.lines import break_lines

TEXT = st.text(alphabet="甲乙丙丁，。“”（）《》ab1", min_size=1, max_size=80)


def lines(text, first, rest):
    return list(break_lines(text, lambda mark: 0.5 if mark.isascii() else 1.0, first, rest))


def test_a_closing_mark_takes_a_character_with_it_to_the_next_line():
    assert lines("一二三四，五六", 4, 4) == ["一二三", "四，五六"]


def test_an_opening_mark_goes_to_the_next_line():
    assert lines("一二三“四五”", 4, 4) == ["一二三", "“四五”"]


def test_a_number_stays_whole():
    assert lines("一二三2026年", 4, 4) == ["一二三", "2026年"]


@given(TEXT, st.integers(6, 20))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    broken = lines(text, width, width)
    assert "".join(broken) == text
    assert all(sum(0.5 if mark.isascii() else 1 for mark in line) <= width for line in broken)


@given(st.lists(st.sampled_from(["甲乙", "丙。", "“丁”", "（一）", "2026"]), min_size=1, max_size=30).map("".join))
def test_marks_stand_where_they_may(text):
    broken = lines(text, 12, 12)
    assert all(line[0] not in NO_BREAK_BEFORE for line in broken[1:])
    assert all(line[-1] not in NO_BREAK_AFTER for line in broken[:-1])
