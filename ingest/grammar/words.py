"""Words by which official documents are known: their kinds, and the bodies that issue them."""

from __future__ import annotations

import re

KINDS = (
    "意见|方案|通知|办法|规定|条例|细则|制度|规则|准则|决定|公告|通告|纲要|计划|要点|通报|批复|函|规划|措施|规范|清单|指南"
    "|标准|预案|决议|报告|总结|倡议书|承诺书|解读|问答|解释|名单|目录|章程|公约|守则"
)
"""What the title of an official document ends with."""

_TITLE_END = re.compile(rf"(?:{KINDS})(?:[（(][^（()）]{{1,14}}[)）])*$")
_BODY_END = re.compile(
    r"(?:政府|办公室|办公厅|委员会|常委会|党组|党委|公署|管委会|工委|小组|指挥部|联席会议|法院|检察院|公安部|银行|总会"
    r"|[局厅署委办院部会处科股所站社])$"
)
_SPACED = re.compile(r"(?<!\S)[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,}(?!\S)|^[\u4e00-\u9fff] [\u4e00-\u9fff]$")


def ends_like_title(text: str) -> bool:
    """Whether a line ends as the title of an official document does: 实施意见, 办法（试行）."""
    return bool(_TITLE_END.search(text))


def names_body(text: str) -> bool:
    """Whether a line is the name of a body: 杭州市人民政府, ×××公路局."""
    return 3 <= len(text) <= 40 and bool(_BODY_END.search(text)) and not re.search(r"[。,，:：;；《》]|关于", text)


def unspace(text: str) -> str:
    """A title without the spaces that set its letters apart: 实 施 意 见."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
