"""Lines of a key and a value: 索引号: …, 发布日期: …, 牵头单位: …, several on one line too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

HEAD_KEYS = (
    "信息索引号|索引号|公开方式|公开形式|公开属性|公开范围|信息公开选项|文件编号|发文字号|文号|成文日期|生成日期"
    "|发布日期|发文日期|印发日期|公开日期|公布日期|发布时间|公开时间|施行日期|实施日期|生效日期|废止日期|失效日期"
    "|时间|日期|发布单位|发布机构|发文机关|发文单位|制发机关|公开单位|主题分类|组配分类|体裁分类|有效性|效力状态"
    "|统一编号|规范性文件统一编号|文件名称|名称|标题|信息来源|稿件来源|来源|作者|关键词|主题词|有效期"
)
LEAD_KEYS = "牵头单位|牵头部门|牵头科室|牵头股室|牵头处室|牵头领导|主办单位|主办部门|主责单位"
DUTY_KEYS = "责任单位|责任部门|责任股室|责任科室|责任处室|责任领导|责任主体|责任人|承办单位|承办部门|落实单位"
HELP_KEYS = "配合单位|配合部门|协办单位|协办部门|协助单位|参与单位|参加单位|参与部门"
TIME_KEYS = "完成时限|完成时间|办结时限|时限要求|时间要求|完成期限|整改时限|时间节点|进度要求|时限"
CLOSING_KEYS = "主题词|抄送|抄报|分送|主送|发送"
_PEOPLE = "联系人|联系电话|联系方式|咨询电话|监督电话|举报电话|电子邮箱|组\\s?长|副组长|成\\s?员|监督员|召集人"


@dataclass(frozen=True, slots=True)
class Field:
    """A key and its value; `start` and `end` delimit both in the line, `value_start` is where the value begins."""

    key: str
    value: str
    start: int
    value_start: int
    end: int


def _spaced(keys: str) -> str:
    """Keys whose letters may be set apart: 索 引 号."""
    return "|".join(r"\s*".join(key) for key in keys.split("|"))


_ANY = re.compile(
    rf"^(?:{_spaced(HEAD_KEYS)}|{LEAD_KEYS}|{DUTY_KEYS}|{HELP_KEYS}|{TIME_KEYS}|{CLOSING_KEYS}|{_PEOPLE})\s*[:：]"
)
_HEAD = re.compile(
    rf"(?:^|(?<=[\s；;|]))(?P<key>{_spaced(HEAD_KEYS)})\s*[:：]\s*|(?<=\S)(?P<later>来源|作者)\s*[:：]\s*"
)
_TELLS = re.compile(r"^\d{4}-\d|(?:来源|发布日期|发布时间|发文日期)\s*[:：]")
_DUTY = re.compile(rf"(?P<key>{LEAD_KEYS}|{DUTY_KEYS}|{HELP_KEYS}|{TIME_KEYS})\s*[:：]\s*")


def opens_with_field(text: str) -> bool:
    """Whether a line opens with a known key."""
    return bool(_ANY.match(text))


def head_fields(text: str) -> list[Field]:
    """The registration fields of a head line; [] if it neither opens with one nor with a day nor tells its source."""
    return _fields(_HEAD, text) if _ANY.match(text) or _TELLS.search(text) else []


def duty_fields(text: str) -> list[Field]:
    """The responsibility fields of a text (牵头单位:…, 责任单位:…, 完成时限:…), wherever they stand in it."""
    return _fields(_DUTY, text)


def opens_with_duty(text: str) -> bool:
    """Whether a line opens with a responsibility field."""
    return bool(_DUTY.match(text))


_CLASSES = {
    key: kind
    for kind, keys in {"lead": LEAD_KEYS, "duty": DUTY_KEYS, "help": HELP_KEYS, "time": TIME_KEYS}.items()
    for key in keys.split("|")
}


def _fields(pattern: re.Pattern[str], text: str) -> list[Field]:
    matches = list(pattern.finditer(text))
    fields = []
    for match, follower in zip_longest(matches, matches[1:]):
        end = follower.start() if follower else len(text)
        value = text[match.end() : end].rstrip(" ;；|,，")
        key = re.sub(r"\s", "", next(group for group in match.groups() if group))
        fields.append(Field(key, value.strip(), match.start(), match.end(), match.end() + len(value)))
    return fields


def field_class(key: str) -> str:
    """What a responsibility field says: lead, duty, help or time."""
    return _CLASSES[key]
