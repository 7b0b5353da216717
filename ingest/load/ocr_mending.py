"""What recognition gets wrong in numbers and labels, mended by what a document number or a label can be."""

from __future__ import annotations

import re

_WIDE = "\u3400-\u9fff"
_NUMERALS = "一二三四五六七八九十百千零〇"
_LIKE_ONE = "—－ー―_"
_NUMBER = re.compile(
    rf"(?<=[{_WIDE}])\s*[〔\[［【（({{「『]\s*(?P<year>(?:19|2[0Oo])[\dOoIl]{{2}})\s*[〕\]］】）)}}」』]\s*(?P<number>[\dOoIl]{{1,4}})\s*(?=号)"
)
_LABEL = re.compile(
    rf"^(?P<lead>[\s\u3000]*)[第笫弟](?P<number>[{_NUMERALS}{_LIKE_ONE}ニ二入O0o丨\-]{{1,7}})(?P<unit>[条章节编])"
)
_ROUND = re.compile(rf"^(?P<lead>[\s\u3000]*)[（(](?P<number>[{_NUMERALS}{_LIKE_ONE}ニ\-]{{1,3}})[）)]")
_COMMA = re.compile(rf"^(?P<lead>[\s\u3000]*)(?P<number>[{_NUMERALS}{_LIKE_ONE}ニ\-]{{1,3}})[、，,]\s*(?=[{_WIDE}])")
_DIGITS = re.compile(r"(?<=\d)[OoIl](?=[\d年月日号％%])|(?<![A-Za-z])[OoIl](?=\d)")
_LOOKS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_NUMERAL_LOOKS = str.maketrans(
    {**dict.fromkeys(_LIKE_ONE + "-", "一"), "ニ": "二", "入": "八", "O": "〇", "0": "〇", "o": "〇", "丨": "一"}
)
_POINTS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_POINT = re.compile(rf"(?<=[{_WIDE}”》）])[,;:()?!]|[,;:()?!](?=[{_WIDE}“《（])")


def mend_line(line: str) -> str:
    """A line with its document numbers (〔2012〕), labels (第一条, （一）, 一、) and marks as they must have been."""
    line = _NUMBER.sub(lambda m: f"〔{m['year'].translate(_LOOKS)}〕{m['number'].translate(_LOOKS)}", line)
    line = _DIGITS.sub(lambda m: m[0].translate(_LOOKS), line)
    line = _LABEL.sub(lambda m: f"{m['lead']}第{m['number'].translate(_NUMERAL_LOOKS)}{m['unit']}", line)
    line = _ROUND.sub(lambda m: f"{m['lead']}（{m['number'].translate(_NUMERAL_LOOKS)}）", line)
    line = _COMMA.sub(lambda m: f"{m['lead']}{m['number'].translate(_NUMERAL_LOOKS)}、", line)
    return _POINT.sub(lambda m: _POINTS[m[0]], line)
