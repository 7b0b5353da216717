"""Questions that lean on the one before, as 那截止时间呢 and 绵阳呢."""

from __future__ import annotations

import re

LEANS = re.compile(
    r"^(?:那|那么|还有|另外|如果|要是|换成|它|他们|这|该|其|and |what about|how about)|呢[？?]?$|^(?:可以|能|要|需要|有没有|多久|多长|谁|由谁|什么时候|为什么|怎么|在哪|具体|原文)",
    re.I,
)
_LEAD = re.compile(r"^(?:那么|那|还有|另外|再问|请问|如果是|如果|要是|换成|what about|how about|and)[，,\s]*", re.I)
_TAIL = re.compile(r"(?:呢|吗|吧|啊)?[？?。！!\s]*$")
ASKING = re.compile(
    r"(?:由|是|归|该)?(?:谁|哪个(?:部门|单位)?|哪些(?:部门|单位)?)(?:来)?(?:牵头|负责|配合)(?:谁(?:牵头|负责|配合))?|"
    r"(?:是)?(?:怎么|如何|怎样)(?:规定|要求|申请|处理)的?|有(?:什么|哪些)(?:要求|规定|措施)?|(?:是)?(?:多久|多长|多少(?:天|日|年|个月|个工作日)|几(?:天|年|个月|种|条))(?:内|前)?|"
    r"(?:要|应当)?什么时候(?:要|前)?(?:完成|启动|答复)?|是什么|[？?]"
)
SHORT = 12


def leans(question: str) -> bool:
    """Whether a question cannot stand by itself."""
    return len(question) <= SHORT or (len(question) <= 2 * SHORT and LEANS.search(question) is not None)


def core(question: str) -> str:
    """What a follow-up adds: 那完成时间呢？ gives 完成时间."""
    return _TAIL.sub("", _LEAD.sub("", question.strip()))
