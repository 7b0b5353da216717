"""How an article, and who answers for it, is named in a sentence."""

from __future__ import annotations

from assistant.answering.model import without_marks
from assistant.wording.words import Words
from knowledge.model import CataloguedArticle, Responsibility


def place_text(found: CataloguedArticle, words: Words) -> str:
    """《title》（number）label（heading）; of a card, that its words are a gist, not the document's."""
    version, article = found.version, found.article
    document = (
        words("cite-numbered", title=version.title, number=version.number)
        if version.number
        else words("cite-document", title=version.title)
    )
    own_heading = article.heading and article.heading in article.text[: len(article.heading) + 2]
    key = "cite-place-heading" if own_heading else "cite-place"
    values = {"heading": article.heading} if own_heading else {}
    place = words(key, document=document, label=article.label, **values)
    return without_marks(words("cite-card", place=place) if version.card else place)


def quoting(key: str, found: CataloguedArticle) -> str:
    """The key of a sentence that gives a document's own words, or its like for a card, which gives a gist."""
    return f"{key}-card" if found.version.card else key


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
