"""Lists: what a header introduces, which entries are the catch-all, which lists are steps in order."""

from __future__ import annotations

import re

CLASS = re.compile(
    r"(?:下列|以下|如下|包括|主要)[^：，]{0,14}?(?P<noun>情形|行为|条件|义务|权利|职责|职权|事项|内容|人员|材料|信息|措施|原则|方式|程序|规定|纪律|处分|处罚"
    r"|单位|情况|要求|资料|收入|支出|服务|主体|制度|项目|步骤|文件|工作)"
)
NEGATIVE = re.compile(r"不得|禁止|严禁|不予|不能|无权")
CATCH_ALL = re.compile(
    r"^(?:有|具有|因|属于)?(?:法律|法规|规章|国家|国务院|章程|本法|本条例)?[^，]{0,22}其他|^其他|其他[^，]{0,12}(?:情形|行为|条件|义务|权利|职责|事项|内容|人员|措施|处罚|方式|材料|信息|的)$"
)
SURELY_CATCH_ALL = re.compile(
    r"^(?:有|具有|因|属于)?其他"
    r"|(?:(?<!违反)(?<!违反本法)规定|认为|认定|确定|需要|应当|可以|能够|可能|必须|必要|批准|同意|要求|约定|赋予|交办|授权)"
    r"[^，；]{0,16}(?<!或者)(?<![、和或及用])其他"
    r"|(?<!或者)(?<![、和或及])其他[^，；]{0,14}(?:情形|情况|事项|条件|义务|权利|职责|职权|内容|行为|措施|人员|材料|信息|要求|处罚)的?$"
)
"""What leaves a list open beyond doubt; 不接受其他安排的 is an entry of its own."""

WHETHER = "是否"
STEPS = re.compile(r"(?:程序|步骤|流程|顺序)(?:办理|进行|执行|实施|提出|开展|作出|处理)?[：:]?$")
NUMBERED_SELF = re.compile(r"^(?:第[一二三四五六七八九十]|首先|其次|最后)")
LADDER_HEADER = re.compile(r"(?:处分|政务处分)的种类(?:为|有|分为)")
ALTERNATIVES = re.compile(r"之一|任一|任何一种")
INLINE_HINT = re.compile(r"分为|种类为|种类有|形式有|方式有")
INLINE = re.compile(
    r"(?P<head>[^，。；：“”（）]{2,24}(?:分为|划分为|种类为|种类有|形式有|方式有))[：:]?"
    r"(?P<list>[^，。；：“”（）、和]{2,14}(?:、[^，。；：“”（）、和]{2,14}){1,11}(?:和|以及|及)?(?:[^，。；：“”（）、]{1,14})?)"
    r"(?P<count>[二两三四五六七八九十]+(?:个|种|类|档|级)[^，。；：]{0,6})?[。；]"
)
RANK = re.compile(r"[一二三四五六七八九十\d正副甲乙丙丁](?=[级等职类档]|$)|[正副]")
"""What tells the members of a series apart: 一级调研员, 二级调研员."""
MEMBER = re.compile(r"[^、和]+")
COUNT = re.compile(r"[二两三四五六七八九十]+(?:个|种|类|档|级|项)(?:等次|层次|类别|等级|方式|形式)?$")
OPEN_END = re.compile(r"等(?:类别|方式|形式|内容|情形|等次)?$")
HEADER_TAIL = re.compile(r"[：:]$")
SAID_AS = re.compile(r"，?(?:分别)?(?:为|是|如下|包括)?[：:]$")
VALUE_ENTRY = re.compile(r"^[^，]{2,8}，[^，]{2,6}$|第[（(]?[一二三四五六七八九十]+[)）]?[条款项]|前款|本条")
