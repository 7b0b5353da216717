"""The step of an answer that looks among the published entries, before any document is searched."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.model import AnswerStatus, Citation, Draft
from assistant.helpdesk.faq import Faq, FaqEntry
from assistant.helpdesk.grammar import CLOSING_SIGNS, SENTENCE, SIGNS_THEN_MARKS
from assistant.helpdesk.working_days import CHINA
from assistant.wording.words import answer_words
from knowledge.model import CataloguedArticle

LONGEST_QUOTE = 200
_MARK = re.compile(r"\[\d+\]")


def faq_step(faq: Faq) -> Callable[[Draft], Draft]:
    """The step over some published entries."""

    def answer_from_faq(draft: Draft) -> Draft:
        """Settles the answer if somebody has asked the same before and the reply was published."""
        found = faq.find(draft.query, draft.question.as_of)
        if found is None:
            return draft
        entry, articles = found
        day = entry.published_at.astimezone(CHINA).date().isoformat()
        return draft.settled(
            AnswerStatus.ANSWERED,
            with_marks(entry.answer, len(articles)),
            citations=tuple(_citation(n, entry, article) for n, article in enumerate(articles, 1)),
            notices=(answer_words(draft.question.language)("notice-faq", day=day),),
        )

    return answer_from_faq


def with_marks(answer: str, sources: int) -> str:
    """The answer, each sentence with the marks of what it rests on: those its author gave it, else all."""
    known = set(map(str, range(1, sources + 1)))
    answer = _MARK.sub(lambda mark: mark[0] if mark[0][1:-1] in known else "", answer)
    every = "".join(f"[{n}]" for n in range(1, sources + 1))
    parts = SIGNS_THEN_MARKS.sub(r"\2\1", answer)
    return "".join(_marked(sentence, every) for sentence in SENTENCE.findall(parts))


def _marked(sentence: str, marks: str) -> str:
    if _MARK.search(sentence) or not sentence.strip():
        return sentence
    body = sentence.rstrip(f"{CLOSING_SIGNS}\n ")
    return f"{body}{marks}{sentence[len(body) :]}"


def _citation(n: int, entry: FaqEntry, found: CataloguedArticle) -> Citation:
    text, quote = found.article.text, entry.sources[n - 1].quote
    if quote:
        start = text.index(quote)
        return Citation(n, found, start, start + len(quote))
    first = next((match.end() for match in SENTENCE.finditer(text) if match[0].strip()), len(text))
    end = len(text) if len(text) <= LONGEST_QUOTE else first
    return Citation(n, found, 0, end)
