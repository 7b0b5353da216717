"""Titles of documents: one key for each way of writing a title, and the short forms people use."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DATE_TAIL = re.compile(r"[（(]?(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?|年)?(?:修订|修正|修改|版)?[）)]?$")
_PUNCTUATION = re.compile(r"[\s《》〈〉<>“”\"'‘’、，,。.·・:：;；\-—_]+")
_BRACKETS = str.maketrans("()【】〔〕［］[]", "（）（）（）（）（）")
_COUNTRY = "中华人民共和国"
_IN_USE = {  # short names in general use that no rule gives
    "公职人员政务处分法": ("政务处分法",),
    "全国人民代表大会和地方各级人民代表大会选举法": ("选举法",),
    "全国人民代表大会和地方各级人民代表大会代表法": ("代表法",),
    "地方各级人民代表大会和地方各级人民政府组织法": ("地方组织法",),
    "关于新形势下党内政治生活的若干准则": ("党内政治生活准则",),
    "最高人民法院关于适用〈民法典〉总则编若干问题的解释": ("总则编解释",),
}
_KIND = r"(?:若干|实施|暂行|指导|补充|具体|工作)*(?:意见|规定|办法|方案|解释|决定|细则|通知|准则|规则|条例)"
_ISSUED = re.compile(r"^.{0,40}?(?:印发|转发|发布)[《〈]?(?P<inner>.+?)[》〉]?的(?:通知|公告|决定)$")
_ISSUER = re.compile(r"^[^关]{2,30}?(?=关于)")
_ABOUT = re.compile(rf"^关于(?P<about>.+?)的(?P<kind>{_KIND})$")
_REGION = re.compile(
    r"^(?!关于)(?P<name>[\u4e00-\u9fff]{2,8}?)(?:省|市|自治区|自治州|盟|县|区|旗)(?=[\u4e00-\u9fff]{4})"
)
_URGE = re.compile(r"^(?:进一步|全面|大力|切实|加强|加快|推进|深化|规范|开展|做好|建立健全|健全|完善)+")
_APPLIES = re.compile(
    r"^关于适用[《〈](?P<law>[^《》〈〉]+)[》〉](?P<part>.*?)(?:若干问题|有关问题)?的(?P<kind>(?:解释|规定|意见).*)$"
)
_FILLER = re.compile(rf"(?:建设|工作|体系)*的?(?={_KIND}$)")
_TRIAL = re.compile(r"[（(](?:试行|暂行|草案|征求意见稿)[）)]$")


def title_key(title: str) -> str:
    """The canonical key: no book-title marks, white space, punctuation, name of the state, trailing date."""
    key = _PUNCTUATION.sub("", _DATE_TAIL.sub("", title.strip()).translate(_BRACKETS))
    return key.replace(_COUNTRY, "") or key


def plain_titles(title: str) -> tuple[str, ...]:
    """The forms of a title that still name the one document, without the title itself, longest first.

    中华人民共和国公职人员政务处分法 gives 公职人员政务处分法 and 政务处分法;
    最高人民法院关于适用《中华人民共和国民法典》物权编的解释（一） also 民法典物权编解释（一）.
    """
    return _longest_first(_plain_forms(title), title)


def short_titles(title: str) -> tuple[str, ...]:
    """`plain_titles` and the freer short forms in which official documents are spoken of.

    杭州市加强政务诚信建设的实施方案 gives 加强政务诚信建设的实施方案, 杭州政务诚信实施方案, 政务诚信实施方案.
    """
    forms = _plain_forms(title)
    for form, region in [(form, _REGION.match(form)) for form in forms]:
        rest = form[region.end() :] if region else form
        core = _FILLER.sub("", _URGE.sub("", rest), count=1)
        forms += [rest, core, region["name"] + core if region else core]
    return _longest_first(forms, title)


def _plain_forms(title: str) -> list[str]:
    forms = [_DATE_TAIL.sub("", title.strip())]
    if issued := _ISSUED.match(forms[0]):
        forms = [issued["inner"]]
    for cut in (_without_state, _without_issuer, _without_trial, _plain_about, _applied):
        forms += [cut(form) for form in forms]
    return forms + [name for form in forms for name in _IN_USE.get(form, ())]


def _longest_first(forms: Iterable[str], title: str) -> tuple[str, ...]:
    unique = {form for form in forms if len(form) >= 2 and form != title}
    return tuple(sorted(unique, key=lambda form: (-len(form), form)))


def _applied(title: str) -> str:
    """关于适用《民法典》物权编的解释（一） as people say it: 民法典物权编解释（一）."""
    match = _APPLIES.match(title)
    return match["law"] + match["part"] + match["kind"] if match else title


def _without_state(title: str) -> str:
    return title.replace(_COUNTRY, "")


def _without_issuer(title: str) -> str:
    return _ISSUER.sub("", title, count=1)


def _without_trial(title: str) -> str:
    return _TRIAL.sub("", title)


def _plain_about(title: str) -> str:
    match = _ABOUT.match(title)
    return match["about"] + match["kind"] if match else title
