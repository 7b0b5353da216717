import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reference.article_ref import ArticleRef
from knowledge.reference.labels import statute_label
from knowledge.reference.mentions import find_mentions
from knowledge.reference.numerals import to_chinese
from knowledge.reference.references import find_references, parse_reference

_WORDS = st.text(alphabet="政务诚信建设监察公务员意见办法条例的和第一二三条款", min_size=1, max_size=20).filter(
    lambda words: "第" not in words  # a title that is a label itself (《第一条》) reads as one
)
_TITLES = st.one_of(_WORDS, st.builds(lambda a, b, c: f"{a}〈{b}〉{c}", _WORDS, _WORDS, _WORDS))
_OUTLINES = st.builds(lambda a, b, c: f"{to_chinese(a)}、（{to_chinese(b)}）{c}.", *[st.integers(1, 40)] * 3)
_STATUTES = st.builds(statute_label, st.integers(1, 1500), st.integers(0, 12))


@st.composite
def article_refs(draw):
    title = draw(st.one_of(st.just(""), _TITLES))
    number = draw(st.sampled_from(["", "国发〔2016〕76号", "*环(2010)5号"])) if title else ""
    label = draw(st.one_of(_STATUTES, _OUTLINES) if title else _STATUTES)
    item = draw(st.integers(0, 30))
    point = draw(st.integers(0, 9)) if item else 0
    return ArticleRef(title, number, label, draw(st.integers(0, 12)), item, point)


@given(article_refs())
def test_a_reference_survives_being_written_and_read(ref):
    assert parse_reference(str(ref)) == ref


@given(article_refs())
def test_a_reference_is_found_inside_a_sentence(ref):
    text = f"违反{ref}规定的，"
    (found,) = find_references(text)
    assert found.ref == ref
    assert text[found.start : found.end] == str(ref)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("依照本法第十五条的规定", ["第十五条"]),
        ("依照本条例第三十一条至第三十三条的规定", ["第三十一条"]),
        (
            "《中华人民共和国监察法》第15条、第16条和第十八条第2款",
            [
                "《中华人民共和国监察法》第十五条",
                "《中华人民共和国监察法》第十六条",
                "《中华人民共和国监察法》第十八条第二款",
            ],
        ),
        ("根据监察法第十五条", ["《监察法》第十五条"]),
        ("依照中华人民共和国刑法第三条", ["《中华人民共和国刑法》第三条"]),
        ("第三条第一款第一项、第三项", ["第三条第一款第（一）项", "第三条第一款第（三）项"]),
        (
            "《最高人民法院关于适用《民法典》的解释》第三条",
            ["《最高人民法院关于适用《民法典》的解释》第三条"],
        ),
        ("《监察法》（以下简称《监察法》）第三条", ["《监察法》第三条"]),
        ("前条第一款", ["第一款"]),
        ("没有引用任何条文，第一次，三条建议", []),
    ],
)
def test_the_many_ways_of_referring_are_read(text, written):
    assert [str(found.ref) for found in find_references(text)] == written


def test_a_range_names_every_article_in_it():
    (found,) = find_references("依照本条例第三十一条至第三十三条的规定")
    assert found.labels == ("第三十一条", "第三十二条", "第三十三条")
    (found,) = find_references("刑法第一百三十三条之一至第一百三十三条之三")
    assert found.labels == ("第一百三十三条之一", "第一百三十三条之二", "第一百三十三条之三")


def test_words_that_point_from_where_they_stand_are_marked():
    assert [found.relative for found in find_references("前款、前两款、前条、本条第二款，本条例")] == [
        "前款",
        "前两款",
        "前条",
        "本条",
    ]


def test_documents_are_found_with_their_numbers():
    text = "《国务院关于加强政务诚信建设的指导意见》（国发〔2016〕76号）和《关于〈a〉的《b》解释》"
    text += "（以下简称《解释》）"
    first, second = find_mentions(text)
    assert (first.title, first.number) == ("国务院关于加强政务诚信建设的指导意见", "国发〔2016〕76号")
    assert (second.title, second.number, second.short) == ("关于〈a〉的《b》解释", "", "解释")


@given(st.text(alphabet="《》〈〉（）第一二十条款项之至、本法前例 国发〔2016〕76号", max_size=60))
def test_unbalanced_brackets_break_nothing(text):
    for found in find_references(text):
        assert 0 <= found.start < found.end <= len(text)
        assert isinstance(found.labels, tuple)
