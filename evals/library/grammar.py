"""How quantities, titles and quotations are written, for reading cards and their originals."""

from __future__ import annotations

import re

from knowledge.reference.numerals import NUMERAL

WIDTHS = str.maketrans("（）〔〕【】［］„‟，：；！？﹝﹞", "()[][][][],:;!?[]")
"""Brackets and marks to one width."""

_UNIT = (
    r"个工作日|工作日|个月|季度|小时|周岁|年度|年|月|日|天|周|倍|元|人以上|人|名|次(?!性)|届"
    r"|条|款|项|级(?=政务|平台)|%"
)
SAME_UNIT = {"人以上": "人", "名": "人", "个工作日": "工作日", "天": "日", "年度": "年"}
QUANTITY = re.compile(rf"(?P<value>\d+(?:\.\d+)?%?|{NUMERAL})(?P<unit>{_UNIT})?")
TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》)?[^《》]*)》")
QUOTED = re.compile(r"“([^“”]+)”")
NO_NUMBER = re.compile("年")
"""What is read as a document number but is the title of a year's paper."""

BASIS = re.compile(r"（依据：(?P<sources>.+)）\s*$", re.S)
"""The last line of a handbook article: what it rests on."""
BASIS_TITLE = re.compile(r"《(?P<title>[^《》]+)》(?:（[^（）]*号）)?")
BASIS_LABEL = re.compile(
    r"第[〇零一二三四五六七八九十百千]+条|第\d+段"
    r"|[一二三四五六七八九十]+、(?:（[一二三四五六七八九十]+）)?(?:\d+\.)?|（[一二三四五六七八九十]+）(?:\d+\.)?"
)
FILE_DAY = re.compile(r"\(\d{4}-\d\d-\d\d\)$")
TIP = re.compile(r"^操作提示：.*$", re.M)
"""A line of advice, the editors' own."""
