"""Makes a follow-up question stand by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.grammar.followups import ASKING, core, leans
from assistant.answering.model import Draft
from assistant.answering.scope import find_sides
from knowledge.search.snapshot import Snapshot

TURNS = 5


def rewrite(draft: Draft, snapshot: Snapshot) -> Draft:
    """The draft with its question complete: the documents or the topic it leaves out taken from the turns before."""
    query = draft.query
    earlier = [turn.question for turn in draft.question.history[-TURNS:]]
    if not earlier or not leans(query):
        return draft
    before = _complete(earlier, snapshot, draft.question.as_of)
    return replace(draft, query=merged(before, query, snapshot, draft.question.as_of))


def _complete(questions: list[str], snapshot: Snapshot, as_of: date) -> str:
    whole = questions[0]
    for question in questions[1:]:
        whole = merged(whole, question, snapshot, as_of) if leans(question) else question
    return whole


def merged(before: str, question: str, snapshot: Snapshot, as_of: date) -> str:
    """A question in the light of the one before: other documents put in their place, another asking after its topic."""
    added = core(question)
    sides, rest, _ = find_sides(added, snapshot, as_of)
    old_sides, _, _ = find_sides(before, snapshot, as_of)
    if sides and not core(rest).strip():
        text = before
        for side in old_sides:
            text = text.replace(side.name, "\n")
        head, _, tail = text.partition("\n")
        return f"{head}{sides[0].name}{tail}".replace("\n", "") if old_sides else f"{sides[0].name} {before}"
    if sides:
        return question
    return f"{ASKING.sub('', before).strip()} {added}"
