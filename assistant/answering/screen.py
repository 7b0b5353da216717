"""Turns away what is not a question for this service, cheap checks first."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.model import AnswerStatus, Draft
from assistant.wording.words import answer_words

LONGEST = 500


def screen(draft: Draft) -> Draft:
    """Declines what is empty or too long; lets the rest pass, outer white space dropped."""
    words = answer_words(draft.question.language)
    text = draft.question.text.strip()
    if not text:
        return draft.settled(AnswerStatus.DECLINED, words("declined-empty"))
    if len(text) > LONGEST:
        return draft.settled(AnswerStatus.DECLINED, words("declined-long", limit=LONGEST))
    return replace(draft, query=text)
