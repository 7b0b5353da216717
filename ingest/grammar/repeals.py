"""Whether a document repeals another that it names: 《…》（…号）同时废止, or 决定废止《…》."""

from __future__ import annotations

import re

LONGEST_BEFORE, LONGEST_AFTER = 200, 1200
"""How far around a title is read: what comes before it in its clause, and the titles listed after it."""

_BRACKET = r"(?:\s?[（(](?:[^（）()]|[（(][^（）()]*[)）]){1,80}[)）])"
_TITLE = r"《(?:[^《》]|《[^《》]*》)*》"
_JOIN = r"(?:[、，,]?\s?(?:以及|及|和|与|同)|[、，,])\s?"
_MADE = r"(?:发布|公布|颁布|颁发|批准|通过|印发|下发|制定|制订|施行|实施|修订|修正|签署|转发|批转|发出|出台)"
_ORIGIN = rf"(?:[^。；;，,《》]{{0,90}}?{_MADE}(?:施行|实施|执行)?的)"
_NEXT = rf"(?:(?:{_JOIN}(?:{_ORIGIN}|原[^。；;，,《》]{{0,12}})?)?\s?{_TITLE}{_BRACKET}*)"
_OTHERS = r"(?:等[^。；;，,、《》或修改的]{0,16}|及其[^。；;，,、《》或修改的]{2,12})"
_SINCE = r"(?:[，,]?\s?(?:自|从|于|在)[^。；;，,《》]{1,24}(?:起|之日|之时|时|后|日))"
_HOW = (
    r"(?:现|均|都|即|也|亦|一律|全部)*"
    r"(?:同时|自行|即行|一并|予以|即予|宣布|自动|自然|随之|相应|立即)*"
)
_ENDED = r"(?:废止|作废|失效|停止执行|停止施行|停止实施)"
_OVER = r"\s*(?:[。，,；;：:、！）)”\n]|$)"
_IS_REPEALED = re.compile(rf"(?:文件|文)?{_BRACKET}*{_NEXT}*{_OTHERS}?{_SINCE}?[，,]?\s?{_HOW}{_ENDED}(?:执行)?{_OVER}")
_MEANS = re.compile(
    rf"(?:按照|依照|遵照|根据|依据|违反|不符合|适用|除)[^的，,]{{0,30}}$|(?:执行|按|{_MADE})(?:了)?\s*$"
)
_PAPER = re.compile(r"(?:证|证书|执照|书|单|表)》$")
"""What is named between 《 and 》 and can be void, but is no law: 《商标注册证》作废."""
_CLAUSE = re.compile(r"[。；;，,：:\n]")

_NUMBERED = r"^[一二三四五六七八九十\d]+[、.．]"
_REPEALS = re.compile(
    rf"(?:^|[。；;，,：:]|决定|现|同意|{_NUMBERED})\s*(?:同时|予以|一并|相应)?废止(?P<listed>[^。；;：:]*)$"
)
_LISTED = re.compile(rf"{_ORIGIN}|原|{_JOIN}|\s")
_AS_A_WHOLE = re.compile(rf"{_BRACKET}*\s?(?:$|[。，,；;、：:和及等\n]|以及|与)")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|《[^《》]*》")


def repeals(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end], a document's title or number, say that it is repealed.

    A law that is only rested on, or of which only an article is repealed, is not.
    """
    if _PAPER.search(text[start:end]):
        return False
    before = _without_brackets(text[max(0, start - LONGEST_BEFORE) : start])
    after = text[end : end + LONGEST_AFTER]
    if _IS_REPEALED.match(after):
        return not _MEANS.search(_CLAUSE.split(before)[-1])
    said = _REPEALS.search(before)
    return bool(said and not _LISTED.sub("", said["listed"]) and _AS_A_WHOLE.match(after))


def _without_brackets(text: str) -> str:
    bare, found = _BRACKETED.subn("", text)
    while found:
        bare, found = _BRACKETED.subn("", bare)
    return bare
