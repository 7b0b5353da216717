"""What sort of thing an answer must hold to answer: a telephone number, a sum, a count of days."""

from __future__ import annotations

import re

_AMOUNT = r"(?:[0-9０-９]+|[一二三四五六七八九十百千万亿两零〇半]+)"
_SORTS: tuple[tuple[str, str, str], ...] = (
    ("phone", r"电话|热线|联系方式|手机号|号码是多少", r"\d{3,4}[-－]?\d{7,8}|\b1\d{10}\b|\b12\d{3}\b"),
    ("mail", r"邮箱|电子邮件", r"@"),
    ("web", r"网址|链接|域名", r"https?://|www\.|\.gov"),
    ("place", r"几楼|地址|在哪(?:里|儿|个地方)?办|[设放]在哪|什么地方", r"\d+号|\d+楼|地点[：:]|大厦|路\d"),
    ("clock", r"几点|上班时间|末班车|营业时间|周几|星期几", r"\d+[:：]\d\d|[上下]午|星期|周[一二三四五六日]"),
    (
        "money",
        r"多少(?:钱|元|万|亿|经费|费用|奖金|工资|预算|罚款)|(?:投资|预算|经费|标准|工资|房价|罚款|费用)[^，。？]{0,8}多少",
        rf"{_AMOUNT}(?:万|亿)?元|百分之|%|倍以|千分之|万分之|不收取",
    ),
    ("person", r"叫什么名字|姓什么|市长是谁|负责人(?:是谁|叫)|公开工作领导小组组长是谁", r"$^"),
    ("score", r"满分|分数线|及格|排名|中签率|比例|分值|第一(?:的|名)", r"\d+分|百分之|%|名次"),
    ("docnumber", r"文号|发文字号", r"〔\d{4}〕|第\d+号|\[\d{4}\]"),
    ("repeal", r"什么时候废止|何时废止|哪天废止", r"同时废止|予以废止|有效期"),
)
_COMPILED = tuple((name, re.compile(asked), re.compile(held)) for name, asked, held in _SORTS)

_UNIT = r"个?工作日|个?月|小时|学时|课时|公里|等级|年|天|日|名|本|起|人|家|份|次|期|分|级|楼|条|项|种|平|个"
_COUNTED = re.compile(
    rf"(?:多少|几)(?P<unit>{_UNIT})|(?P<span>多久|多长|有效期|公示期|保存期)|(?P<english>how (?:long|many days))", re.I
)
_ALIKE = {"天": "日", "工作日": "日", "月": "月", "学时": "学时", "期": "期"}
_SPAN = r"(?<!\d)(?:\d{1,3}|[一二三四五六七八九十百两半]+)\s*(?:年(?!底|度|来|月)|个?月|天|日|个?工作日|小时|周)|当场|定期|长期|随时|每年|逐段"


def facets_asked(question: str) -> tuple[str, ...]:
    """The sorts of thing a question asks for, by name; a count by its unit (`#日`), a span of time as `span`."""
    found = [name for name, asked, _ in _COMPILED if asked.search(question)]
    for match in _COUNTED.finditer(question):
        unit = (match["unit"] or "").removeprefix("个") or ("" if not match["unit"] else "个")
        found.append(f"#{_ALIKE.get(unit, unit)}" if unit else "span")
    return tuple(dict.fromkeys(found))


def holds(facet: str, text: str) -> bool:
    """Whether a text has something of that sort."""
    if facet == "span":
        return re.search(_SPAN, text) is not None
    if facet.startswith("#"):
        return _holds_count(facet[1:], text)
    return any(name == facet and held.search(text) is not None for name, _, held in _COMPILED)


def _holds_count(unit: str, text: str) -> bool:
    if unit == "年":
        return (
            re.search(r"(?<!\d)(?:\d{1,2}|[一二三四五六七八九十两]+)\s*(?:个?年(?!度|底|来|月)|周年)|长期", text)
            is not None
        )
    if unit == "日":
        return re.search(rf"(?<!月){_AMOUNT}\s*个?(?:工作日|日|天)|当场", text) is not None
    if unit in ("条", "项", "种"):
        return True
    if unit in ("个", "月"):
        return re.search(rf"(?:[0-9]+|[二三四五六七八九十百千万两]+)\s*个?{unit}", text) is not None
    return re.search(rf"{_AMOUNT}\s*个?{re.escape(unit)}", text) is not None
