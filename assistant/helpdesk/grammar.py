"""How a report of misconduct looks: a grave reproach, and someone it is made against or the wish to report it."""

from __future__ import annotations

import re

REPROACH = re.compile(
    r"贪污|贪腐|腐败|受贿|行贿|索贿|贿赂|索要(?:好处|红包|财物|钱)|红包|好处费|黑钱|"
    r"收(?:受|了|取)?(?:好处|贿|礼金|礼品|财物)|回扣|(?:实名|匿名)举报|"
    r"吃拿卡要|以权谋私|滥用职权|徇私|舞弊|玩忽职守|渎职|挪用|侵吞|套取|公款|保护伞|涉黑|黑恶|权钱交易|利益输送|包庇|打击报复|"
    r"生活作风|包养|情妇|权色|违纪|职务(?:违法|犯罪)|买官卖官|"
    r"\b(?:brib\w*|corrupt\w*|embezzl\w*|kickbacks?|extort\w*|misconduct|abus\w+ (?:of )?(?:power|office|authority))\b",
    re.I,
)
AGAINST = re.compile(
    r"举报|检举|控告|揭发|实名|匿名|投诉|反映|向我|跟我|给我|逼我|我被|我们?(?:局|所|乡|镇|县|区|市|村|单位|科|处)|"
    r"(?:书记|主任|局长|科长|处长|所长|县长|区长|镇长|乡长|市长|队长|站长|院长|校长|工作人员|干部|领导|办事员|民警|执法人员)"
    r"|某某|[他她](?:们)?|这个人|此人|"
    r"\b(?:report|accus\w+|complain\w*|he|she|him|her|they|officer|official|director|mayor|clerk)\b",
    re.I,
)
ONLY_ASKS = re.compile(
    r"^[^。！!；;\n]{0,60}(?:是什么|有哪些|如何|怎样|怎么(?!能|可以这)|会受|受到什么|什么(?:处分|处罚|后果|责任)|吗|多久|几日|几天)"
    r"[^。！!；;\n]{0,20}[？?]?$"
)
TELLS = re.compile(
    r"举报|检举|控告|揭发|实名|匿名|向我|跟我|给我|逼我|我被|某|[他她]|昨天|今天|上个?月|去年|\d+\s*(?:万|元)"
)
POLITE = re.compile(
    r"您好|你好|请问一?下?|麻烦问一?下|想问一?下|我想(?:问|知道|了解)一?下?|咨询一?下|谢谢您?|多谢|吗|呢|啊|呀|吧|"
    r"\bplease\b|\bthanks?\b",
    re.I,
)
NEGATION = re.compile(r"不|没|未|非|无|禁止|拒绝|\bnot\b|n't\b|\bno\b", re.I)
SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+|(?=\n)|$)|\n")
NUMBER = re.compile(r"\d+|[零〇一二两三四五六七八九十百千万]+")
CLOSING_SIGNS = "。！？!?"
SIGNS_THEN_MARKS = re.compile(rf"([{CLOSING_SIGNS}]+)((?:\[\d+\])+)")
CLAUSE = re.compile(r"[^。；;！？!?\n]+[。；;！？!?]?")
LISTED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])\s*")
