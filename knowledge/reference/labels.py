"""Article labels: one key for each way of writing a label, and the way statutes write it.

A key keeps the levels apart: 一、 is `1.`, （一） is `(1)`, 1. is `1`, （1） is `<1>`, ① is `o1`,
第N条 is `N`, 第N条之M is `N-M`, 第N段 is `pN`; 二、（一）2. gives `2.(1)2`. Words (引言, 附件) are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.reference.numerals import DIGITS, to_chinese, to_int

_C = rf"[{DIGITS}]+"
_A = r"[0-9]+"
_WHITE = re.compile(r"\s+")
_FOLD = str.maketrans("０１２３４５６７８９（）．，()", "0123456789（）.,（）")
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_TOKEN = re.compile(
    rf"第?(?P<article>{_C}|{_A})条(?:之(?P<sub>{_C}|{_A}))?"
    rf"|第(?P<passage>{_C}|{_A})段"
    rf"|第?（(?P<round>{_C})）[项、.]?"
    rf"|（(?P<small>{_A})）[、.]?"
    rf"|(?P<top>{_C})(?:[、.,]|(?=（)|$)"
    rf"|(?P<plain>{_A})(?:[、.,]|(?=（)|$)"
    rf"|(?P<circled>[{''.join(_CIRCLED)}])[、.]?"
)


@lru_cache(maxsize=65_536)
def label_key(label: str) -> str:
    """The canonical key of a label: 第十七条, 第17条, 17条 and 17 all give `17`."""
    folded = _WHITE.sub("", label).translate(_FOLD)
    parts: list[str] = []
    position = 0
    while position < len(folded):
        match = _TOKEN.match(folded, position)
        piece, position = (_key(match), match.end()) if match else (folded[position], position + 1)
        if piece[0].isdigit() and parts and parts[-1][-1].isdigit():
            parts.append("/")  # two levels of the same writing must not run together
        parts.append(piece)
    return "".join(parts)


def statute_label(number: int, sub: int = 0) -> str:
    """第二十条之一 from 20 and 1; without `sub`, 第二十条."""
    label = f"第{to_chinese(number)}条"
    return f"{label}之{to_chinese(sub)}" if sub else label


def passage_label(number: int) -> str:
    """第3段: the label of an unnumbered paragraph, counted from 1."""
    return f"第{number}段"


def article_number(label: str) -> tuple[int, int] | None:
    """(20, 1) from 第二十条之一, (20, 0) from 第二十条; None if it isn't the label of a statute's article."""
    key = label_key(label)
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", key)
    return (int(match[1]), int(match[2] or 0)) if match else None


def _key(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind in ("article", "sub"):
        number = _number(match["article"])
        return f"{number}-{_number(match['sub'])}" if match["sub"] else number
    if kind == "circled":
        return f"o{_CIRCLED[match['circled']]}"
    shape = {"passage": "p{}", "round": "({})", "small": "<{}>", "top": "{}.", "plain": "{}"}[kind]
    return shape.format(_number(match[kind]))


def _number(numeral: str) -> str:
    value = to_int(numeral)
    return numeral if value is None else str(value)
