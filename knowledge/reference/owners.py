"""Whose article it is: the document named just before 第N条 in a text."""

from __future__ import annotations

import re

from knowledge.reference.mentions import ABBREVIATION, NUMBER, TITLE

_QUOTED = re.compile(rf"{TITLE}{NUMBER}?{ABBREVIATION}?(?:的|中的?)?\s?$")
_OWN = re.compile(r"本(?:法|条例|规定|办法|解释|细则|决定|规则|准则|意见|方案|通知|章程|编|章|节)\s?$")
_BARE = re.compile(
    r"(?P<bare>[\u4e00-\u9fff]{1,40}(?:法|典|条例|规定|办法|解释|细则|决定|规则|准则|章程|意见|方案)"
    r"(?:[（(][一二三四五六七八九十试行]+[）)])?)(?:的|中的?)?\s?$"
)
_LEADING = re.compile(
    r".*(?:根据|依据|依照|按照|违反|符合|适用|属于|参照|比照|关于|以及|或者|规定的|请问|什么是|触犯|构成"
    r"|(?<!共)和|与|及|有|按|见|为|在|对|由|是)"
)
_WINDOW = 160


def find_owner(text: str, position: int) -> tuple[int, str, str]:
    """Where the name of the document before `position` starts, its title and its number."""
    begin = max(0, position - _WINDOW)
    window = text[begin:position]
    if own := _OWN.search(window):
        return begin + own.start(), "", ""
    if "》" in window and (quoted := _last(_QUOTED, window)):
        return begin + quoted.start(), quoted["title"], quoted["number"] or ""
    if bare := _BARE.search(window):
        leading = _LEADING.match(bare["bare"])
        cut = leading.end() if leading else 0
        if len(bare["bare"]) - cut >= 2:
            return begin + bare.start() + cut, bare["bare"][cut:], ""
    return position, "", ""


def _last(pattern: re.Pattern[str], window: str) -> re.Match[str] | None:
    """The match that ends the window, starting at the first 《 from which one is balanced."""
    opening = window.find("《")
    while opening >= 0:
        if match := pattern.match(window, opening):
            return match
        opening = window.find("《", opening + 1)
    return None
