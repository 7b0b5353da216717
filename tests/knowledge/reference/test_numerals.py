import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reference.numerals import to_arabic, to_chinese, to_int


@given(st.integers(min_value=1, max_value=99_999))
def test_every_number_survives_the_way_to_chinese_and_back(number):
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一千二百六十", 1260), ("廿五", 25), ("卅", 30), ("二〇一六", 2016), ("二百○五", 205), ("１２", 12)]
    + [("百二十", 120), ("一百十五", 115), ("两千", 2000), ("十", 10)],
)
def test_numerals_are_read_as_people_write_them(numeral, value):
    assert to_int(numeral) == value


@pytest.mark.parametrize("words", ["二三十", "千", "条", "", "1a", "一点五", "①", "十百"])
def test_what_is_no_whole_number_is_none(words):
    assert to_int(words) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三十日", "30日"),
        ("三十日", "３０日"),
        ("五万元", "5万元"),
        ("五万元", "50,000元"),
        ("百分之五", "5%"),
    ]
    + [
        ("三分之二以上", "2/3以上"),
        ("二〇一六年", "2016年"),
        ("一点五倍", "1.5倍"),
        ("1.5亿元", "一亿五千万元"),
    ],
)
def test_equal_values_compare_equal(one, other):
    assert to_arabic(one) == to_arabic(other)


@pytest.mark.parametrize(("one", "other"), [("三十日", "三日"), ("二三十", "23十"), ("五千元", "五万元")])
def test_unequal_values_stay_apart(one, other):
    assert to_arabic(one) != to_arabic(other)


@given(st.text(alphabet="一二三十百千〇两点分之%0123456789.日元", max_size=20))
def test_what_is_normalised_stays_as_it_is(text):
    assert to_arabic(to_arabic(to_arabic(text))) == to_arabic(to_arabic(text))


@given(st.text(alphabet="一二三十百千万亿〇两点分之%,，0123456789.", max_size=20))
def test_no_run_of_numerals_breaks_the_normalising(text):
    assert isinstance(to_arabic(text), str)
