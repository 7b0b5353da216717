"""Turns away what is not a question for this service, cheap checks first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.grammar import hostile
from assistant.answering.grammar.questions import in_english
from assistant.answering.grammar.suspicion import suspicion
from assistant.answering.model import AnswerStatus, Draft
from assistant.wording.words import answer_words
from knowledge.search.mending import simplified

LONGEST = 500
KEPT = "\n\t"
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_GAPS = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000.\u00b7*_-]{1,3}(?=[\u3400-\u9fff])")

# Why a question is declined, the first that holds; the keys are those of the wording.
REASONS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("declined-injection", hostile.injects),
    ("declined-invention", hostile.invents),
    ("declined-misuse", hostile.misuses),
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
    read = plainly(text)
    for reason, holds in REASONS:
        if holds(text) or holds(read):
            answer = words(reason)
            if hostile.wants_to_report(text):
                answer += words("channels")
            return draft.settled(AnswerStatus.DECLINED, answer, kind=reason)
    return replace(draft, query=text, suspicion=suspicion(read))


def plainly(text: str) -> str:
    """A text as it is meant to be read: one width of letters, simplified characters, no gaps between them."""
    return _GAPS.sub("", simplified(_WIDE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text)))


def visible(text: str) -> str:
    """A text without characters that cannot be seen or turn its direction: controls, format and tag characters."""
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn", "Cs"))
