"""Sanctions: the six steps from 警告 to 开除, the rungs by gravity, the period each lasts."""

from __future__ import annotations

import re

LADDER = ("警告", "记过", "记大过", "降级", "撤职", "开除")
_STEP = "(?:警告|记过|记大过|降级|撤职|开除)"
PHRASE = rf"{_STEP}(?:(?:、|或者|或){_STEP})*"
GIVES = re.compile(rf"(?:给予|予以)(?P<phrase>{PHRASE})(?P<noun>的?(?:政务)?处分)?(?=[，；。：:的]|$)")
RUNG = re.compile(
    r"(?P<gravity>情节(?:较重|严重|轻微|较轻|特别严重)|造成(?:严重|不良)后果(?:或者[^，；]{0,12})?|屡教不改|后果严重)的[，,]?$"
)
PERIOD_ENTRY = re.compile(r"^(?P<sanction>[^，,]{2,12})[，,](?:期限)?(?:为)?(?P<period>[^，,；。]{2,8})$")
PERIOD_HEADER = re.compile(r"期间|期限|期为|影响期")
EXCEPTED = re.compile(r"前款第[（(]?[一二三四五六七八九十]+[)）]?项|本条第[一二三四五六七八九十]+款第|有前款")
UNSURE = re.compile(r"一般|可以|更为适当|视情节")
LIGHTEN = re.compile(r"从轻|减轻|免予|从重|加重")


def steps_of(phrase: str) -> frozenset[str]:
    """The steps that a phrase names, however they are joined: 记过、记大过 and 记过或者记大过 are the same."""
    return frozenset(re.findall("记大过|" + _STEP, phrase))
