"""Which documents a question may mean that speaks of one without saying which."""

from __future__ import annotations

from assistant.answering.forms.context import Context
from assistant.answering.grammar.names import speaks_of_one
from knowledge.model import Version

NEAR, MOST, FEW = 0.75, 4, 3
"""`FEW` words of the topic tell too little for the evidence to say which document is meant."""


def meant(context: Context) -> list[Version]:
    """The documents that may be meant, where a question speaks of one (该意见) without saying which."""
    asked = context.asked
    sort = speaks_of_one(asked.text)
    if asked.sides or asked.unknown or not sort or not context.evidence:
        return []
    best = context.evidence[0].weight
    vague = len([token for token in asked.topic if token not in asked.joints]) <= FEW
    found: dict[str, Version] = {}
    for one in context.evidence:
        if sort in one.found.version.title and (vague or one.weight >= NEAR * best):
            found.setdefault(one.found.version.document_id, one.found.version)
    return list(found.values())[:MOST] if len(found) > 1 else []
