"""What a yes/no question supposes: a number, a time, an institution, a word that the documents may not have."""

from __future__ import annotations

import re

from knowledge.reference.numerals import to_int

_NUMBER = r"[0-9０-９]+|[一二两三四五六七八九十百千]+"
_UNITS = r"年年?底前?|个?月底?|工作日|日|天|年|个?小时|条措施|条|项|种|个重点领域|个|学时|倍|%|元|万元"
_VALUE = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNITS})")
_SORT = {"年底": "year", "年年底": "year", "学时": "学时", "天": "日", "个": "个", "个重点领域": "个", "条措施": "条"}
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


def terms(text: str) -> list[str]:
    """The terms of a question that a document must use for it to say anything of them."""
    return TERM.findall(text)
