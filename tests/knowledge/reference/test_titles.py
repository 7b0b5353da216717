import pytest

from knowledge.reference.titles import short_titles, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国监察法", "《监察法》"),
        ("监察法(2018-03-20)", "中华人民共和国监察法"),
        (
            "最高人民法院关于适用〈中华人民共和国民法典〉总则编若干问题的解释",
            "最高人民法院关于适用《民法典》总则编若干问题的解释",
        ),
        ("公务员法（2018年修订）", "公务员法"),
        ("关于 贵溪市加快推进\u3000政务公开工作的实施意见", "关于贵溪市加快推进政务公开工作的实施意见"),
        ("解释(一)", "解释（一）"),
    ],
)
def test_ways_of_writing_a_title_have_one_key(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), [("监察法", "监察法实施条例"), ("解释（一）", "解释（二）")])
def test_different_titles_have_different_keys(one, other):
    assert title_key(one) != title_key(other)


def test_the_state_itself_keeps_its_name():
    assert title_key("中华人民共和国") == "中华人民共和国"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("中华人民共和国公务员法", "公务员法"),
        ("中华人民共和国公职人员政务处分法", "政务处分法"),
        ("中华人民共和国民法典", "民法典"),
        ("杭州市加强政务诚信建设的实施方案", "政务诚信实施方案"),
        ("绵阳市政务诚信工作实施意见", "绵阳政务诚信实施意见"),
        (
            "最高人民法院关于适用《中华人民共和国民法典》物权编的解释（一）",
            "关于适用《民法典》物权编的解释（一）",
        ),
        ("国务院关于加强政务诚信建设的指导意见", "关于加强政务诚信建设的指导意见"),
        ("杭州市人民政府关于印发杭州市加强政务诚信建设实施方案的通知", "杭州市加强政务诚信建设实施方案"),
    ],
)
def test_the_short_forms_people_use_are_known(title, short):
    assert short in short_titles(title)


def test_a_title_is_not_its_own_short_form():
    for title in ("监察法", "政务公开工作实施意见", "中华人民共和国宪法"):
        assert title not in short_titles(title)
