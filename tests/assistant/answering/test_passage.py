"""The passage chosen inside an article."""

from assistant.answering.passage import best_passage


def test_no_part_of_a_line_of_grounds_is_the_passage():
    text = "开标应当公开。\n（依据：《招标投标法》第三十四条；《招标投标法实施条例》第三十二条）"
    span = best_passage(text, {"招标": 1.0, "标投": 1.0, "实施": 1.0})
    assert text[span.start : span.end] == "开标应当公开。"
