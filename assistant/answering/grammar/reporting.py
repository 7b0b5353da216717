"""Questions of where and how to report misconduct, and clauses that say it."""

from __future__ import annotations

import re

_REPORT = r"(?:举报|检举|控告|投诉|告发|反映问题|揭发)"
_WHERE = (
    r"(?:找谁|找哪|去哪|到哪|上哪|往哪|向谁|向哪|跟谁|和谁|哪里|哪儿|在哪|什么(?:部门|单位|机关|电话|渠道|途径|平台|网站|地方)|"
    r"哪个(?:部门|单位|机关|电话|平台|网站)|哪些(?:部门|渠道|途径|方式)|怎么|怎样|如何|咋|电话|渠道|途径|热线|打什么|打哪)"
)
_ASKS = re.compile(
    rf"{_REPORT}[^，。？?！!；]{{0,10}}{_WHERE}|{_WHERE}[^，。？?！!；]{{0,6}}{_REPORT}|{_REPORT}[^。？?！!；]{{0,30}}[，,][^。？?]{{0,6}}{_WHERE}"
    rf"|(?:我|我们)?(?:想|要|准备|打算){_REPORT}"
    r"|\b(?:how|where|whom|who)\b[^.?!]{0,30}\b(?:report|complain|blow the whistle)|\breporting (?:channel|hotline)",
    re.I,
)
_AFTERWARDS = re.compile(
    r"举报人|被举报|打击报复|泄露|保密|保护|奖励|多久|多长|多少(?:天|日|钱)|几[天日个]|期限|时限|受理(?:后|了)|"
    r"怎么(?:处理|办理|处分|处罚|保护)|如何(?:处理|办理|保护)|会不会|诬告|不理|没人管|不受理|没有?回(?:音|应)"
)
_TELLS = re.compile(
    rf"{_REPORT}[^。；]{{0,30}}(?:平台|电话|信箱|举报箱|接受|受理|移送|渠道)|(?:向|到)[^。；]{{1,30}}{_REPORT}|"
    rf"(?:平台|电话|信箱|举报箱|接受|受理|渠道)[^。；]{{0,20}}{_REPORT}"
)


def asks_channel(question: str) -> bool:
    """Whether a question asks where or how to report, not what comes of it."""
    return _ASKS.search(question) is not None and _AFTERWARDS.search(question) is None


def tells_channel(clause: str) -> bool:
    """Whether a clause says where reports go."""
    return _TELLS.search(clause) is not None
