"""Tells a report of somebody's misconduct from a question: such a report is for the bodies that may receive it."""

from __future__ import annotations

from assistant.answering.grammar import hostile
from assistant.answering.screen import visible
from assistant.helpdesk.grammar import AGAINST, ONLY_ASKS, REPROACH, TELLS


def reports_misconduct(text: str) -> bool:
    """Whether a text reports misconduct; in doubt it does, for what is not kept can harm nobody."""
    text = visible(text).strip()
    if hostile.accuses(text) and not ONLY_ASKS.search(text):
        return True
    if not (REPROACH.search(text) and AGAINST.search(text)):
        return False
    return bool(TELLS.search(text)) or not ONLY_ASKS.search(text)
