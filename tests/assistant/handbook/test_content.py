"""The handbook read for print."""

import pytest

from assistant.handbook.content import Kind, read_handbook

BOOK = """---
title: 小册子
issuer: 甲组
dates: {published: 2026-01-02}
---
# 小册子

## 第一章 开头

第一条 【做到】说到做到。
（一）先想清楚；
操作提示：写下来。
（依据：《甲法》第一条）
"""
CASES = "- {chapter: 第一章 开头, title: 小事, story: 一件  小事。, questions: [为什么？], articles: [第一条]}\n"


def book(tmp_path, text=BOOK, cases=CASES):
    (tmp_path / "book.md").write_text(text, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    return read_handbook(tmp_path / "book.md", tmp_path / "cases.yaml")


def test_an_article_knows_its_rule_its_items_its_tips_and_its_sources(tmp_path):
    handbook = book(tmp_path)
    (chapter,) = handbook.chapters
    (entry,) = chapter.entries
    assert (handbook.title, handbook.issuer, handbook.published) == ("小册子", "甲组", "2026-01-02")
    assert (entry.label, entry.heading) == ("第一条", "做到")
    assert [(p.kind, p.text) for p in entry.paragraphs] == [
        (Kind.RULE, "说到做到。"),
        (Kind.ITEM, "（一）先想清楚；"),
        (Kind.TIP, "操作提示：写下来。"),
        (Kind.SOURCES, "《甲法》第一条"),
    ]


def test_cases_stand_at_the_end_of_their_chapter(tmp_path):
    (case,) = book(tmp_path).chapters[0].cases
    assert (case.title, case.story, case.questions, case.articles) == ("小事", "一件小事。", ("为什么？",), ("第一条",))


def test_a_line_outside_any_article_is_named(tmp_path):
    with pytest.raises(ValueError, match="流浪的一行"):
        book(tmp_path, BOOK.replace("## 第一章 开头", "流浪的一行"))


def test_the_handbook_that_ships_is_read_whole():
    handbook = read_handbook()
    assert len(handbook.chapters) >= 14
    assert 40 <= sum(len(chapter.entries) for chapter in handbook.chapters) <= 80
    assert all(entry.paragraphs[-1].kind is Kind.SOURCES for c in handbook.chapters for entry in c.entries)
    assert all(chapter.cases for chapter in handbook.chapters)
