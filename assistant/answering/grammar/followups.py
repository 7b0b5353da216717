"""Questions that lean on the one before, as 那截止时间呢 and 绵阳呢."""

from __future__ import annotations

import re

from assistant.answering.grammar.topic import topic_fragments

_POINTS_BACK = re.compile(
    r"^(?:那|那么|还有|另外|如果|要是|换成|它|他们|这|该|其|and |what about|how about)|呢[？?]?$", re.I
)
_ASKS_ON = re.compile(r"^(?:可以|能|要|需要|有没有|多久|多长|谁|由谁|什么时候|为什么|怎么|在哪|具体|原文)")
_ASPECTS = re.compile(
    r"第[一二三四五六七八九十百\d]+[条款项章]|截止|完成|时间|时候|期限|时限|日期|责任|牵头|配合|负责|主管|单位|部门|机关|机构|人员|个人|企业|"
    r"联系人?|电话|方式|地址|渠道|申请|办理|受理|提交|答复|延长|收费|费用|条件|材料|程序|流程|步骤|手续|处罚|处分|处理|惩戒|追究|问责|"
    r"后果|影响|措施|要求|内容|范围|适用|对象|主体|情形|情况|例外|规定|标准|依据|目的|意义|原则|目标|任务|要点|重点|主要|具体|详细|"
    r"违反|违规|逾期|施行|实施|执行|生效|废止|公布|监督|检查|考核|保存|投诉|举报|限制|不"
)
"""What may be asked of any topic, and so names none: 截止时间, 责任单位, 逾期不答复."""
_LEAD = re.compile(r"^(?:那么|那|还有|另外|再问|请问|如果是|如果|要是|换成|what about|how about|and)[，,\s]*", re.I)
_TAIL = re.compile(r"(?:呢|吗|吧|啊)?[？?。！!\s]*$")
ASKING = re.compile(
    r"(?:由|是|归|该)?(?:谁|哪个(?:部门|单位)?|哪些(?:部门|单位)?)(?:来)?(?:牵头|负责|配合)(?:谁(?:牵头|负责|配合))?|"
    r"(?:是)?(?:怎么|如何|怎样)(?:规定|要求|申请|处理)的?|有(?:什么|哪些)(?:要求|规定|措施)?|(?:是)?(?:多久|多长|多少(?:天|日|年|个月|个工作日)|几(?:天|年|个月|种|条))(?:内|前)?|"
    r"(?:要|应当)?什么时候(?:要|前)?(?:完成|启动|答复)?|是什么|[？?]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
SHORT, A_TOPIC = 12, 4


def leans(question: str) -> bool:
    """Whether a question cannot stand by itself: it points back, or is short and names no topic of its own."""
    if len(question) > 2 * SHORT:
        return False
    if _POINTS_BACK.search(question):
        return True
    asks_on = len(question) <= SHORT or _ASKS_ON.search(question) is not None
    topic = _HAN.findall(_ASPECTS.sub("", "".join(topic_fragments(question))))
    return asks_on and len(topic) < A_TOPIC


def core(question: str) -> str:
    """What a follow-up adds: 那完成时间呢？ gives 完成时间."""
    return _TAIL.sub("", _LEAD.sub("", question.strip()))
