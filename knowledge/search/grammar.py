"""How people name a document or an article in a question."""

import re

from knowledge.reference.numerals import DIGITS

SHORTEST_TITLE = 3
LEGAL_ENDING = "法"
ORDINAL = re.compile(r"第?\s*([0-9一二三四五六七八九十百]+)\s*(?:项|点|款任务|条意见)")
OUTLINE = re.compile(rf"(?:[{DIGITS}]+、)?[（(][{DIGITS}]+[)）](?:[0-9]+[.．、]?)?|(?:[{DIGITS}]+、)[0-9]+[.．、]")
KIND = "法|条例|办法|规定|决定|方案|意见|细则|通知|准则|规则|解释|制度|纲要"
PARTICLES = "吗呢吧啊呀么的了"
"""Ends of sentences, never a wrong character."""
KIND_AT_END = re.compile(rf"(?:{KIND})$")
SHORT_FORM = re.compile(rf"[\u4e00-\u9fff]{{2,30}}?(?:{KIND})(?=第)")
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_OF_DOCUMENT = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年度?(?:的|印发的?|发布的?|出台的?|制定的?|公布的?)?[^，。？！、；]{{0,16}}(?:{KIND}|文件|报告|公报)"
)
SHORTEST_ISSUER = 3
"""Shorter names stand in too many questions that don't ask for a document of theirs."""
