"""What a yes/no question supposes: a number, a time, an institution, a word that the documents may not have."""

from __future__ import annotations

import re

from knowledge.reference.numerals import to_int

_NUMBER = r"[0-9０-９]+|[一二两三四五六七八九十百千]+"
_UNITS = r"年年?底前?|个?月底?|工作日|日|天|年|个?小时|条措施|条|项|种|个重点领域|个|学时|倍|%|元|万元"
_VALUE = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNITS})")
_SORT = {"年底": "year", "年年底": "year", "学时": "学时", "天": "日", "个": "个", "个重点领域": "个", "条措施": "条"}
_TELLING_UNITS = frozenset("工作日 日 月 年 小时 倍 % 元 万元 学时".split())
NEGATED = re.compile(r"不得|不能|禁止|严禁|不予|不再|无需|不需|不收|不可以|一律不")
ASKS_PERMISSION = re.compile(r"可以|能不能|能|允许|行不行|要(?:交|收)|收费|会(?:不会)?")
TERM = re.compile(r"学时|课时|学分|罚款|有效期|期限|电话|预算|奖金")


def values(text: str) -> list[tuple[int, str, str]]:
    """Numbers with their units in a text: value, unit, words."""
    found = []
    for match in _VALUE.finditer(text):
        number = to_int(match["number"])
        if number is not None:
            unit = match["unit"].removesuffix("前")
            found.append((number, _SORT.get(unit, unit.lstrip("个") or unit), match[0]))
    return found


def differ(one: str, other: str) -> bool:
    """Whether two texts give other numbers with the same unit: 20日 and 30日, none of them shared."""
    first, second = ({(number, unit) for number, unit, _ in values(text)} for text in (one, other))
    shared_units = {unit for _, unit in first} & {unit for _, unit in second} & _TELLING_UNITS
    return bool(shared_units) and not any(pair[1] in shared_units for pair in first & second)


def terms(text: str) -> list[str]:
    """The terms of a question that a document must use for it to say anything of them."""
    return TERM.findall(text)


_LEADS_TO_FORBIDDEN = re.compile(r"[^\n]{0,60}(?:不得|不能|不予)[^\n，。]{1,10}[：:]")
_FORBIDS = re.compile(r"不得|不能|不可以|不准|禁止|严禁|不应|不予")


def leads_to_forbidden(text: str) -> bool:
    """Whether a text lists the cases in which something must not be done (对有下列情形之一的公务员，不得辞退)."""
    return _LEADS_TO_FORBIDDEN.match(text) is not None


def forbids(text: str) -> bool:
    """Whether a text forbids or refuses something: 有下列情形之一的，不得辞退."""
    return _FORBIDS.search(re.sub("能不能|可不可以", "", text)) is not None


_MAY = re.compile(
    r"(?:能不能|可不可以|可否|能否|允不允许|可以|允许|准许|能|准)(?P<act>[^，。？?！!；]{1,18}?)(?:吗|么|吧|不|没)?[？?。！!\s]*$"
)
_BANS = r"(?:不得|不能|不准|不可以|不允许|禁止|严禁|不予)"
_ALLOWS = r"(?<!不)(?:可以|有权|允许|准予)"
_CONDITION = re.compile(r"除外|但是|，但|经[^，。；]{0,12}(?:批准|同意)|另有规定|情节|原则上|一般")


def act_asked(question: str) -> str:
    """What a question asks leave for: 处分期间能晋升吗 gives 晋升; "" if it asks for none."""
    match = _MAY.search(question)
    return match["act"] if match else ""


def ruled(verb: str, quote: str) -> tuple[bool | None, str]:
    """Whether a quotation allows (True) or forbids (False) what a verb names, and its words; None where it says both or neither."""
    banned = re.search(rf"{_BANS}[^，。；：\n]{{0,10}}{re.escape(verb)}[^，。；：\n]{{0,12}}", quote)
    allowed = re.search(rf"{_ALLOWS}[^，。；：\n不]{{0,10}}{re.escape(verb)}[^，。；：\n]{{0,12}}", quote)
    if bool(banned) == bool(allowed):
        return None, ""
    return (False, banned[0]) if banned else (True, allowed[0] if allowed else "")


def conditional(quote: str) -> bool:
    """Whether a quotation names a condition or an exception."""
    return _CONDITION.search(quote) is not None
