"""发文字号: finding document numbers in text, one key for each way of writing one, mending damaged ones.

国发〔2016〕76号, 国发[2016]76号, 国发„2016‟76号 and 国发2016年76号 share the key `国发2016-76`;
国务院令第711号 has `国务院令-711`. Placeholders (×××[2006]40号, *环„2010‟5号) are kept as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from knowledge.reference.numerals import NUMERAL, to_int

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z×*〇]{1,24}(?=\s*$)")
_YEAR = r"(?:19|20)\d\d"
_OPEN, _CLOSE = r"〔\[【［„﹝〈「〖", r"〕\]】］‟”﹞〉」〗"
_SERIAL = r"(?:\d{1,5}|[×*X]{1,3})"
_YEARLY = re.compile(
    rf"[{_OPEN}]\s*(?P<year>{_YEAR})\s*年?\s*[{_CLOSE}]\s*第?\s*(?P<serial>{_SERIAL})(?:\s*号|(?![\d号]))"
    rf"|(?:[（(]\s*(?P<year1>{_YEAR})\s*年?\s*[)）]|(?P<year2>{_YEAR})年?)\s*第?\s*(?P<serial1>{_SERIAL})\s*号"
)
_ORDER = re.compile(rf"(?P<order>令|公告)\s*[（(]?\s*第?\s*(?P<serial>{NUMERAL})\s*号")
_DAMAGED = re.compile(
    rf"(?:[{_OPEN}]\s*(?P<year>{_YEAR})(?P<serial>\d{{1,4}})"
    rf"|(?P<year1>{_YEAR})[{_CLOSE}](?P<serial1>\d{{1,4}}))(?:号|(?![\d{_CLOSE}{_OPEN}]))"
)
_ANY = re.compile(rf"[号{_OPEN}{_CLOSE}]")
"""Without one of these there is no number."""
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
    if not _ANY.search(text):
        return found
    folded = text.translate(_FOLD)
    for pattern in (_YEARLY, _ORDER, _DAMAGED):
        for match in pattern.finditer(folded):
            name = _name_before(folded, match)
            start, end = match.start() - len(name), match.end()
            at = bisect_left(found, start, key=lambda number: number.start)
            free = (at == 0 or found[at - 1].end <= start) and (at == len(found) or end <= found[at].start)
            if name.strip() and free:
                found.insert(at, DocumentNumber(text[start:end], start, end, _key(name, match)))
    return found


@lru_cache(maxsize=65_536)
def document_number_key(number: str) -> str:
    """The key of one document number; what is no number comes back folded."""
    found = find_document_numbers(number.strip())
    if len(found) == 1 and found[0].text == number.strip():
        return found[0].key
    return re.sub(r"\s+", "", number.translate(_FOLD))


def restore_number(number: str) -> tuple[str, bool]:
    """A number that lost a bracket in export, mended, and whether it was.

    国办发〔200717 gives 国办发〔2007〕17号.
    """
    folded = number.strip().translate(_FOLD)
    match = _DAMAGED.search(folded)
    if not match or match.end() != len(folded) or not _NAME.fullmatch(folded[: match.start()].rstrip()):
        return number, False
    return f"{folded[: match.start()].rstrip()}〔{_either(match, 'year')}〕{_either(match, 'serial')}号", True


def _name_before(text: str, match: re.Match[str]) -> str:
    """The name before a year or 令, the white space between included; "" if none stands there."""
    begin = max(0, match.start() - 30)
    window = text[begin : match.start()]
    name = _NAME.search(window)
    if not name:
        return ""
    leading = _LEADING.match(name[0])
    cut = leading.end() if leading and leading.end() < len(name[0]) else 0
    return window[name.start() + cut :]


def _either(match: re.Match[str], group: str) -> str:
    return next((text for name, text in match.groupdict().items() if name.startswith(group) and text), "")


def _key(name: str, match: re.Match[str]) -> str:
    whole = _STATE.sub("", name.rstrip() + (match.groupdict().get("order") or ""))
    serial = _either(match, "serial")
    value = to_int(serial)
    return f"{whole}{_either(match, 'year')}-{serial if value is None else value}"
