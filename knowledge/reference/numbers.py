"""发文字号: finding document numbers in text, one key for each way of writing one, mending damaged ones.

国发〔2016〕76号, 国发[2016]76号, 国发„2016‟76号 and 国发2016年76号 share the key `国发2016-76`;
国务院令第711号 has `国务院令-711`. Placeholders (×××[2006]40号, *环„2010‟5号) are kept as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.reference.numerals import NUMERAL, to_int

_NAME = r"[\u4e00-\u9fffA-Za-z×*〇]"
_YEAR = r"(?:19|20)\d\d"
_OPEN, _CLOSE = r"〔\[【［„﹝〈「〖", r"〕\]】］‟”﹞〉」〗"
_SERIAL = r"(?:\d{1,5}|[×*X]{1,3})"
_YEARLY = re.compile(
    rf"(?P<name>{_NAME}{{1,24}})\s*(?:"
    rf"[{_OPEN}]\s*(?P<year>{_YEAR})\s*年?\s*[{_CLOSE}]\s*第?\s*(?P<serial>{_SERIAL})(?:\s*号|(?![\d号]))"
    rf"|(?:[（(]\s*(?P<year1>{_YEAR})\s*年?\s*[)）]|(?P<year2>{_YEAR})年?)\s*第?\s*(?P<serial1>{_SERIAL})\s*号)"
)
_ORDER = re.compile(rf"(?P<name>{_NAME}{{0,24}}?(?:令|公告))\s*[（(]?\s*第?\s*(?P<serial>{NUMERAL})\s*号")
_DAMAGED = re.compile(
    rf"(?P<name>{_NAME}{{1,24}}?)\s*(?:[{_OPEN}]\s*(?P<year>{_YEAR})(?P<serial>\d{{1,4}})"
    rf"|(?P<year1>{_YEAR})[{_CLOSE}](?P<serial1>\d{{1,4}}))(?:号|(?![\d{_CLOSE}{_OPEN}]))"
)
_LEADING = re.compile(
    r".*(?:根据|依据|依照|按照|贯彻|落实|印发|转发|执行|废止|修订|参照|关于|文号|字号|文件|以及|(?<!共)和"
    r"|号|见|的|与|及|以|对|在|为)"
)
_STATE = re.compile(r"^中华人民共和国(?=.)")
_FOLD = str.maketrans("０１２３４５６７８９Ｘ＊○", "0123456789X*〇")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in a text: `text` as it stands there, `key` the same for every way of writing it."""

    text: str
    start: int
    end: int
    key: str


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """The document numbers in a text, in order; damaged ones (〔201231) included, under their mended key."""
    found: list[DocumentNumber] = []
    folded = text.translate(_FOLD)
    for pattern in (_YEARLY, _ORDER, _DAMAGED):
        for match in pattern.finditer(folded):
            start, end = match.start() + _leading(match["name"]), match.end()
            if not any(start < other.end and other.start < end for other in found):
                found.append(DocumentNumber(text[start:end], start, end, _key(match)))
    return sorted(found, key=lambda number: number.start)


def document_number_key(number: str) -> str:
    """The key of one document number; what is no number comes back folded."""
    folded = number.strip().translate(_FOLD)
    for pattern in (_YEARLY, _ORDER, _DAMAGED):
        if match := pattern.fullmatch(folded):
            return _key(match)
    return re.sub(r"\s+", "", folded)


def restore_number(number: str) -> tuple[str, bool]:
    """A number that lost a bracket in export, mended, and whether it was.

    国办发〔200717 gives 国办发〔2007〕17号.
    """
    match = _DAMAGED.fullmatch(number.strip().translate(_FOLD))
    if not match:
        return number, False
    return f"{match['name']}〔{_either(match, 'year')}〕{_either(match, 'serial')}号", True


def _leading(name: str) -> int:
    """How many characters at the head of a name belong to the sentence before it."""
    match = _LEADING.match(name)
    return match.end() if match and match.end() < len(name) else 0


def _either(match: re.Match[str], group: str) -> str:
    return next((text for name, text in match.groupdict().items() if name.startswith(group) and text), "")


def _key(match: re.Match[str]) -> str:
    name = _STATE.sub("", match["name"][_leading(match["name"]) :])
    serial = _either(match, "serial")
    value = to_int(serial)
    return f"{name}{_either(match, 'year')}-{serial if value is None else value}"
