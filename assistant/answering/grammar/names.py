"""How questions name documents without their titles."""

from __future__ import annotations

import re

ANONYMOUS = re.compile(r"[×*＊xX○〇某\s]+")
REGION_AFTER = r"(?:市|省|盟|县|区)?(?:政府)?(?:的)?(?:这份|那份|那篇|那个|这个)?(?:政务诚信)?(?:实施方案|实施意见|方案|文件|意见|解读|报道)?(?:里|中|的)?"
SHORT_TITLE = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:条例|办法|细则|法)(?![律规治院人定庭])")
LAW_NAMED = re.compile(
    r"(?:宪法|刑法|民法典|婚姻法|合同法|劳动法|劳动合同法|刑事诉讼法|民事诉讼法|治安管理处罚法|立法法|公司法|税收征收管理法|道路交通安全法)(?!律|规|学|庭)"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,16}(?:法|条例|办法)(?=第[0-9零〇一二三四五六七八九十百千]+条)"
)
"""Statutes named without 《》; what of them is no title here is not in the knowledge base."""
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


_ONE = re.compile(
    r"(?:^|[，,。？\s]|这[份个篇]|该|本|那[份个篇]|此)(?P<sort>实施意见|实施方案|方案|意见|解读|条例|办法|规定)(?![的]?种|书|箱|见|建)"
)


def speaks_of_one(question: str) -> str:
    """The sort of document that a question speaks of as one that is known (该实施意见, 方案由谁…), "" if none."""
    match = _ONE.search(question)
    return match["sort"] if match else ""
