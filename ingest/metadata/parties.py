"""Who issued a document, and for which part of the country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.grammar.words import names_body

_PROVINCES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川"
    "|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_NOT_A_NAME = (
    r"(?:关于|加强|加快|推进|规范|完善|深化|进一步|建立|做好|全|各|我|本|城|都|超|跨|地级|县级|开发|园|新|社|片|辖|街|城"
    r"|自治|示范|保税|高新|经济|市辖|和|的|在|对)"
)
_ZONES = "(?<![园新社片辖街城治])(?<!开发)(?<!示范)(?<!试验)(?<!合作)(?<!保税)(?<!高新)"
_PROVINCE = re.compile(rf"^(?P<name>{_PROVINCES})(?:省|市|(?:[\u4e00-\u9fff]{{1,3}}族)?自治区|特别行政区)?")
_CITY = re.compile(
    rf"^(?P<name>(?!{_NOT_A_NAME})[\u4e00-\u9fff]{{2,6}}?)(?:市|盟|地区|[\u4e00-\u9fff]{{1,4}}族自治州)(?!场|政(?!府)|容)"
)
_COUNTY = re.compile(rf"^(?P<name>(?!{_NOT_A_NAME})[\u4e00-\u9fff]{{1,5}}?{_ZONES}[县旗区])(?=[\u4e00-\u9fff])")
_OPENING = re.compile(r"^[《“]*(?:中共)?")
_BEFORE_ABOUT = re.compile(r"^(?P<body>[^关《]{3,40}?)(?=关于|印发|转发)")
_LEADING_BODY = re.compile(r"^(?P<body>[^关《\s]{1,16}?(?:局|厅|署|委员会|银行|管委会))(?!部门|机关|党组)")
_IMPRINT = re.compile(r"^(?P<body>\S{3,40}?)\s*(?:\d{4}年\d{1,2}月\d{1,2}日|[二〇一三四五六七八九十年月日]{8,})\s*印发")


def issuer_of(signatures: Iterable[Sequence[str]], title: str, *, registered: str, closing: Sequence[str]) -> str:
    """The issuing body: who signed (several apart by 、), else whose name the title bears, the imprint, the site."""
    for lines in signatures:
        if signed := [line for line in lines if names_body(line)]:
            return "、".join(dict.fromkeys(signed))
    about = _BEFORE_ABOUT.match(title)
    if about and names_body(about["body"].strip()):
        return about["body"].strip()
    for line in closing:
        if match := _IMPRINT.match(line):
            return match["body"]
    leading = _LEADING_BODY.match(title)
    return registered or (leading["body"] if leading else "")


def region_of(texts: Iterable[str]) -> str:
    """The place named at the head of the first text that has one: 杭州市人民政府 gives 杭州."""
    return next((name for text in texts if (name := _region(_OPENING.sub("", text)))), "")


def _region(text: str) -> str:
    province = _PROVINCE.match(text)
    rest = text[province.end() :] if province else text
    name = province["name"] if province else ""
    if city := _CITY.match(rest):
        name, rest = city["name"], rest[city.end() :]
    if county := _COUNTY.match(rest):
        name = county["name"]
    return name
