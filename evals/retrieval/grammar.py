"""How labelled files write an article: the law's name, then its label, without a mark between them."""

from __future__ import annotations

import re

_NUMERAL = r"[零〇一二三四五六七八九十百千0-9]+"
_NAME = re.compile(rf"^(?P<title>.+?)(?P<label>第{_NUMERAL}条(?:之{_NUMERAL})?)$")


def split_article_name(name: str) -> tuple[str, str]:
    """("劳动合同法", "第十条") from 劳动合同法第十条.

    Raises:
        ValueError: the name doesn't end in an article's label.
    """
    match = _NAME.match(name.strip())
    if not match:
        raise ValueError(f"{name!r} does not name an article: write the law's name and then 第…条")
    return match["title"], match["label"]
