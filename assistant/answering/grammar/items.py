"""Numbered items inside an article, and how many of them a question counts."""

from __future__ import annotations

import re

from knowledge.reference.numerals import to_int

_ITEM = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d+[.、．]|[（(]\d+[）)]|[一二三四五六七八九十]是)")
_COUNT = re.compile(r"([0-9一二两三四五六七八九十]+)(?:大)?[个条项种类点步]")
FEWEST = 2
LIST_VERBS = frozenset(
    "坚持 遵循 达到 努力 做到 包括 包含 列出 列举 具体 主要 推进 采取 明确 提出 实行 开展 涉及".split()
)
"""What a question says before the things it wants listed; it tells nothing of which they are."""


def is_item(line: str) -> bool:
    """Whether a line is a numbered item."""
    return _ITEM.match(line) is not None


def item_at(text: str, start: int, end: int, number: int) -> tuple[int, int] | None:
    """Where the item (项) of a number stands in a stretch of a text; None where it has none of that number."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        numbered = re.match(r"[（(]?([一二三四五六七八九十\d]+)[）)、.．]", match[0].strip())
        if numbered and is_item(match[0].strip()) and to_int(numbered[1]) == number:
            return start + match.start(), start + match.end()
    return None


def item_lines(text: str) -> tuple[int, int] | None:
    """The stretch of a text that holds its items, with the line that leads to them; None if it has none."""
    lines = list(re.finditer(r"[^\n]+", text))
    numbered = [at for at, line in enumerate(lines) if _ITEM.match(line[0])]
    if len(numbered) < FEWEST:
        return None
    first = max(0, numbered[0] - 1)
    last = next((at for at in range(numbered[0], len(lines)) if at not in numbered), len(lines)) - 1
    return lines[first].start(), lines[last].end()


def count_asked(question: str) -> int | None:
    """How many a question says there are: 五项原则, 9个重点领域."""
    match = _COUNT.search(question)
    return to_int(match[1]) if match else None


_SAME_HEADS = tuple(
    tuple(line.split())
    for line in (
        "保障措施 组织保障 工作要求 保证措施 工作保障 组织领导 组织实施 保障机制 工作措施",
        "主要任务 重点任务 工作任务 主要工作 重点工作 工作重点 任务",
        "总体要求 指导思想 总体目标 工作目标 目标 总体考虑 总体思路",
        "形式 方式 渠道 途径",
        "步骤 程序 流程 环节",
        "内容 事项 范围",
        "对外 面向社会 向社会",
        "对内 面向内部 内部",
        "要求 几点要求 工作要求",
        "原则 基本原则",
    )
)


def same_heads(heading: str, asked: str) -> list[str]:
    """The words of a question for a sort of section whose heading uses another word for the same sort."""
    return [
        word
        for group in _SAME_HEADS
        if any(other in heading for other in group)
        for word in group
        if word in asked and word not in heading
    ]
