import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reference.numbers import document_number_key, find_document_numbers, restore_number

WRITINGS = [
    "〔{}〕",
    "[{}]",
    "【{}】",
    "({})",
    "（{}）",
    "［{}］",
    "„{}‟",
    "{}",
    "{}年",
    "〔 {} 〕",
    "﹝{}﹞",
]


@given(st.sampled_from(["国发", "绵府办发", "法释", "×××", "*环"]), st.integers(1949, 2030), st.integers(1, 9999))
def test_every_bracket_gives_the_same_key(office, year, serial):
    written = [f"{office}{bracket.format(year)}{serial}号" for bracket in WRITINGS]
    assert {document_number_key(number) for number in written} == {f"{office}{year}-{serial}"}
    for number in written:
        assert [found.text for found in find_document_numbers(f"《某某》（{number}），")] == [number]


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("绵府办发〔201231", "绵府办发〔2012〕31号"),
        ("绵委办发〔201119", "绵委办发〔2011〕19号"),
        ("国办发〔200717", "国办发〔2007〕17号"),
        ("国办发2007〕17号", "国办发〔2007〕17号"),
    ],
)
def test_a_number_that_lost_a_bracket_is_mended_and_marked(damaged, mended):
    assert restore_number(damaged) == (mended, True)
    assert document_number_key(damaged) == document_number_key(mended)
    assert find_document_numbers(f"（{damaged})要求")[0].key == document_number_key(mended)


@pytest.mark.parametrize("whole", ["国发〔2016〕76号", "*环„2010‟5号", "×××[2006]40号", "国务院令第711号"])
def test_a_number_that_is_whole_stays_as_it_is(whole):
    assert restore_number(whole) == (whole, False)


def test_orders_are_numbers_too():
    keys = [
        n.key for n in find_document_numbers("中华人民共和国国务院令（第711号）；主席令第六十三号；公安部令第164号")
    ]
    assert keys == ["国务院令-711", "主席令-63", "公安部令-164"]
    assert document_number_key("银保监会令2021年第1号") == "银保监会令2021-1"


def test_the_words_before_a_number_are_not_part_of_it():
    text = "根据《要点》(赣府厅字„2010‟87号)以及关于贯彻落实赣府厅字„2010‟87号文件和国发〔2016〕33号的要求"
    found = find_document_numbers(text)
    assert [n.text for n in found] == ["赣府厅字„2010‟87号", "赣府厅字„2010‟87号", "国发〔2016〕33号"]
    assert all(text[n.start : n.end] == n.text for n in found)


def test_a_number_in_a_heading_may_lack_its_last_word():
    assert document_number_key("贵府办字[2010]125") == document_number_key("贵府办字„2010‟125号")


@given(st.text(alphabet="国发办字〔〕[]（）„‟0123456789年第号令 的", max_size=40))
def test_offsets_always_delimit_the_text(text):
    for number in find_document_numbers(text):
        assert text[number.start : number.end] == number.text
