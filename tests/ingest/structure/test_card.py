"""Source cards as documents."""

from datetime import date

import pytest

from ingest.load.markdown import load_markdown
from ingest.loaded import Reason, Rejected
from ingest.structure import read_documents
from ingest.structure.card import parse_card
from knowledge.model import Audience, DateName, DocumentReference, DocumentType, Relation, Status

HEAD = """---
kind: card
title: 甲市诚信建设方案
number: 甲政函〔2020〕1号
type: normative
status: in_force
audience: public
dates: {signed: 2020-03-04}
short_titles: [甲市方案]
cites:
  - {title: 乙省意见, number: 乙政发〔2019〕2号, relation: implements}
---
"""
BODY = """
# 主要任务 / 健全机制

## 二、（一）1. 公开权力清单
把权力清单写清楚。
- 牵头单位：市编办、市法制办
- 牵头单位：各区、县（市）政府
- 完成时限：2020年底前完成

再把流程挂到网上。
- 责任单位：市数据局

## 二、（一）2.
兑现承诺。
"""


def card(text):
    return parse_card(load_markdown(text.encode(), "card"))


def test_a_card_says_of_its_document_what_its_head_says():
    parsed = card(HEAD + BODY)
    assert parsed.card
    assert (parsed.title, parsed.number) == ("甲市诚信建设方案", "甲政函〔2020〕1号")
    assert (parsed.type, parsed.declared, parsed.audience) == (
        DocumentType.NORMATIVE,
        Status.IN_FORCE,
        Audience.PUBLIC,
    )
    assert parsed.dates == {DateName.SIGNED: date(2020, 3, 4)}
    assert parsed.short_titles == ("甲市方案",)
    assert parsed.references == (DocumentReference("乙省意见", "乙政发〔2019〕2号", Relation.IMPLEMENTS),)


def test_articles_keep_the_labels_of_the_original_and_know_their_parts():
    first, second = card(HEAD + BODY).articles
    assert (first.label, first.heading) == ("二、（一）1.", "公开权力清单")
    assert first.headings == ("主要任务", "健全机制")
    assert second.heading == "健全机制"
    assert second.text == "兑现承诺。"


def test_each_task_has_its_own_responsibilities_and_they_can_be_found_in_the_text():
    article = card(HEAD + BODY).articles[0]
    one, two = article.responsibilities
    assert one.leads == ("市编办", "市法制办", "各区、县（市）政府")
    assert (one.due, one.task) == (date(2020, 12, 31), "把权力清单写清楚。")
    assert two.leads == ("市数据局",)
    assert article.text[two.start : two.end] == "责任单位：市数据局"


def test_a_markdown_file_that_calls_itself_a_card_is_read_as_one():
    (parsed,) = read_documents(load_markdown((HEAD + BODY).encode(), "card"))
    assert parsed.card


@pytest.mark.parametrize(
    ("text", "reason", "named"),
    [
        (HEAD.replace("type: normative\n", "") + BODY, Reason.DAMAGED, "type"),
        (HEAD + "# 主要任务\n", Reason.NO_ARTICLES, "LABEL"),
        (HEAD + "没有标签的话。\n" + BODY, Reason.DAMAGED, "没有标签的话"),
        (HEAD + BODY + "\n## 二、（一）2. 又一次\n兑现。", Reason.DAMAGED, "二、（一）2."),
        (HEAD + BODY + "\n## 三、\n", Reason.DAMAGED, "三、"),
        (HEAD.replace("2020-03-04", "no-day") + BODY, Reason.DAMAGED, "dates"),
    ],
)
def test_what_is_wrong_with_a_card_is_named(text, reason, named):
    with pytest.raises(Rejected) as caught:
        card(text)
    assert caught.value.reason is reason
    assert named in caught.value.detail
