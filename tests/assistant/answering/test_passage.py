"""The passage chosen inside an article."""

import pytest

from assistant.answering.grammar.items import item_at
from assistant.answering.passage import best_passage, clauses, paragraphs, share_in, shares_in


def test_no_part_of_a_line_of_grounds_is_the_passage():
    text = "开标应当公开。\n（依据：《招标投标法》第三十四条；《招标投标法实施条例》第三十二条）"
    span = best_passage(text, {"招标": 1.0, "标投": 1.0, "实施": 1.0})
    assert text[span.start : span.end] == "开标应当公开。"


def test_who_answers_for_a_task_stays_with_it_and_not_with_the_next():
    text = "编制年度报告。(市政府办公厅负责,按年度完成)\n建立信用档案,采集失信记录。(市委组织部牵头,2017年年底前完成)"
    span = best_passage(text, {"信用": 1.0, "档案": 1.0}, 40)
    assert text[span.start : span.end] == text.split("\n")[1]


def test_items_belong_to_the_paragraph_that_leads_to_them():
    text = "有下列情形的，予以辞退：\n（一）不称职的；\n（二）旷工的。\n前款规定的决定以书面作出。"
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == [text[: text.index("\n前款")], "前款规定的决定以书面作出。"]


def test_an_item_is_found_by_its_number_in_its_paragraph_alone():
    text = "不得有下列行为：\n（一）甲；\n（二）乙。\n另有下列行为：\n（一）丙。"
    first, second = paragraphs(text)
    assert text[slice(*item_at(text, *first, 2))] == "（二）乙。"
    assert text[slice(*item_at(text, *second, 1))] == "（一）丙。"
    assert item_at(text, *second, 2) is None


@pytest.mark.parametrize(
    "text", ["公开政府信息。依法申请公开。", "面积１０㎡以上的，公开信息。申请应当在20个工作日内答复。", "没有。"]
)
def test_stretches_hold_what_each_of_them_holds_by_itself(text):
    wanted = {"公开": 2.0, "信息": 1.0, "申请": 1.0, "20": 0.5, "m2": 0.5}
    spans = clauses(text)
    assert shares_in(text, spans, wanted) == [share_in(text[start:end], wanted) for start, end in spans]
    assert shares_in(text, spans, {}) == [0.0] * len(spans)
