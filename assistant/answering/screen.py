"""Turns away what is not a question for this service, cheap checks first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.grammar import hostile
from assistant.answering.grammar.questions import in_english
from assistant.answering.model import AnswerStatus, Draft
from assistant.wording.words import answer_words

LONGEST = 500
KEPT = "\n\t"

# Why a question is declined, the first that holds; the keys are those of the wording.
REASONS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("declined-injection", hostile.injects),
    ("declined-invention", hostile.invents),
    ("declined-personal", hostile.pries),
    ("declined-accusation", hostile.accuses),
)


def screen(draft: Draft) -> Draft:
    """Declines what is empty, too long or not for this service; lets the rest pass, cleaned."""
    text = visible(draft.question.text).strip()
    question = draft.question
    if in_english(text):
        question = replace(question, language="en")
        draft = replace(draft, question=question)
    words = answer_words(question.language)
    if not text:
        return draft.settled(AnswerStatus.DECLINED, words("declined-empty"))
    if len(draft.question.text) > LONGEST:
        return draft.settled(AnswerStatus.DECLINED, words("declined-long", limit=LONGEST))
    for reason, holds in REASONS:
        if holds(text):
            answer = words(reason)
            if hostile.wants_to_report(text):
                answer += words("declined-channels")
            return draft.settled(AnswerStatus.DECLINED, answer)
    return replace(draft, query=text)


def visible(text: str) -> str:
    """A text without characters that cannot be seen or turn its direction: controls, format and tag characters."""
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn", "Cs"))
