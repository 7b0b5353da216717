"""Who made a statute, and what rank that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.structure.statute_head import Head
from knowledge.model import DocumentType

_NATIONAL = re.compile(r"全国(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?")
_CONGRESS = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{0,20}?(?:省|市|区|县|州|旗))\s?(?:第[^\s届]{1,5}届)?(?:人民代表大会|人大)"
    r"(?P<standing>常务委员会|常委会)?"
)
_COURT = re.compile(r"最高人民法院|最高人民检察院|审判委员会|检察委员会")
_COUNCIL = re.compile(r"国务院|政务院|中央军事委员会|中央军委")
_ISSUED_BY = re.compile(r"(?P<body>[\u4e00-\u9fff、 ]{2,40}?)(?:令|公告|发布|公布|印发|颁布|修订|批准|第\d+次)")
_DEPARTMENT = re.compile(r"(?:部|委员会|总局|署|银行|局|办公室|证监会|银保监会)$")
_PLACES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆"
    "|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_PLACE = re.compile(
    rf"^(?:中国（)?(?:(?P<province>{_PLACES})(?:省|市|[\u4e00-\u9fff]{{0,3}}自治区|）|(?=[\u4e00-\u9fff]))"
    r"|(?P<autonomous>[\u4e00-\u9fff]{2,4}?)(?:[\u4e00-\u9fff]{1,3}族){1,4}自治[县州旗]"
    r"|(?P<city>(?!直辖|大中|设区)[\u4e00-\u9fff]{2,5}?)(?:市(?![场民政])|经济特区|自治州))"
)
_OWN_ORDER = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<body>[\u4e00-\u9fff]{2,10}(?:部|总局|委员会|署))(?:令|第\d+号令)"
    r"|由(?P<by>[\u4e00-\u9fff]{1,10}(?:部|总局))负责解释|^(?P<named>[\u4e00-\u9fff]{2,8}部)关于"
)
_LAW_TITLE = re.compile(r"^[\u4e00-\u9fff]{1,40}(?:(?<!办)法|法典|修正案(?:（[一二三四五六七八九十]+）)?)$")
_GUIDANCE = re.compile(r"(?:通知|批复|意见|公告|函)$")
_STATE = "中华人民共和国"


def issuer_of(head: Head, kind: DocumentType, tail: str = "") -> str:
    """The body that adopted or issued a statute. `tail` is the text of its last articles."""
    told = _told(head)
    if kind is DocumentType.JUDICIAL_INTERPRETATION:
        courts = re.findall("最高人民法院|最高人民检察院", head.title.split("关于")[0] + told)
        return "、".join(dict.fromkeys(courts))
    if kind in (DocumentType.LAW, DocumentType.CONSTITUTION) and (national := _NATIONAL.search(told)):
        return "全国人民代表大会" + ("常务委员会" if national["standing"] else "")
    if local := _CONGRESS.search(told):
        body = re.sub(r"^.*(?:由|经|根据|于)", "", local["body"])
        return f"{body}人民代表大会" + ("常务委员会" if local["standing"] else "")
    if kind is DocumentType.ADMINISTRATIVE_REGULATION:
        return "国务院"
    if issued := _ISSUED_BY.search(told):
        return issued["body"].strip()
    own = _OWN_ORDER.search(tail) or _OWN_ORDER.search(head.title)
    return next((body for body in own.groups() if body), "") if own else ""


def kind_of(head: Head, tail: str, text: str) -> DocumentType:
    """The rank of a statute, from its title, the events of its head, and if need be its own words."""
    title = head.title.replace(_STATE, "")
    told = _told(head)
    if re.match(r"^宪法(?:修正案|$)", title):
        return DocumentType.CONSTITUTION
    if _PLACE.match(head.title) and (_CONGRESS.search(told) or not _COUNCIL.search(told)):
        ruled = "人民政府" in told + title[:14] and not _CONGRESS.search(told)
        return DocumentType.LOCAL_RULE if ruled else DocumentType.LOCAL_REGULATION
    if _NATIONAL.search(told):
        return DocumentType.LAW
    if _COURT.search(title.split("关于")[0] + told) or re.match(r"人民(?:检察院|法院).*规[定则]", title):
        return DocumentType.JUDICIAL_INTERPRETATION
    if "国家监察委员会" in told or title == "监察法实施条例":
        return DocumentType.SUPERVISION_REGULATION
    if _CONGRESS.search(told):
        return DocumentType.LOCAL_REGULATION
    if _COUNCIL.search(told) or title.startswith("国务院"):
        return DocumentType.ADMINISTRATIVE_REGULATION
    if re.search(r"(?:省|市|区|县|州)人民政府", told):
        return DocumentType.LOCAL_RULE
    issued = _ISSUED_BY.search(told)
    if issued and _DEPARTMENT.search(issued["body"]):
        return DocumentType.DEPARTMENT_RULE
    return _by_words(title, tail, text)


def _by_words(title: str, tail: str, text: str) -> DocumentType:
    """The rank of a statute whose head doesn't tell who made it."""
    if _LAW_TITLE.match(title):
        return DocumentType.LAW
    if "审理" in title and title.endswith("解释"):
        return DocumentType.JUDICIAL_INTERPRETATION
    if _GUIDANCE.search(title):
        return DocumentType.NORMATIVE
    if title.endswith("条例"):
        return DocumentType.ADMINISTRATIVE_REGULATION
    if _OWN_ORDER.search(tail) or _OWN_ORDER.search(title):
        return DocumentType.DEPARTMENT_RULE
    return DocumentType.ADMINISTRATIVE_REGULATION if "国务院" in text else DocumentType.DEPARTMENT_RULE


def place_of(kind: DocumentType, texts: Iterable[str]) -> str:
    """The place that a local statute holds for, without 省 or 市 (杭州, 彭水); "" for national ones."""
    if kind not in (DocumentType.LOCAL_REGULATION, DocumentType.LOCAL_RULE):
        return ""
    places = (_PLACE.match(text) for text in texts)
    return next((place["province"] or place["autonomous"] or place["city"] for place in places if place), "")


def _told(head: Head) -> str:
    return " ".join(event.masked for event in head.events).replace(_STATE, "")
