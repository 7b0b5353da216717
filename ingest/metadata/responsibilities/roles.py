"""The words in a responsibility bracket: X、Y牵头,Z按职责分工负责,2017年年底前完成."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.metadata.responsibilities.names import split_names

_ROLE = re.compile(
    r"(?:(?P<lead>(?:共同|联合|分别|负责)?牵头(?:负责|落实|实施|组织实施|推进|抓总)?|抓总)"
    r"|(?P<help>(?:积极|协助|密切)?配合(?:落实)?|参与|参加|协助|协同|协办)"
    r"|(?P<duty>(?:按|按照|依|依据|根据|依照)(?:各自)?(?:职责|职能|分工|权限)+(?:分别|分工|协同)*(?:负责|落实|实施|推进)?"
    r"|(?:共同|分别|具体|分工)?(?:负责|承办)(?:落实|实施|组织实施|推进)?|分别?落实))$"
)
_DEADLINE = re.compile(
    r"(?:19|20)\d\d年|[年月][底末]|季度|[上下]半年|^(?:持续|长期|常态|逐步|适时|每年|全年)|按年度|前完成|(?:完成|推进|启动)$"
)
_JOINTLY = re.compile(r"会同|商")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who leads, who takes part, and the words that set the deadline."""

    leads: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    deadline: str = ""


@lru_cache(maxsize=4096)
def read_roles(words: str) -> Roles | None:
    """The roles in the words of a bracket; None if they name none."""
    leads: list[str] = []
    participants: list[str] = []
    waiting: list[str] = []
    deadline, led, found = "", False, False
    for part in split_parts(words):
        role = _ROLE.search(part)
        if role is None:
            if _DEADLINE.search(part):
                deadline = deadline or part
            else:
                waiting.append(part)
            continue
        found = True
        lead_names, help_names = _jointly("、".join([*waiting, part[: role.start()]]))
        waiting = []
        if role["help"] or (role["duty"] and led):
            participants += [*lead_names, *help_names]
        else:
            leads += lead_names
            participants += help_names
        led = led or role["lead"] is not None
    if not found:
        return None
    participants += [name for part in waiting for name in split_names(part)]
    return Roles(tuple(leads), tuple(participants), deadline)


def split_parts(words: str) -> list[str]:
    """The words between commas and semicolons that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(words):
        depth += (char in "(（[〔【") - (char in ")）]〕】" and depth > 0)
        if char in "，,；;" and depth == 0:
            parts.append(words[start:position].strip())
            start = position + 1
    parts.append(words[start:].strip())
    return [part for part in parts if part]


def _jointly(names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """市发改委会同市财政局: the first leads, those it acts with take part."""
    match = _JOINTLY.search(names)
    if match and match[0] == "会同":
        return split_names(names[: match.start()]), split_names(names[match.end() :])
    return split_names(names), ()
