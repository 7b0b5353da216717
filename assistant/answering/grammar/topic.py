"""What of a question is its topic: the words left when the asking is taken away."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from assistant.answering.grammar.words import word_list
from knowledge.lexical.tokens import tokens

REMEMBERED = 256
"""So many of the last texts: every step of an answer asks the same of its question."""

_ASKING = re.compile(
    r"请问|麻烦|我想(?:问|知道|了解)?(?:一下)?|想问|告诉我|帮我?查?一?下|比较一下|对比一下|比较|对比|有何|有什么|有哪些|有无|有没有|是什么|是哪些|是哪个|是哪|是谁|"
    r"什么时候|什么时间|什么样|什么|哪些|哪个|哪几[个条项种样类]?|哪[一二两三四五六七八九十]+[个条项种样类点步家]|哪一?[个天年份家位]|哪|怎么样|怎么办|怎么|怎样|咋样|咋办|咋|如何|多少|多久|多长|几时|何时|何地|几[个条项种天年月号点]|"
    r"是不是|是否|能不能|可不可以|可以|要不要|会不会|行不行|管不管|对不对|对吗|是吗|的话|谁来|为什么|为啥|有啥|啥|"
    r"规定的|规定|原文|全文|写了|写的|怎么写|说了|文件里|文件中|文件|方案里|方案中|相关|关于|对于|方面|"
    r"归谁管?|谁管|由谁|找谁|的事(?:情|儿)?(?=$|[归由该是谁，。？?])|的活儿?(?=$|[，。？?])|合不合|有没|来得及|还能不能|"
    r"包括|包含|列出|列举|不同|区别|差别|异同|相同|一样|分别|各自|各有|之处|以及|我们|你们|他们|那个|那份|那篇|这个|应当|应该|必须|需要|进行|"
    r"[？?！!，,。.、；;：:“”\"'《》（）()\[\]〔〕\s]"
)
_QUOTED = re.compile(r"[“\"「]([\u4e00-\u9fff]{2,12})[”\"」]")
"""What a question puts in quotation marks is looked for as it stands: “四上墙”."""
_PARTICLES = frozenset(
    "请吗呢吧啊呀么嘛谁上里中的各和与跟同及了在对把被让给向从到由是有也都就还又再我你您她他它这那要得会能该个去来着过"
)


@lru_cache(maxsize=REMEMBERED)
def topic_fragments(text: str) -> tuple[str, ...]:
    """The runs of words that are left when phrases of asking and lone particles are taken out of a text."""
    words = word_list()
    found: list[str] = [term for term in _QUOTED.findall(text) if not _ASKING.fullmatch(term)]
    for piece in _pieces(text):
        run = ""
        for word in words.lcut(piece or "", HMM=False):
            if word in _PARTICLES:
                found.append(run)
                run = ""
            else:
                run += word
        found.append(run)
    return tuple(run for run in found if run)


def _pieces(text: str) -> list[str]:
    return _ASKING.split(_QUOTED.sub(" ", text))


def topic_tokens(text: str) -> tuple[str, ...]:
    """The tokens of the topic, each once, in order; none reaches across a word of asking."""
    found: list[str] = []
    for fragment in topic_fragments(text):
        found += tokens(fragment)
    whole = [token for token in found if len(token) > 1]
    return tuple(dict.fromkeys(whole or found))


def straddling(text: str) -> frozenset[str]:
    """The tokens of the topic that only reach from one word into the next, as 要任 in 主要任务."""
    words = word_list()
    every: set[str] = set()
    inside: set[str] = set()
    for fragment in topic_fragments(text):
        every.update(tokens(fragment))
        for word in words.lcut(fragment, HMM=False):
            inside.update(tokens(word))
    return frozenset(every - inside)


def key_nouns(text: str) -> dict[str, float]:
    """The nouns of the topic, each with how rare it is in general Chinese (0 to about 1); names of places count 1."""
    return {word: rarity for word, (tag, rarity) in _rarities(text).items() if tag[0] == "n" or tag in _NOMINAL}


def key_words(text: str) -> dict[str, float]:
    """The nouns and verbs of the topic, as `key_nouns`."""
    return {word: rarity for word, (tag, rarity) in _rarities(text).items() if tag[0] in "nv" or tag in _NOMINAL}


@lru_cache(maxsize=REMEMBERED)
def _rarities(text: str) -> dict[str, tuple[str, float]]:
    words = word_list()
    found: dict[str, tuple[str, float]] = {}
    for fragment in topic_fragments(text):
        for word in words.lcut(fragment, HMM=False):
            tag = words.tag(word)
            if len(word) > 1 and not word.isascii() and word not in _GENERAL:
                found[word] = (tag, 1.0 if tag == "ns" else _rarity(word))
    return found


def _rarity(word: str) -> float:
    words = word_list()
    return -math.log((words.get(word) + 1) / words.total) / _RAREST


def single_words(text: str) -> dict[str, float]:
    """The words of one character in the topic (枪, 吃), each with how rare it is, as `key_nouns`."""
    words = word_list()
    found = {word for fragment in topic_fragments(text) for word in words.lcut(fragment, HMM=False) if len(word) == 1}
    return {word: _rarity(word) for word in found if not word.isascii()}


def boundaries(text: str) -> frozenset[int]:
    """Where words of a text begin and end."""
    words = word_list()
    at, found = 0, {0}
    for word in words.lcut(text, HMM=False):
        at += len(word)
        found.add(at)
    return frozenset(found)


def verbs(text: str) -> list[str]:
    """The verbs of a text of two characters or more, last first; a text that is one word counts as one."""
    words = word_list()
    parted = words.lcut(text, HMM=False)
    found = [word for word in parted if len(word) > 1 and (words.tag(word)[0] == "v" or len(parted) == 1)]
    return list(dict.fromkeys(reversed(found)))


@lru_cache(maxsize=REMEMBERED)
def parts(word: str) -> tuple[str, ...]:
    """The shorter words in a compound: 处理结果 gives 处理 and 结果, 信访件 gives 信访; a word without any gives itself."""
    words = word_list()
    found = [piece for piece in words.lcut_for_search(word, HMM=False) if 1 < len(piece) < len(word)]
    return tuple(found) if sum(map(len, found)) >= len(word) - 1 else (word,)


_NOMINAL = ("vn", "an", "x", "l", "j")
_RAREST = 18.0
_GENERAL = frozenset(
    "时候 东西 事情 事儿 老百姓 百姓 群众 人家 两地 系统 结果 步骤 差异 差别 情况 问题 地方 部门 单位 公司 企业 当地 老乡 体制 合规 水电 "
    "对象 条件 标题 材料 方式 形式 渠道 办法 领域 办理 后果 影响 理由 说法 回音 意思 程度 名声 好处 坏处 规矩 小错 资料 项目".split()
)
