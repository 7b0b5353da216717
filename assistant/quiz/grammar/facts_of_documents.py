"""What a document says of itself: the day it comes into force."""

from __future__ import annotations

import re

FROM_DAY = re.compile(
    r"本(?:法|条例|办法|规定|细则|决定|意见|方案|实施意见|通知)自(?P<day>\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|实施|执行)"
)
DAY = "{year}年{month}月{day}日"
PERSONAL = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]+|(?:联系人|电话|手机|传真)[：:]?\s*[\d一-龥]"
)
ALL_OR_NONE = re.compile(r"以上(?:都|均|皆|全)|以上(?:选项|各项)|都不是|都不对|均不正确|全部正确")
ANONYMOUS = re.compile(r"[×＊*]|某[市县区局]|^[县市区][^市县区]{0,4}[局委办]")
"""A title that names no one: a template, not a rule."""

_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")


def other_numbers(number: str) -> list[str]:
    """Numbers as the same office might have given: another year, another count."""
    match = _NUMBER.search(number)
    if not match:
        return []
    year, count = int(match[1]), int(match[2])
    turned = int(str(count)[::-1])
    pairs = [(year - 1, count), (year, count + 1), (year + 1, count), (year, turned if turned != count else count + 10)]
    return [number[: match.start()] + f"〔{y}〕{c}号" + number[match.end() :] for y, c in pairs]
