"""Marks: by value, by switches, never by likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.items.case import case
from assistant.quiz.marking import MultipleRule, Response, fits, mark
from assistant.quiz.model import Item, ItemType, KeyPoint, Target, make_options
from knowledge.reference.numerals import to_chinese
from tests.assistant.quiz.samples import single

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def fill_in(*accepted, after="日内作出决定"):
    return Item(ItemType.FILL_IN, Target.DEADLINE, f"应当在（　　）{after}。", "", blanks=(accepted,))


@pytest.mark.parametrize("given_text", ["三十", "30", "３０", "三十日", "30日", "３０日内", " 三十 ", "卅", "三十天"])
def test_a_number_is_right_however_it_is_written(given_text):
    assert mark(fill_in("三十"), Response(texts=(given_text,))).right


@pytest.mark.parametrize(
    "given_text", ["六十", "二十", "三十个月", "三十个工作日", "三", "十三", "", "三十或者六十", "不足三十"]
)
def test_another_value_or_unit_is_wrong_however_alike(given_text):
    assert not mark(fill_in("三十"), Response(texts=(given_text,))).right


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_equal_values_are_right_and_others_wrong(one, other):
    for written in (to_chinese(one), str(one), str(one).translate(WIDE)):
        assert fits(written, (to_chinese(one),))
        assert fits(written, (to_chinese(other),)) is (one == other)


def test_shares_are_compared_by_value():
    assert fits("30%", ("百分之三十",))
    assert not fits("13%", ("百分之三十",))


def options(count=4):
    made = make_options([f"选项{number}" for number in range(count)])
    ids = [option.id for option in made]
    return Item(ItemType.MULTIPLE, Target.ENUMERATION, "？", "", options=made, key=tuple(ids[:3]), marks=3), ids


@pytest.mark.parametrize(
    ("rule", "chosen", "marks"),
    [
        (MultipleRule(), (0, 1, 2), 3),
        (MultipleRule(), (0, 1), 0),
        (MultipleRule(), (0, 1, 2, 3), 0),
        (MultipleRule(partial=True), (0, 1), 2),
        (MultipleRule(partial=True), (0, 3), 0),
        (MultipleRule(partial=True, wrong_voids=False), (0, 1, 3), 1),
        (MultipleRule(partial=True, each=0.5 / 3), (0, 1), 1),
        (MultipleRule(partial=True), (), 0),
    ],
)
def test_the_three_switches_of_multiple_choice(rule, chosen, marks):
    item, ids = options()
    assert mark(item, Response(tuple(ids[place] for place in chosen)), rule).given == pytest.approx(marks)


@given(st.booleans(), st.booleans(), st.floats(0, 1), st.sets(st.integers(0, 3)))
def test_no_mark_is_below_nothing_or_above_all(partial, voids, each, chosen):
    item, ids = options()
    given_mark = mark(item, Response(tuple(ids[place] for place in chosen)), MultipleRule(partial, each, voids))
    assert 0 <= given_mark.given <= given_mark.possible == 3


def test_ordering_is_right_as_a_whole_and_matching_pair_by_pair():
    made = make_options(["动议", "民主推荐", "组织考察"])
    ids = tuple(option.id for option in made)
    order = Item(ItemType.ORDERING, Target.PROCEDURE, "？", "", options=made, key=ids)
    assert mark(order, Response(ids)).right
    assert mark(order, Response(ids[::-1])).given == 0
    match = Item(ItemType.MATCHING, Target.SANCTION, "？", "", options=made, key=ids, premises=made, marks=3)
    assert mark(match, Response((ids[0], ids[2], ids[1]))).given == 1


def test_a_short_answer_is_marked_by_points_until_a_person_has_looked():
    points = (KeyPoint("a", "被开除公职的"), KeyPoint("b", "因犯罪受过刑事处罚的"), KeyPoint("c", "不得兼任职务三年"))
    item = Item(ItemType.SHORT_ANSWER, Target.ENUMERATION, "？", "", points=points, marks=6)
    given_mark = mark(item, Response(texts=("因犯罪受过刑事处罚；被开除公职。可以兼任职务三年",)))
    assert given_mark.points == ("a", "b")
    assert given_mark.given == 4
    assert given_mark.provisional


def test_a_case_has_the_marks_of_its_parts():
    story = case("某单位公务员甲……", (single(), single("处分期多长？", marks=2.0)))
    first = story.parts[0].key
    given_mark = mark(story, Response(parts=(Response(first),)))
    assert (given_mark.given, given_mark.possible) == (1, 3)


def test_a_case_without_questions_is_refused():
    with pytest.raises(ValueError, match="needs sub-questions"):
        case("……", ())
