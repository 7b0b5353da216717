"""How people name a document or an article in a question."""

import re

from knowledge.reference.numerals import DIGITS

SHORTEST_TITLE = 3
LEGAL_ENDING = "法"
ORDINAL = re.compile(r"第?\s*([0-9一二三四五六七八九十百]+)\s*(?:项|点|款任务|条意见)")
OUTLINE = re.compile(rf"(?:[{DIGITS}]+、)?[（(][{DIGITS}]+[)）](?:[0-9]+[.．、]?)?|(?:[{DIGITS}]+、)[0-9]+[.．、]")
