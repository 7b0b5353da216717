"""What one shall, may, must not: the words, and where they make no rule."""

from __future__ import annotations

import re

MODAL = re.compile(r"不得|应当|可以|有权|无权|必须|严禁|禁止")
CLOZE = ("应当", "可以", "不得")
"""Among these the original is the one key; 必须 never stands beside 应当."""

CLOZE_FILLER = "无需"
SAFE_SWAPS = {"不得": "可以", "可以": "应当"}
"""应当 to 可以 is not among them: an obligation implies the permission."""

NO_RULE_BEFORE = re.compile(
    r"(?:根据|按照|依照|依据|认为|是否|所|因|具备|发现|对于?|如果|凡|由于|经|以及|属于|按|为|与|依法|除|什么|需要|不|，但|并|都|且|均|也|还|或者|仍)[^，；。]*$"
)
PLAIN_WRONG = re.compile(
    r"行贿|受贿|不正当|非法|擅自|伪造|滥用|徇私|虚假|恶意|泄露|侵犯|违法|违反|串通|歧视|索取|收受|弄虚作假|挪作|毁灭|诬告|报复|侮辱|打骂|刁难|徇情|变相"
    r"|谋取|侵占|截留|挪用|隐瞒|包庇|妨碍|阻挠|压制|推诿|拖延|损害|虚列|虐待|欺骗|毁约|失信|打听|说情|以权|勾结|敲诈"
)
"""What no one needs to be told is forbidden: the word 不得 would be guessed."""

PLAIN_RIGHT = re.compile(
    r"申请|提起|投诉|申诉|控告|检举|复议|诉讼|查阅|提出[^，]{0,8}(?:建议|意见|异议|质疑)|举报|咨询|建议|聘请|^要求"
)
"""What no one would take for more than a permission: the word 可以 would be guessed."""

PLAIN_DUTY = re.compile(
    r"^(?:及时|依法|加强|积极|认真|严格|遵守|保守|尊重|按照|依照|予以纠正|纠正|如实|坚持|建立|健全|完善|充分|自觉|主动|保障|公正|客观|立即|合理|提交|说明)"
)
"""What no one would take for a mere permission: the word 应当 would be guessed."""

IN_TIME = re.compile(r"^(?:自|在|于|按|至少|提前)?[^，；。]{0,24}?(?:日|天|月|年|小时)(?:以内|之内|内|以前|前)")
"""A time limit after the gap says that it is a duty."""

UNTURNABLE_AFTER = re.compile(r"^[^，；。]*任何|[^。；]*除外")
UNTURNABLE_BEFORE = re.compile(r"除[^，；。]*外，[^，；。]*$|任何[^，；。]*$")
"""Around 不得 these would make no sense with 可以: 可以收取任何费用, 可以担任，但是…除外."""

CONDITIONAL = re.compile(r"的[，,]")
CONDITION = re.compile(r"的$")
NOUN_PHRASE = re.compile(r"^[^，；。]{0,14}的(?=[一-龥])")
OBLIGATIONS = {"应当", "必须", "应"}
PERMISSION, PROHIBITION = "可以", "不得"

BOUND = re.compile(r"^(?:超过|少于|低于|高于|多于)")  # what stands before it can only be 不得
