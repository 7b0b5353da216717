import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reference.labels import article_number, label_key, passage_label, statute_label
from knowledge.reference.numerals import to_chinese


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("17", ["第十七条", "第17条", "17条", "17", "第 十七 条", "第１７条", "十七条"]),
        ("20-1", ["第二十条之一", "第20条之1", "第二十条之 一"]),
        ("2.(1)2", ["二、（一）2.", "二(一)2", "二、（一）2、", "二、(一)2．", "二、（一）2"]),
        ("(17)", ["（十七）", "(十七)", "第（十七）项", "（十七）、"]),
        ("1.", ["一、", "一", "一."]),
        ("<1>", ["（1）", "(1)", "（１）"]),
        ("1", ["1.", "1、", "1"]),
        ("p3", ["第3段", "第三段"]),
        ("1.p2", ["一、第2段"]),
        ("2.(1)2<3>", ["二、（一）2.（3）"]),
        ("引言", ["引言", "引 言"]),
    ],
)
def test_each_way_of_writing_a_label_has_one_key(key, labels):
    assert {label_key(label) for label in labels} == {key}


@given(st.integers(1, 9999), st.integers(0, 99))
def test_the_label_of_a_statutes_article_can_be_read_back(number, sub):
    label = statute_label(number, sub)
    assert article_number(label) == (number, sub)
    assert label_key(label) == (f"{number}-{sub}" if sub else str(number))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 60)), min_size=1, max_size=4, unique_by=lambda p: p[0]))
def test_outline_labels_with_different_places_have_different_keys(path):
    shapes = ("{}、", "（{}）", "{}.", "（{}）")
    ordered = sorted(path)
    label = "".join(shapes[lv].format(n if lv >= 2 else to_chinese(n)) for lv, n in ordered)
    expected = "".join(("{}.", "({})", "{}", "<{}>")[lv].format(n) for lv, n in ordered)
    assert label_key(label) == expected


def test_a_passage_is_cited_by_its_place():
    assert passage_label(3) == "第3段"
    assert article_number(passage_label(3)) is None
    assert article_number("（十七）") is None


@given(st.text(max_size=40))
def test_any_text_has_a_key(text):
    assert isinstance(label_key(text), str)
