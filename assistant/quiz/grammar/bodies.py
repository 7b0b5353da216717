"""Who answers for what: 由…负责, and how bodies are named."""

from __future__ import annotations

import re

_SUFFIX = (
    r"(?:机关|部门|人民政府|委员会|人民法院|人民检察院|国务院|机构|人民代表大会|常务委员会|单位|财政部|审计署|采购人|招标人"
    r"|领导小组|办公室|联席会议|任免机关|中心|省政府|市政府|区政府|县政府|管委会|协会|发改委|财政局|监察局|人社局|[一-龥]{1,3}厅|[一-龥]{1,3}局)"
)
_VERB = (
    r"(?:负责|决定|批准|审批|确定|规定|制定|组织|任免|作出|管辖|承担|统一|主持|执行|任命|罢免|选举|办理|会同|处以?|责令|给予|核定"
    r"|编制|审查|受理|颁发|实施|监督|公布|处理|撤销|委托|指定|裁决|予以|审核|没收|吊销|依法|依照|依据|按照|根据|提出|提请|发布|牵头|备案|另行|批复)"
)
BY = re.compile(rf"由(?P<body>[^，。；：、由“”（）\n]{{0,18}}?{_SUFFIX})(?P<verb>{_VERB})(?!的[一-龥])")
SUBJECT = re.compile(
    rf"(?:^|(?<=[，。；\n]))(?P<body>[^，。；：、由“”（）对在经向按根依\n]{{0,16}}?{_SUFFIX})(?=应当|可以|不得|负责|有权|依法|依照)"
)
JOINED = re.compile(r"会同|商|和|或者|或|及|与|联合|协同|协助|、")
VAGUE = re.compile(
    r"有关|相关|其|该|上述|本|所在|前款|各自|同意|认为|主要|负责|收到|接受|处理|受理|作出|实施|决定|他|我|谁|被|原|任何|必要时|是|指|各机关|复审|复核|一切|该级"
)
WHOLE_JOINED = re.compile(r"人民代表大会及其常务委员会|任免机关、单位")
LEVEL = re.compile(r"本级|同级|所属|各级|地方|有关|相关|主管|行政|主要|中华人民共和国|县级以上|以上|以下|的|人民")
DUTY = re.compile(r"^(?P<body>[^，。；：、由“”（）]{2,20}?)(?:依法)?负责(?P<duty>[^。；，]{6,40})[。；]?$")
ORGAN = re.compile(r"(?:国务院|政府|部门|机关|委员会|法院|检察院|代表大会|[厅局署部])$")
PEERS = (
    (
        "全国人民代表大会",
        "全国人民代表大会常务委员会",
        "国务院",
        "国务院财政部门",
        "省、自治区、直辖市人民政府",
        "国家监察委员会",
    ),
    ("公安机关", "人民检察院", "人民法院", "监察机关", "国家安全机关", "司法行政部门"),
)
"""Organs that the law tells apart, though the name of one may hold another's: each is a likely wrong answer."""

RANKS = re.compile(r"中央|国务院|省级|市级|县级|乡级|以上|以下|各级|地方|本级|人民")
SPAN = re.compile(r"以上|以下|各级|地方")
"""A name that takes in bodies of several levels."""

LOCAL = re.compile(r"县级|市级|乡|镇|地方|各级|省级")
WHOLE_STATE = re.compile(r"中央|全国|国务院")
ARMED = re.compile(r"军事|解放军|武装")
GENERIC = {
    "行政机关",
    "主管部门",
    "行政主管部门",
    "监督机关",
    "人民政府",
    "委员会",
    "单位",
    "机关",
    "部门",
    "机构",
    "各部门",
    "各单位",
}
"""Bodies too general to be asked for."""

SAME = (
    ("监察委员会", "监察机关"),
    ("上一级", ""),
    ("上级", ""),
    ("各级", ""),
    ("财政部门", "财政部"),
    ("审计部门", "审计机关"),
    ("审计署", "审计机关"),
)
"""Names for the same body, or for one of the same line."""


def core(body: str) -> str:
    """A body's name without its level: two bodies with one core could both be right."""
    for name, other in SAME:
        body = body.replace(name, other)
    return LEVEL.sub("", body)


def takes_in(one: str, other: str) -> bool:
    """Whether one of two names takes the other in: 省级以上公务员主管部门, 中央公务员主管部门."""
    return RANKS.sub("", one) == RANKS.sub("", other) and bool(SPAN.search(one) or SPAN.search(other))


TOGETHER = "会同"
