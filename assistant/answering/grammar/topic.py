"""What of a question is its topic: the words left when the asking is taken away."""

from __future__ import annotations

import logging
import math
import re
from functools import cache
from typing import Any

from knowledge.lexical.tokens import tokens

_ASKING = re.compile(
    r"请问|请|麻烦|我想(?:问|知道|了解)?(?:一下)?|想问|告诉我|帮我?查?一?下|比较一下|对比一下|比较|对比|有何|有什么|有哪些|有无|有没有|是什么|是哪些|是哪个|是哪|是谁|"
    r"什么时候|什么时间|什么样|什么|哪些|哪个|哪几[个条项种]?|哪一?[个天年份家]|哪|怎么样|怎么办|怎么|怎样|咋样|咋办|咋|如何|多少|多久|多长|几时|何时|何地|几[个条项种天年月号点]|"
    r"是不是|是否|能不能|可不可以|可以|要不要|会不会|行不行|管不管|对不对|对吗|是吗|吗|呢|吧|啊|呀|么|嘛|的话|谁来|谁|为什么|为啥|有啥|啥|"
    r"规定的|规定|原文|全文|写了|写的|怎么写|说了|文件里|文件中|文件|方案里|方案中|相关|关于|对于|方面|上|里|中的|"
    r"不同|区别|差别|异同|相同|一样|分别|各自|各有|各|之处|和|与|跟|同|及|以及|的|了|在|对|把|被|让|给|向|从|到|由|是|有|也|都|就|还|又|再|我们|我|你|您|他们|她|他|它|这|那个|那份|那|"
    r"应当|应该|必须|需要|要|得|会|能|该|进行|[？?！!，,。.、；;：:“”\"'《》（）()\[\]〔〕\s]"
)


def topic_tokens(text: str) -> tuple[str, ...]:
    """The tokens of the topic, each once, in order; none reaches across a word of asking."""
    found: list[str] = []
    for fragment in _ASKING.split(text):
        if fragment:
            found += tokens(fragment)
    whole = [token for token in found if len(token) > 1]
    return tuple(dict.fromkeys(whole or found))


def key_nouns(text: str) -> dict[str, float]:
    """The nouns of the topic, each with how rare it is in general Chinese (0 to about 1); names of places count 1."""
    words, tags = _dictionary()
    found: dict[str, float] = {}
    for fragment in _ASKING.split(text):
        for word in words.lcut(fragment or "", HMM=False):
            tag = tags.get(word, "x")
            if len(word) > 1 and not word.isascii() and word not in _GENERAL and (tag[0] == "n" or tag in _NOMINAL):
                rarity = -math.log((words.FREQ.get(word, 0) + 1) / words.total) / _RAREST
                found[word] = 1.0 if tag == "ns" else rarity
    return found


def parts(word: str) -> list[str]:
    """The shorter words in a compound: 处理结果 gives 处理 and 结果; a word without any gives itself."""
    words, _ = _dictionary()
    found = [piece for piece in words.lcut_for_search(word, HMM=False) if 1 < len(piece) < len(word)]
    return found if sum(map(len, found)) >= len(word) else [word]


_NOMINAL = ("vn", "an", "x", "l", "j")
_RAREST = 18.0
_GENERAL = frozenset(
    "时候 东西 事情 事儿 老百姓 百姓 群众 人家 两地 系统 结果 步骤 差异 差别 情况 问题 地方 部门 单位 公司 企业 当地 老乡 体制 合规 水电 "
    "对象 条件 标题 材料 方式 形式 渠道 办法 领域 办理 后果 影响 理由 说法 回音 意思 程度 名声 好处 坏处 规矩 小错 资料 项目".split()
)


@cache
def _dictionary() -> tuple[Any, Any]:
    """The words of jieba and their parts of speech; loading takes a second, once."""
    import jieba  # type: ignore[import-untyped]

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    with jieba.dt.get_dict_file() as lines:
        rows = (line.decode().split() for line in lines)
        return jieba.dt, {row[0]: row[2] for row in rows if len(row) == 3}
