"""What a site registers about a document above it: 索引号, 文号, 成文日期, 有效性, 公开方式."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from ingest.grammar.dates import find_date
from ingest.grammar.fields import head_fields
from knowledge.model import Audience, DateName, Status

_DATES = {
    DateName.DRAWN_UP: ("成文日期", "生成日期"),
    DateName.PUBLISHED: (
        "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "发文日期", "印发日期", "时间", "日期"
    ),
    DateName.IN_FORCE: ("施行日期", "实施日期", "生效日期"),
    DateName.REPEALED: ("废止日期", "失效日期"),
}  # fmt: skip
_ISSUERS = ("制发机关", "发文机关", "发文单位", "发布机构", "发布单位", "公开单位")
_SOURCES = ("信息来源", "稿件来源", "来源")
_DISCLOSURE = ("公开方式", "公开形式", "公开属性", "信息公开选项", "公开范围")
_VALID = re.compile(r"^(?:现行)?有效$|^现行$|^正在施行")
_INVALID = re.compile(r"失效|废止|无效")
_OPEN = re.compile(r"主动公开|公开发布")
_GAZETTE = re.compile(r"公报(?:\d|第|$|[》\s])")
_DATED = re.compile(r"^(?:19|20)\d\d-\d{1,2}-\d{1,2}")


def register(lines: Iterable[str]) -> dict[str, str]:
    """The registered fields of a head, each key with its first value; a line that opens with a day has 发布日期."""
    fields: dict[str, str] = {}
    for line in lines:
        if dated := _DATED.match(line):
            fields.setdefault("发布日期", dated[0])
        for field in head_fields(line):
            if field.value:
                fields.setdefault(field.key, field.value)
    return fields


def registered_dates(fields: Mapping[str, str]) -> dict[DateName, date]:
    """The dates among the fields, each under its own name."""
    found = {}
    for name, keys in _DATES.items():
        days = (find_date(fields[key]) for key in keys if key in fields)
        if day := next((day for day in days if day), None):
            found[name] = day
    return found


def registered_issuer(fields: Mapping[str, str]) -> str:
    """Who registered the document as its own, else the source it was taken from."""
    return next((fields[key] for key in _ISSUERS + _SOURCES if key in fields), "")


def source_of(fields: Mapping[str, str]) -> str:
    """Where a page says that it has its text from."""
    return next((fields[key] for key in _SOURCES if key in fields), "")


def declared_validity(fields: Mapping[str, str]) -> Status:
    """The validity that the registration states."""
    stated = fields.get("有效性", fields.get("效力状态", ""))
    if _VALID.search(stated):
        return Status.IN_FORCE
    return Status.REPEALED if _INVALID.search(stated) else Status.UNKNOWN


def disclosure_of(fields: Mapping[str, str], lines: Iterable[str]) -> str:
    """How the document may be made public, in its own words: 主动公开."""
    stated = next((fields[key] for key in _DISCLOSURE if key in fields), "")
    return stated or next((line.strip("（()）") for line in lines if len(line) <= 30 and _OPEN.search(line)), "")


def audience_of(disclosure: str, fields: Mapping[str, str], title: str) -> Audience:
    """Public if the document says so of itself (主动公开) or comes from a published 公报, else staff."""
    gazette = any(_GAZETTE.search(text) for text in (source_of(fields), title))
    return Audience.PUBLIC if _OPEN.search(disclosure) or gazette else Audience.STAFF


def held_keys(issuer: str, value: str) -> frozenset[str]:
    """The keys whose values a document holds in fields of its own; a source's only if it is the issuer."""
    keys = {"索引号", "信息索引号", "文号", "发文字号", "文件编号", "有效性", "效力状态", *_DISCLOSURE}
    keys.update(key for names in _DATES.values() for key in names)
    return frozenset(keys | set(_SOURCES + _ISSUERS) if value == issuer else keys)
