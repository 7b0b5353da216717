"""How questions name documents without their titles."""

from __future__ import annotations

import re

ANONYMOUS = re.compile(r"[×*＊xX○〇某\s]+")
REGION_AFTER = r"(?:市|省|盟|县|区)?(?:政府)?(?:的)?(?:这份|那份|那篇|那个|这个)?(?:政务诚信)?(?:实施方案|实施意见|方案|文件|意见|解读|报道)?(?:里|中|的)?"
SHORT_TITLE = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:条例|办法|细则|法)(?![律规治院人定庭])")
TYPE_TITLES = {
    "方案": re.compile("方案"),
    "解读": re.compile("解读"),
    "条例": re.compile("条例"),
}
_DOCUMENT_WORD = re.compile("|".join(TYPE_TITLES))


def document_word(question: str) -> str:
    """The type of document a question speaks of, "" if none."""
    match = _DOCUMENT_WORD.search(question)
    return match[0] if match else ""
