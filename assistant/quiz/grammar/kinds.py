"""What a list's header does with those it lists: a merit doesn't pass among misdeeds, nor the other way round."""

from __future__ import annotations

import re

AGGRAVATED, UNDONE, MERIT, FAULT, PLAIN = "aggravated", "undone", "merit", "fault", ""
KINDS = (
    (AGGRAVATED, re.compile(r"从重|加重")),
    (UNDONE, re.compile(r"撤销|变更|注销|撤回|废标|终止|收回|无效")),
    (MERIT, re.compile(r"奖励|表彰|从轻|减轻|免予|从宽|免责|不予(?:行政)?处罚|宽大")),
    (FAULT, re.compile(r"处分|处罚|责令|处理|追究|罚款|警告|记过|撤职|开除|通报批评|问责")),
)
"""The first that a header has: 撤销处分决定 undoes, 从轻处分 is for merits."""

SUBJECTLESS = re.compile(r"^有?(?:下列|以下)")


CONDITION = re.compile(r"^.*?之一的?[，,]")
"""Who is meant and when: what follows says what is done."""


def kind_of(header: str) -> str:
    """The kind of a list by what its header does; "" where it neither punishes nor rewards nor undoes."""
    done = CONDITION.sub("", header)
    return next((kind for kind, pattern in KINDS if pattern.search(done)), PLAIN)


def names_itself(header: str, entry: str) -> bool:
    """Whether an entry tells of the very thing that the header does: what was revoked is no ground for revoking."""
    found = KINDS[1][1].search(header)
    return found is not None and found[0] in entry


def says_sanction_alone(header: str) -> bool:
    """Whether a header says what those get whom it lists and not who or what they are: any article might have it."""
    return kind_of(header) == FAULT and bool(SUBJECTLESS.search(header))
