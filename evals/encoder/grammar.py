"""How the training texts mark clauses, headings, references and the numerals that are no words."""

from __future__ import annotations

import re

NUMERAL = r"[零〇一二三四五六七八九十百千]+"
STATE = "中华人民共和国"
CLAUSE = re.compile(r"(?<=[。；：])|\n")
SENTENCE = re.compile(r"[。；\n]")
LIST_MARK = re.compile(rf"^（{NUMERAL}）")
PART_NUMBER = re.compile(rf"第{NUMERAL}[编章节分]+")
COUNTED = re.compile(r"^[第零一二三四五六七八九十百千]+[条章节款项]*$")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LABEL = re.compile(rf"第{NUMERAL}条(?:之{NUMERAL})?")
REFERENCE = re.compile(
    rf"(?:《([^》]+)》|(本法|本条例|本办法|本规定|本解释))((?:第{NUMERAL}条(?:之{NUMERAL})?[、和至]?)+)"
)
CITATION = re.compile(rf"《?([^《》，。、：:根据]+?)》?((?:第{NUMERAL}条(?:之{NUMERAL})?[、和]?)+)")
WHOLE_CITATION = re.compile(rf"^《?(.+?)》?(第{NUMERAL}条(?:之{NUMERAL})?)$")
ANSWER_MARK = re.compile(r"^(?:回答|场景|答案)[:：]")
NO_WORD = r"[^\p{Han}a-z0-9]+"
