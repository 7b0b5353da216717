"""Questions that ask what a word means, and clauses that say it."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"^(?:请问|想问一?下?|我想(?:问|知道)一?下?)?[，,]?(?:什么(?:是|叫做?|叫作)|啥(?:是|叫)|何为|何谓|解释一?下|说说)"
    r"(?:所谓的?)?(?P<term>[^，。？?！!]{2,20}?)(?:的?意思|的?含义|呢|啊|呀)?[？?。！!\s]*$"
)
_AFTER = re.compile(
    r"^(?:请问|想问一?下?|我想(?:问|知道)一?下?)?[，,]?(?:所谓的?)?(?P<term>[^，。？?！!]{2,20}?)(?:到底|究竟|具体)?"
    r"(?:是什么(?:意思|东西|概念)?|是啥(?:意思|东西)?|(?:是|有)?(?:什么|啥)意思|(?:是指|指的?是?|指)(?:什么|啥)|的?(?:定义|含义|概念)"
    r"(?:是什么)?|怎么理解|怎么解释|是怎么回事|是个?啥)(?:呢|啊|呀)?[？?。！!\s]*$"
)
_MARKS = "《》“”\"「」‘’ "
_DIFFERENCE = re.compile(r"区别|差别|不同|不一样|差异|是(?:不是)?一回事|一样")


def term_asked(question: str) -> str:
    """The word whose meaning a question asks for, "" if it asks for something else."""
    match = _BEFORE.match(question) or _AFTER.match(question)
    return match["term"].strip(_MARKS) if match else ""


def asks_difference(question: str) -> bool:
    """Whether a question asks how things differ."""
    return _DIFFERENCE.search(question) is not None


def says_meaning(term: str, clause: str) -> bool:
    """Whether a clause says what a term means: 本条例所称政府信息，是指…."""
    word = re.escape(term)
    return re.search(rf"(?:所称|所指)(?:的)?“?{word}”?[，,（(]|(?:^|[，,；])“?{word}”?[，,]?(?:是指|系指|指的是)", clause) is not None
