"""Chinese numerals to integers and back, and the same value written one way for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = "〇零○一二三四五六七八九十百千万亿两廿卅"
NUMERAL = rf"(?:[{DIGITS}]+|[0-9０-９]+)"
"""A pattern for one numeral in either writing, for use inside larger patterns."""

_FOLD = str.maketrans("０１２３４５６７８９○", "0123456789〇")
_RUN = re.compile(rf"[{DIGITS}]+(?:点[{DIGITS}]+)?")
_FRACTION = re.compile(r"(\d+(?:\.\d+)?|百|千|万)分之(\d+(?:\.\d+)?)")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([万亿])")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_DENOMINATORS = {"百": "100", "千": "1000", "万": "10000"}
_SCALES = {"万": 10_000, "亿": 100_000_000}


@lru_cache(maxsize=16_384)
def to_int(numeral: str) -> int | None:
    """The value of a whole number in Chinese, Arabic or full-width digits; None if it is not one."""
    folded = numeral.strip().translate(_FOLD)
    if folded.isascii():
        return int(folded) if folded.isdigit() else None
    value = _chinese_value(folded)
    return int(value) if value is not None and value == int(value) else None


@lru_cache(maxsize=16_384)
def to_chinese(number: int) -> str:
    """A whole number as statutes write it: 1260 gives 一千二百六十, 12 gives 十二."""
    import cn2an  # type: ignore[import-untyped]

    return str(cn2an.an2cn(number, "low"))


@lru_cache(maxsize=65_536)
def to_arabic(text: str) -> str:
    """The text with its numbers in Arabic digits, so that equal values compare equal.

    三十日, 30日 and ３０日 give 30日; 5万元 and 五万元 give 50000元; 百分之五 gives 5%, 三分之二 2/3.
    What can't be read as one number (二三十) stays. For comparison only: 统一 becomes 统1.
    """
    folded = _THOUSANDS.sub("", text.translate(_FOLD).replace("％", "%"))
    converted = _RUN.sub(_run_to_arabic, folded)
    return _FRACTION.sub(_fraction, _SCALED.sub(_scaled, converted))


def _chinese_value(numeral: str) -> float | None:
    import cn2an

    plain = numeral.replace("卅", "三十").replace("廿", "二十").replace("〇", "零")
    if len(plain) > 1 and plain[0] in "百千":  # 百二十 as old documents write it
        plain = "一" + plain
    try:
        return float(cn2an.cn2an(plain, "smart"))
    except (KeyError, ValueError):  # KeyError: 百亿一, in 0.5.24
        return None


def _run_to_arabic(match: re.Match[str]) -> str:
    numeral = match[0]
    if len(numeral) == 1 and numeral in "百千万亿":
        return numeral
    value = _chinese_value(numeral)
    return numeral if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _scaled(match: re.Match[str]) -> str:
    value = float(match[1]) * _SCALES[match[2]]
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _fraction(match: re.Match[str]) -> str:
    whole = _DENOMINATORS.get(match[1], match[1])
    return f"{match[2]}%" if whole == "100" else f"{match[2]}/{whole}"
