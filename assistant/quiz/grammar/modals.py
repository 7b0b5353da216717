"""What one shall, may, must not: the words, and where they make no rule."""

from __future__ import annotations

import re

MODAL = re.compile(r"不得|应当|可以|有权|无权|必须|严禁|禁止")
CLOZE = ("应当", "可以", "不得")
"""Among these the original is the one key; 必须 never stands beside 应当."""

CLOZE_FILLER = "无需"
SAFE_SWAPS = {"不得": "可以", "可以": "不得", "有权": "无权"}
"""应当 to 可以 is not among them: an obligation implies the permission."""

NO_RULE_BEFORE = re.compile(
    r"(?:根据|按照|依照|依据|认为|是否|所|因|具备|发现|对于?|如果|凡|由于|经|以及|属于|按|为|与|依法|除|什么|需要|不|，但|并|都|且|均|也|还|或者|仍)[^，；。]*$"
)
CONDITION = re.compile(r"的$")
NOUN_PHRASE = re.compile(r"^[^，；。]{0,14}的(?=[一-龥])")
OBLIGATIONS = {"应当", "必须", "应"}
