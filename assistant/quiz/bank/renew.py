"""A new version of a document, brought to the items of the bank that rest on the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from assistant.quiz.bank.life import Action, Standing
from assistant.quiz.bank.recheck import Recheck, Verdict, match_articles, recheck
from assistant.quiz.bank.store import Bank
from knowledge.model import Article, Version

WHO = "recheck"
ACTIONS = {
    Verdict.FAST_REVIEW: Action.QUESTION,
    Verdict.PULLED: Action.PULL,
    Verdict.RETIRED: Action.RETIRE,
}


def renew(
    bank: Bank, old: Sequence[Article], new: Sequence[Article], version: Version, at: datetime
) -> Counter[Verdict]:
    """Re-checks every item of the document that isn't retired; how many met which fate.

    What is re-cited gets a new version and keeps its standing; what needs a person leaves the pool, with the old and
    the new text in the note of the event.
    """
    matches = match_articles(old, new)
    done: Counter[Verdict] = Counter()
    for kept in bank.all(*(standing for standing in Standing if standing is not Standing.RETIRED)):
        if kept.item.proof is None or kept.item.proof.document_id != version.document_id:
            continue
        made = recheck(kept.item, matches, version)
        if made.verdict is Verdict.PULLED and kept.standing in (Standing.NEEDS_REVIEW, Standing.DRAFT):
            continue  # out of the pool already, with a person
        done[made.verdict] += 1
        note = "" if made.verdict is Verdict.UNTOUCHED else _note(made)
        if made.verdict in (Verdict.RECITED, Verdict.FAST_REVIEW):
            bank.recite(kept.item.id, made.item, who=WHO, at=at, note=note)
        if made.verdict in ACTIONS:
            bank.act(kept.item.id, ACTIONS[made.verdict], who=WHO, at=at, note=note)
    return done


def _note(made: Recheck) -> str:
    return f"{made.before}\n---\n{made.after}" if made.verdict is not Verdict.RECITED else ""
