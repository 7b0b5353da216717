"""What of a sentence can be checked against its source: quotations, numbers, labels, institutions, denials."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from knowledge.reference.numerals import to_int

_QUOTATION = re.compile(r"“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")
_TITLE = re.compile(r"《[^《》]*》")
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
_UNIT = r"个?工作日|个?月|小时|年|日|天|条|款|项|个|元|万元|亿元|万|亿|倍|次|人|名|分|周|季度|类|种|批|所|家|份|件|成|%"
_NUMERAL = r"\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千万两]+"
_COUNTED = re.compile(
    rf"(?P<number>{_NUMERAL})(?P<unit>{_UNIT})|(?P<bare>\d+(?:\.\d+)?)|(?P<share>[百千万]分之[零一二三四五六七八九十百]+)"
)
_LABEL = re.compile(r"第[0-9零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?|[一-龥]{1,8}〔\d{4}〕\d+号")
_BODY = re.compile(
    r"[一-龥]{1,12}?(?:委员会|办公室|办公厅|人民政府|人民法院|法院|检察院|管委会|信访局|[一-龥]局|[一-龥]委(?!员|托|任|派|屈)|[一-龥]办(?!法|理|事|公|结|案|学)|"
    r"[一-龥]部(?!门|分|署|属|委|级)|[一-龥]厅)"
)
_DENIAL = re.compile(
    r"不得|不能|不再|不予|不须|不需|无需|无须|不必|禁止|严禁|没有|未|不是|不可|不应|不停止|不收|除外|免|非|不"
)
_LINK = re.compile(r"https?://[^\s）)]+|www\.[^\s）)]+|[\w.+-]+@[\w-]+\.[\w.]+")
_EVERYDAY = re.compile(r"^(?:有关|相关|各|本|该|其|上级|下级|同级|所在|行政)")
SHORTEST_BODY = 3


def folded(text: str) -> str:
    """A text without white space, full-width and half-width forms made one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def quotations(sentence: str) -> list[str]:
    """What a sentence gives as quoted."""
    return [next(group for group in match.groups() if group) for match in _QUOTATION.finditer(sentence)]


def chinese_left(sentence: str) -> bool:
    """Whether a sentence has Chinese outside its quotation marks and titles."""
    return re.search(r"[一-龥]{2}", _TITLE.sub("", _QUOTATION.sub("", sentence))) is not None


def numbers(text: str) -> set[str]:
    """The dates and numbers of a folded text: dates whole, numbers with their unit, those without one bare."""
    found = set(_DATE.findall(text))
    for match in _COUNTED.finditer(_DATE.sub(" ", text)):
        if match["share"] or match["bare"]:
            found.add(match["share"] or match["bare"])
        else:
            value = to_int(match["number"])
            found.add(f"{match['number'] if value is None else value}{match['unit'].removeprefix('个')}")
    return found


def unsaid_numbers(sentence: str, source: str) -> set[str]:
    """Dates and numbers of a sentence that its source has not; a bare one may stand there with any unit."""
    held = numbers(source)
    values = {re.match(r"\d*", word)[0] for word in held}  # type: ignore[index]
    values |= {part for day in _DATE.findall(source) for part in re.findall(r"\d+", day)}
    return {word for word in numbers(sentence) - held if not (word.isdigit() and word in values)}


def labels(text: str) -> list[str]:
    """Article labels and document numbers."""
    return _LABEL.findall(text)


def institutions(text: str) -> list[str]:
    """What looks like the name of an institution."""
    return [match[0] for match in _BODY.finditer(text) if not _EVERYDAY.match(match[0])]


def named_in(body: str, source: str) -> bool:
    """Whether a source names an institution, by that name or one it ends in."""
    return any(body[start:] in source for start in range(max(1, len(body) - SHORTEST_BODY + 1)))


def denies(text: str) -> bool:
    """Whether a text denies or forbids something."""
    return _DENIAL.search(text) is not None


def links(text: str) -> list[str]:
    """Addresses of pages and mail."""
    return _LINK.findall(text)


def day_text(day: date) -> str:
    """A day as Chinese documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
