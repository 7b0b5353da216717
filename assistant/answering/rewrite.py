"""Makes a follow-up question stand by itself."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.model import Draft

SHORT = 12


def rewrite(draft: Draft) -> Draft:
    """Puts the last question before a short follow-up, so that the search knows what it is about."""
    history = draft.question.history
    if not history or len(draft.query) > SHORT:
        return draft
    return replace(draft, query=f"{history[-1].question} {draft.query}")
