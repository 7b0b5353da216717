"""Questions are mended towards titles and terms, and well-typed ones are left alone."""

import pytest

from knowledge.search.mending import Mender
from tests.knowledge.search.test_searcher import found, searcher  # noqa: F401 - a fixture

WORDS = ("政务诚信", "政府信息公开条例", "公务员法", "行政复议", "企业所得税法")
MENDER = Mender(WORDS)
HEARD = {"政务", "务诚", "诚信", "政府", "府信", "信息", "息公", "公开", "公务", "务员", "行政", "政复", "复议", "企业"}


def mend(question, heard=HEARD):
    return MENDER.mend(question, lambda pairs: {pair: int(pair in heard) for pair in pairs})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("正务诚信", "政务诚信"),
        ("政府信息公幵", "政府信息公开"),
        ("行政复仪多久", "行政复议多久"),
        ("政務誠信建設", "政务诚信建设"),
        ("政府資訊公開", "政府信息公开"),
        ("zhengwu chengxin", "政务诚信"),
        ("zhengfuxinxigongkai的范围", "政府信息公开的范围"),
        ("ｇｏｎｇｗｕｙｕａｎ", "公务员"),
    ],
)
def test_what_was_meant_is_read(typed, meant):
    assert mend(typed) == meant


SOUND = [
    "公务员收红包怎么处理", "公务员体检的标准", "行政复议听证", "企业所得税怎么交", "答应的事还算数吗？", "GDP怎么算",
    "企业所得税吗", "ok", "", "第１７条", "政务诚信，公开！",
]  # fmt: skip


@pytest.mark.parametrize("question", SOUND)
def test_what_makes_no_word_is_left_as_it_was_typed(question):
    assert mend(question) == question


def test_a_pair_that_some_article_has_is_not_doubted():
    assert mend("正务诚信", HEARD | {"正务"}) == "正务诚信"


def test_a_search_finds_what_was_meant(searcher):  # noqa: F811 - the fixture
    for typed in ("白水縣收費管理規定第一條", "baishuixian shoufeiguanliguiding 第一条", "白水县收费管里规定第一条"):
        assert found(searcher, typed, 1)[0][:2] == ("白水县收费管理规定", "第一条")
