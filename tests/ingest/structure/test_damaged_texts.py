"""Whatever export does to a document, no leaf is lost and nothing raises; and nothing is slow."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ingest.loaded import LoadedText, Rejected
from ingest.structure import read_documents
from knowledge.model import ArticleKind

OFFICIAL = """某市人民政府关于加强政务诚信建设的实施意见
某政发〔2018〕5号
各区、县（市）人民政府，市政府各部门：
为加强政务诚信建设，根据《国务院关于加强政务诚信建设的指导意见》（国发〔2016〕76号），制定本意见。
一、指导思想
以建设诚信政府为目标，全面推进政务公开。
二、主要任务
（一）加强教育。开展公务员诚信教育。（市委组织部牵头，市人力社保局配合，2018年底前完成）
（二）健全机制。建立以下机制：
1.信用记录机制。依法依规记录信用信息。
2.信用公开机制。及时公开信用信息。
牵头单位：市发改委
完成时限：2018年12月底
（三）强化监督。接受社会监督。
三、保障措施
各地要加强领导，抓好落实。
本意见自2018年6月1日起施行。
某市人民政府
2018年5月20日
"""
LABELS = ["一、", "二、（一）", "二、（二）1.", "二、（二）2.", "二、（三）", "三、"]
SIGNS = list("()（）[]【】〔〕《》“”\u00a0\u3000")
# An empty pair of brackets that opens a line is a mark whose numeral was lost, so none may be made by chance.
LOST = re.compile(r"^[^\w]*[(（]\s*[)）]", re.MULTILINE)
LINES = OFFICIAL.rstrip("\n").split("\n")


def labels(text: str) -> list[str]:
    (document,) = read_documents(LoadedText(text, "文件", "text"))
    return [article.label for article in document.articles if article.kind is ArticleKind.ARTICLE]


def test_the_sample_has_these_leaves():
    assert labels(OFFICIAL) == LABELS


@given(st.lists(st.integers(0, len(LINES)), max_size=12))
def test_blank_lines_anywhere_lose_no_leaf(places):
    lines = list(LINES)
    for place in sorted(places, reverse=True):
        lines.insert(place, "\u00a0")
    assert labels("\n".join(lines)) == LABELS


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 60), st.sampled_from(SIGNS)), max_size=4))
@example([(4, 0, "(")] * 3)
@example([(4, 0, "("), (4, 0, "\u3000"), (4, 0, "(")])
def test_unbalanced_brackets_and_odd_spaces_anywhere_but_in_a_mark_lose_no_leaf(insertions):
    lines = list(LINES)
    for line, column, sign in insertions:
        text = lines[line]
        place = min(column, len(text))
        lines[line] = text[:place] + sign + text[place:] if place == 0 or place > 3 else text + sign
    assume(not LOST.search("\n".join(lines)))
    assert labels("\n".join(lines)) == LABELS


@pytest.mark.parametrize("stray", ["()", "()》", "（）) (", "\u00a0()\u3000"])
def test_an_empty_pair_before_a_mark_is_stray_too(stray):
    lines = list(LINES)
    lines[4] = stray + lines[4]
    assert labels("\n".join(lines)) == LABELS


@given(st.text(alphabet="一二三、（）()1.第条章节篇附件：:。；\n 政府2018年月日《》〔〕", max_size=200))
def test_any_text_is_read_or_turned_away(text):
    try:
        documents = read_documents(LoadedText(text, "文件", "text"))
    except Rejected:
        return
    for document in documents:
        for article in document.articles:
            for duty in article.responsibilities:
                assert 0 <= duty.start < duty.end <= len(article.text)
                assert duty.task == "" or duty.task in article.text


@given(st.lists(st.integers(1, len(LINES) - 1), max_size=6), st.data())
def test_page_numbers_between_lines_lose_no_leaf(places, data):
    lines = list(LINES)
    for number, place in enumerate(sorted(places, reverse=True)):
        shape = data.draw(st.sampled_from(["—{}—", "— {} —", "- {} -", "第{}页", "第 {} 页 共 9 页"]))
        lines.insert(place, shape.format(number + 1))
    assert labels("\n".join(lines)) == LABELS


AWKWARD = {
    "brackets": "（",
    "marks": "一、",
    "lost marks": "()\n",
    "numbers": "1.\n",
    "titles": "《",
    "one line": "各单位要加强领导，抓好落实。",
    "no full stop": "各单位要加强领导，抓好落实",
    "spaces": " \u00a0\u3000",
    "digits": "2018年",
    "duties": "责任单位:市发改委、市财政局\n",
    "duties on one line": "责任单位:市发改委、市财政局;",
    "bracketed duties": "完成任务。(市发改委牵头,市财政局配合)",
    "duties and deadlines": "2018年底前完成。(市发改委牵头)2019年底前完成。责任单位:市财政局。",
    "headings": "第一篇:甲\n第二篇:乙\n",
    "nested": "(一",
    "dates": "2018年1月1日\n",
    "annexes": "附件1\n",
    "names": "各区、",
}


def seconds(text: str) -> float:
    """The least of three: a busy machine takes longer, never shorter."""

    def once() -> float:
        start = time.process_time()
        with suppress(Rejected):
            read_documents(LoadedText(text, "文件", "text"))
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("name", AWKWARD)
def test_the_time_grows_with_the_text_and_not_with_its_square(name):
    small, large = (AWKWARD[name] * (size // len(AWKWARD[name])) for size in (20_000, 80_000))
    assert seconds(large) < 9 * seconds(small) + 0.3


def test_a_megabyte_takes_under_two_seconds():
    sentence = "各单位要加强领导，根据《某办法》的要求抓好落实。"
    section = "一、主要任务\n" + "".join(
        f"（{numeral}）加强教育。{sentence * 8}（市委组织部牵头，2018年底前完成）\n" for numeral in "一二三四五六七八九"
    )
    text = (section * 400).encode()[:1_000_000].decode("utf-8", "ignore")
    assert min(seconds(text) for _ in range(3)) < 2.0
