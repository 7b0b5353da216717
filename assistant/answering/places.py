"""How an article, and who answers for it, is named in a sentence."""

from __future__ import annotations

from assistant.answering.model import without_marks
from assistant.wording.words import Words
from knowledge.model import CataloguedArticle, Responsibility


def place_text(found: CataloguedArticle, words: Words) -> str:
    """《title》（number）label（heading）."""
    version, article = found.version, found.article
    document = (
        words("cite-numbered", title=version.title, number=version.number)
        if version.number
        else words("cite-document", title=version.title)
    )
    own_heading = article.heading and article.heading in article.text[: len(article.heading) + 2]
    key = "cite-place-heading" if own_heading else "cite-place"
    values = {"heading": article.heading} if own_heading else {}
    return without_marks(words(key, document=document, label=article.label, **values))


def duty_text(found: CataloguedArticle, words: Words, start: int, end: int) -> str:
    """Who leads, who takes part, by when, for what stands from `start` to `end`; "" if nothing is said."""
    held = [duty for duty in found.article.responsibilities if start <= duty.start < end]
    return words("clause-mark").join(dict.fromkeys(text for duty in held if (text := duties_text(duty, words))))


def duties_text(duty: Responsibility, words: Words) -> str:
    """Who leads, who takes part and by when, of one duty."""
    parts = [
        words(key, names=words("list-mark").join(names))
        for key, names in (("duty-leads", duty.leads), ("duty-participants", duty.participants))
        if names
    ]
    if duty.deadline:
        parts.append(words("duty-deadline", deadline=duty.deadline))
    return without_marks(words("clause-mark").join(parts))
