"""Answers as HTML: every character of the source is there, none of it is markup."""

import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.model import Answer, AnswerStatus, Citation, Question
from knowledge.model import (
    Article,
    Audience,
    CataloguedArticle,
    DateName,
    DocumentType,
    Status,
    Version,
)
from ui.desks.answer_text import Table, answer_blocks
from ui.desks.rendering import Shown, explained, headings_above, marked_paragraphs, render
from ui.messages.words import ui_words

DAY = date(2026, 6, 1)
TAG = re.compile(r"<\s*(/?[a-z0-9-]+)")


def version(**more):
    settings = {
        "id": "v1", "document_id": "d1", "title": "青石市诚信条例", "part": "", "number": "", "issuer": "",
        "region": "", "type": DocumentType.LOCAL_REGULATION, "audience": Audience.PUBLIC, "articles": 1,
        "declared": Status.UNKNOWN, "dates": {},
    }  # fmt: skip
    return Version(**{**settings, **more})


def page(article, start=0, end=None, *, language="zh", **more):
    end = len(article.text) if end is None else end
    citation = Citation(1, CataloguedArticle(version(**more), 0, article), start, end)
    answer = Answer(Question("问？", DAY), AnswerStatus.ANSWERED, f"“{citation.quote}”[1]", citations=(citation,))
    shown = Shown(1, "问？", answer.text, answer.citations, answer)
    return render("turn.html", ui_words(language), shown=shown)


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="甲乙<&>\"'\n ;丙", max_size=60))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(marked_texts())
def test_the_highlight_covers_the_passage_and_the_text_stays_whole(drawn):
    text, start, end = drawn
    paragraphs = marked_paragraphs(text, start, end)
    shown = ["".join(part for part, _ in paragraph) for paragraph in paragraphs]
    assert shown == [line for line in text.split("\n") if line]
    marked = "".join(part for paragraph in paragraphs for part, inside in paragraph if inside)
    assert marked == text[start:end].replace("\n", "")


@given(st.text(alphabet="甲<>&\"'/scriptonerror= ", min_size=1, max_size=80))
def test_no_source_can_bring_markup_into_the_page(text):
    html = page(Article("第一条", text, text, (text,)), title=text, number=text, issuer=text)
    plain = page(Article("第一条", "甲", "乙", ("丙",)), title="甲", number="乙", issuer="丙")
    assert set(TAG.findall(html)) <= set(TAG.findall(plain))
    body = re.search(r"<mark>(.*?)</mark>", html, re.DOTALL)[1]
    assert unescape(body) == text


def test_only_marks_with_a_citation_become_links():
    cited = Citation(1, CataloguedArticle(version(), 0, Article("第一条", "甲")), 0, 1)
    assert answer_blocks("甲[1]乙[2]\n\n丙", [cited]) == [["甲", 1, "乙[2]"], ["丙"]]
    table = "前\n\n| 项 | 值 |\n| --- | --- |\n| 一 | a\\|b[1]<br>c |\n\n后"
    rows = [[[["一"]], [["a|b", 1, ""], ["c"]]]]
    assert answer_blocks(table, [cited]) == [["前"], Table(["项", "值"], rows), ["后"]]
    assert all(answer_blocks(table[:end], [cited]) for end in range(1, len(table))), "as far as it has come"


def test_the_card_names_every_date_and_says_when_it_is_a_summary():
    dates = {DateName.SIGNED: date(2017, 9, 18), DateName.IN_FORCE: date(2017, 11, 1)}
    html = page(Article("第一条", "甲", page=7), dates=dates, number="青政〔2017〕1号", card=True)
    for expected in ("落款日期</dt><dd>2017-09-18", "施行日期</dt><dd>2017-11-01",
                     "要点（非原文）", "青政〔2017〕1号", "原文第7页", "地方性法规"):  # fmt: skip
        assert expected in html


def test_a_news_report_is_marked_as_no_official_document():
    assert "不是正式文件" in page(Article("第1段", "甲"), type=DocumentType.NEWS)
    assert "不是正式文件" not in page(Article("第一条", "甲"))


def test_an_article_s_own_heading_is_not_shown_twice():
    def above(article):
        return tuple(headings_above(Citation(1, CataloguedArticle(version(), 0, article), 0, 1)))

    assert above(Article("（一）", "登记。应当登记。", "登记", ("二、任务",))) == ("二、任务",)
    assert above(Article("第一条", "甲", "档案", ("第一章",))) == ("第一章", "档案")
    assert above(Article("第一条", "甲", "第一章", ("第一章",))) == ("第一章",)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_date_and_status_has_its_word(language):
    for kind in DocumentType:
        page(Article("第一条", "甲"), type=kind, language=language, dates=dict.fromkeys(DateName, DAY))
    keys = [f"status-{status}" for status in Status] + [f"outcome-{status}" for status in AnswerStatus]
    assert [key for key in keys if not ui_words(language).has(key.replace("_", "-"))] == []


def test_a_term_explains_itself_where_it_is_first_used_and_the_text_stays_whole():
    text = "政务公开是常态，政务公开不收费。"
    html = page(Article("第一条", text))
    body = html.split('<div class="body">')[1]
    assert body.count('role="tooltip"') == 1
    place = re.search(r'aria-describedby="([^"]+)"', body)[1]
    assert f'id="{place}"' in body
    without = re.sub(r'<span class="plain".*?</span>', "", body)
    assert text in unescape(re.sub(r"<[^>]+>", "", without))


def test_a_name_inside_a_longer_term_is_not_explained_by_itself():
    seen = set()
    names = [part.name for part in explained("依申请公开政府信息", seen) if not isinstance(part, str)]
    assert all(one not in other for one in names for other in names if one != other)
    assert explained("依申请公开", seen) == ["依申请公开"]
