"""What repeals a document and what only names one, with the words that stand around its title."""

import time

import pytest

from ingest.grammar.repeals import repeals

REPEALED = [
    "本法自公布之日起施行。《甲条例》同时废止。",
    "《甲条例》（某政发〔2010〕3号）同时废止",
    "本条例自2002年1月1日起施行，原《甲条例》同时废止。",
    "1987年10月13日国务院批准、交通部发布的《甲条例》同时废止。",
    "《甲条例》自本法施行之日起废止。",
    "最高人民法院《甲条例》（法释〔2009〕9号）（以下简称原解释）予以废止；之前发布的与本解释不一致的，以本解释为准。",
    "《甲条例》及其实施细则同时废止。",
    "原《甲条例》、《乙条例》等三件文件一并废止。",
    "《甲条例》即行失效，《乙办法》继续有效。",
    "一、废止《甲条例》。",
    "（一）废止1990年国务院批准、商务部发布的《甲条例》（国发〔1990〕1号）",
    "经研究，市人民政府决定废止《甲条例》。",
    "现同时废止《甲条例》和《乙条例》。",
]
NAMED_ONLY = [
    "起草机关应当按照《甲条例》的规定及时修改或者废止有关规章。",
    "违反《甲条例》，情节严重的，其资格证书失效。",
    "违反《甲条例》失效。",
    "根据《甲条例》废止。",
    "根据《甲条例》，原《乙条例》同时废止。",
    "自今年起执行《甲条例》，原《乙条例》同时废止。",
    "依照《甲条例》规定的程序，请求宣告该股票失效。",
    "国务院发布的《甲条例》中关于反倾销的规定同时废止。",
    "《甲条例》第三条同时废止。",
    "《甲条例》修改或者废止。",
    "《甲条例》等文件的修改、废止。",
    "《甲条例》废止后，有关事项依照本法执行。",
    "《甲条例》失效的，应当公告。",
    "废止《甲条例》第三条。",
    "修改或者废止《甲条例》，应当报告。",
    "可以废止《甲条例》。",
    "废止许可，《甲条例》另有规定的除外。",
    "废止程序依照《甲条例》。",
]


def repealed(text, title="《甲条例》"):
    start = text.index(title)
    return repeals(text, start, start + len(title))


@pytest.mark.parametrize("text", REPEALED)
def test_a_document_is_repealed_by_what_stands_right_after_or_before_it(text):
    assert repealed(text)


@pytest.mark.parametrize("text", NAMED_ONLY)
def test_a_document_that_is_only_named_is_not_repealed(text):
    assert not repealed(text)


@pytest.mark.parametrize(
    "text",
    [
        "《甲条例》、《乙条例》和《丙条例》同时废止。",
        "《甲条例》《乙条例》以及《丙条例》（国发〔1990〕1号）同时废止。",
        "1980年1月1日国务院发布的《甲条例》，1990年1月1日财政部、商务部发布的《乙条例》及原商务部《丙条例》，同时废止。",
        "决定废止《甲条例》、《乙条例》和1990年国务院发布的《丙条例》。",
    ],
)
def test_every_document_of_a_list_is_repealed(text):
    assert all(repealed(text, title) for title in ("《甲条例》", "《乙条例》", "《丙条例》"))


def test_a_certificate_that_is_void_is_no_repealed_law():
    assert not repealed("原《商标注册证》作废，并予以公告。", "《商标注册证》")


@pytest.mark.parametrize("text", ["国务院发布的、" * 400, "决定废止" + "发布的、" * 400, "《乙》、" * 400, "（" * 400])
def test_a_long_list_without_an_end_is_read_at_once(text):
    started = time.perf_counter()
    assert not repealed(text + "《甲条例》" + text)
    assert time.perf_counter() - started < 1
