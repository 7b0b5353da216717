"""Numbers with units: deadlines, durations, quantities, shares; ranges; which way a limit points."""

from __future__ import annotations

import re
from fractions import Fraction

from knowledge.reference.numerals import NUMERAL, to_arabic, to_chinese, to_int

TIME_UNITS = ("个工作日", "工作日", "日", "天", "个月", "年", "小时", "分钟", "学时")
COUNT_UNITS = ("周岁", "万元", "亿元", "元", "倍", "人", "名", "次", "届", "家", "平方米", "公里")
SHARE_UNITS = ("%", "百分之", "分之")
_UNIT = "|".join(sorted((*TIME_UNITS, *COUNT_UNITS), key=len, reverse=True))
SLOT = re.compile(
    rf"(?P<percent>百分之)(?P<percent_value>{NUMERAL})"
    rf"|(?P<arabic>\d+(?:\.\d+)?)(?P<arabic_unit>[%％])"
    rf"|(?P<fraction>{NUMERAL}分之{NUMERAL})"
    rf"|(?P<value>{NUMERAL})(?P<unit>{_UNIT})"
)
RANGE = re.compile(
    rf"(?:百分之)?{NUMERAL}(?:{_UNIT})?(?:以上)?(?:至|到|－|—|-|～|~)(?:百分之)?{NUMERAL}(?:{_UNIT}|%)?"
    rf"|{NUMERAL}分之{NUMERAL}(?:以上|至){NUMERAL}分之{NUMERAL}"
    rf"|(?:百分之)?{NUMERAL}(?:{_UNIT}|%)?以上不?(?:超过|足|满)?(?:百分之)?{NUMERAL}(?:{_UNIT}|%)?(?:以下|的)?"
    rf"|{NUMERAL}(?:{_UNIT})(?:或者|或|、){NUMERAL}(?:{_UNIT})"
)
DATE = re.compile(rf"[0-9〇零○一二三四五六七八九]{{4}}年(?:{NUMERAL}月(?:{NUMERAL}日)?)?|{NUMERAL}月{NUMERAL}日")
BEFORE_NO_SLOT = ("第", "上", "下", "每", "某", "近", "前", "后", "统", "唯", "同", "单", "任", "十四个", "旬", "“")
AFTER_NO_SLOT = re.compile(r"^(?:度|内瓦|级|份|代|民|事|员|士|常|元化|新人|期间的年|期货)")
TIMES_LIMITED = re.compile(r"(?:延长|超过|不得|少于|以|给予)$")
TIMES_LIMIT_AFTER = re.compile(r"^(?:以上|为限|以内|以下)")
TRIVIAL = re.compile(
    r"^(?:(?:二|两|2)(?:人|名|次|家)(?:或者(?:二|两)(?:人|名|次|家))?以上(?:的)?(?:共同|单位|部门|行政|公职|供应商|投标)"
    r"|一(?:人|名|家|次性))"
)
UPPER = re.compile(
    r"(?:不满|未满|不足|不得超过|不超过|不得多于|不得高于|不高于|最长为?|最高为?|最多|至迟|至多|不得逾)$"
)
LOWER = re.compile(r"(?:不得少于|不少于|不得低于|不低于|不得短于|至少|最低为?|最少|已?年?满|超过|达到|逾)$")
UPPER_AFTER = re.compile(r"^(?:以内|之内|内|以下)")
LOWER_AFTER = re.compile(r"^(?:以上|之?以?后|之?以?前)")
FORBIDDEN_AFTER = re.compile(r"^[^。；]{0,12}(?:不得|不予|禁止|不再)")
FORBIDDEN = re.compile(r"不得|禁止|严禁")
PERMISSION = re.compile(r"可以|有权|可[^能]")
LONGEST = re.compile(r"最长(?:不得超过|不超过)?$|连续(?:超过|满)?[^，；。]{1,8}，或者[^，；。]{0,8}累计(?:超过|满)?$")
"""What follows is no shorter than the number before it."""
LADDERS = {
    "日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
    "天": (1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 90),
    "个工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "个月": (1, 2, 3, 6, 9, 12, 18, 24),
    "年": (1, 2, 3, 5, 6, 8, 10, 15, 20),
    "小时": (2, 4, 6, 8, 12, 24, 36, 48, 72),
    "分钟": (5, 10, 15, 20, 30, 60),
    "学时": (6, 12, 24, 40, 50, 90, 110),
    "周岁": (12, 14, 16, 18, 20, 22, 25),
    "倍": (1, 2, 3, 5, 10, 15, 20),
    "人": (1, 2, 3, 5, 7, 9, 11),
    "名": (1, 2, 3, 5, 7, 9, 11),
    "家": (1, 2, 3, 5, 7, 9),
    "次": (1, 2, 3, 4, 5),
    "届": (1, 2, 3, 4),
    "%": (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90),
}
TIMES = "次"
FRACTIONS = ("三分之一", "二分之一", "三分之二", "四分之三", "五分之一", "四分之一")
MONEY = ("元", "万元", "亿元")
ROUND = tuple(figure * 10**power for power in range(8) for figure in (1, 2, 3, 5))
_FIGURE = re.compile(r"^(\d+(?:\.\d+)?)%?$")


def amount_of(value: str) -> float | None:
    """The amount that a number stands for, in whatever writing; None if it is no plain number."""
    match = _FIGURE.match(to_arabic(value))
    return float(match[1]) if match else None


def written(amount: float, like: str) -> str:
    """An amount in the numeral form of another: 三十, 30, 百分之三十, 30%."""
    arabic = any(sign.isascii() and sign.isdigit() for sign in like)
    figure = f"{amount:g}" if arabic else to_chinese(int(amount))
    if like.startswith("百分之"):
        return f"百分之{figure}"
    return figure + like[-1] if like.endswith(("%", "％")) else figure


def worth_of(text: str) -> Fraction | None:
    """The worth of a fraction written as 三分之二."""
    lower, _, upper = text.partition("分之")
    below, above = to_int(lower), to_int(upper)
    return Fraction(above, below) if below and above is not None else None
