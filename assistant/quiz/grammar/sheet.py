"""The question sheet that trainers use: its columns, the names of types, the ways answers are written."""

from __future__ import annotations

import re

from assistant.quiz.bank.life import Standing
from assistant.quiz.model import ItemType

TITLE = "题目"
TYPE, STEM, ANSWER, EXPLANATION = "题型", "题干", "正确答案", "解析"
DOCUMENT, ARTICLE, DIFFICULTY, TOPICS = "依据文件", "条款", "难度", "知识点"
MARKS, AUDIENCE, STATUS, NUMBER, RECORD, FAULT = "分值", "适用对象", "状态", "题目编号", "校验", "错误"
LETTERS = "ABCDEFGH"
OPTIONS = tuple(f"选项{letter}" for letter in LETTERS)
COLUMNS = (
    *(TYPE, STEM, *OPTIONS, ANSWER, EXPLANATION, DOCUMENT, ARTICLE, DIFFICULTY, TOPICS),
    *(MARKS, AUDIENCE, STATUS, NUMBER, RECORD),
)
REQUIRED = (TYPE, STEM)
ALIASES = {
    "答案": ANSWER,
    "标准答案": ANSWER,
    "正确选项": ANSWER,
    "分数": MARKS,
    "章节": TOPICS,
    "题目": STEM,
    "试题": STEM,
}
TYPES = {
    ItemType.SINGLE: "单选",
    ItemType.MULTIPLE: "多选",
    ItemType.TRUE_FALSE: "判断",
    ItemType.FILL_IN: "填空",
    ItemType.ORDERING: "排序",
    ItemType.MATCHING: "配伍",
    ItemType.SHORT_ANSWER: "简答",
    ItemType.CASE: "案例分析",
}
TYPE_NAMES = {
    **{name: kind for kind, name in TYPES.items()},
    **{f"{name}题": kind for kind, name in TYPES.items()},
    "单项选择": ItemType.SINGLE,
    "单项选择题": ItemType.SINGLE,
    "多项选择": ItemType.MULTIPLE,
    "多项选择题": ItemType.MULTIPLE,
    "判断正误": ItemType.TRUE_FALSE,
    "问答": ItemType.SHORT_ANSWER,
    "案例": ItemType.CASE,
    "连线": ItemType.MATCHING,
}
DIFFICULTIES = {"easy": "易", "medium": "中", "hard": "难"}
STANDINGS = {
    Standing.DRAFT: "草稿",
    Standing.IN_REVIEW: "待审核",
    Standing.PUBLISHED: "已发布",
    Standing.NEEDS_REVIEW: "待复核",
    Standing.RETIRED: "已停用",
}
TRUE = {"对", "√", "✓", "正确", "t", "true", "是", "y", "yes"}
FALSE = {"错", "×", "✗", "x", "错误", "f", "false", "否", "n", "no"}
RIGHT, WRONG = "正确", "错误"
ANSWER_MARKS = re.compile(r"[,;、/，；\s|＋+&]")
ARROW = "→"
ARROWS = re.compile(r"\s*(?:→|->|=>|——)\s*")
PAIR_MARK = "；"
SPLIT_ACCEPTED = re.compile(r"(?<!\\)[;；]")
SPLIT_BLANKS = re.compile(r"(?<!\\)[|｜]")
SPLIT_PAIRS = re.compile(r"(?<!\\)[;；\n]")
ESCAPED = re.compile(r"\\([;；|｜\\→])")
TO_ESCAPE = re.compile(r"([;；|｜\\→])")
BLANK_MARKS = re.compile(r"_{2,}|（[\s　]*）|\([\s　]*\)|【[\s　]*】")
FAULTS = {
    "no_type": "题型不认识",
    "no_stem": "缺少题干",
    "stem_too_long": "题干超过2000字",
    "option_too_long": "选项超过500字",
    "too_few_options": "选项少于两个",
    "repeated_option": "选项重复",
    "no_answer": "缺少正确答案",
    "answer_not_an_option": "正确答案不在选项之中",
    "several_answers": "单选题有多个答案",
    "bad_marks": "分值不是数字",
    "no_blank": "填空题没有空格（用两个以上下划线或空括号表示）",
    "not_an_item": "不是一道题",
    "bad_weight": "分数比例不在允许的列表中",
    "becomes_short_answer": "会被当作填空题：判断题只认 T、F、TRUE、FALSE",
    "duplicate": "与已有题目重复：",
}
"""The words of the error column."""

PASTED_OPTION = re.compile(r"^\s*([A-Ha-hＡ-Ｈ])\s*[.．、:：)）]\s*(.+)$")
PASTED_ANSWER = re.compile(r"^\s*(?:【?(?:正确|标准|参考)?答案】?)\s*[:：]?\s*(.+)$")
PASTED_EXPLANATION = re.compile(r"^\s*(?:【?(?:答案)?(?:解析|分析)】?)\s*[:：]?\s*(.*)$")
PASTED_NUMBER = re.compile(r"^\s*(?:\d+|[（(]\d+[)）])\s*[.．、]?\s*(?=\S)")
PASTED_TYPE = re.compile(r"^\s*[\[【（(](单选|多选|判断|填空|简答|排序)题?[\]】）)]\s*")
INLINE_ANSWER = re.compile(r"[（(]\s*([A-HＡ-Ｈ]{1,8}|[√×对错])\s*[)）]")
