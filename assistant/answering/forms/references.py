"""What a quotation refers to, where it depends on it: 依照本法第十五条, 前款, with those words."""

from __future__ import annotations

from assistant.answering.evidence import share
from assistant.answering.forms.context import Context
from assistant.answering.passage import best_passage
from assistant.answering.places import place_text
from assistant.answering.referring import References, Referred
from assistant.answering.writer import Writer
from knowledge.lexical.tokens import tokens
from knowledge.model import CataloguedArticle, DocumentType

MOST, FIRST = 2, 2
LONGEST = 160
TELLING = 0.5
"""How much of the topic an article must hold for a document named as a whole to be brought in by it."""


def add_references(writer: Writer, context: Context) -> None:
    """Adds what the first quotations point at, two at most, what is not yet quoted.

    What the handbook tells is followed by the articles that it rests on.
    """
    references = References(context.catalogue, context.snapshot, context.draft.question.as_of)
    added = 0
    for citation in writer.citations[:FIRST]:
        told = citation.found.version.type is DocumentType.HANDBOOK
        end = len(citation.found.article.text) if told else citation.end
        for referred in references.within(citation.found, citation.start, end):
            if added < MOST and _add(writer, context, referred, "answer-grounds" if told else "answer-referred"):
                added += 1


def _add(writer: Writer, context: Context, referred: Referred, key: str) -> bool:
    target = _stretch(context, referred)
    if target is None or _quoted(writer, *target):
        return False
    one, start, end = target
    citation = writer.cite(one, start, end)
    writer.say(key, place=place_text(one, writer.words), quote=citation.said, n=citation.n)
    return True


def _stretch(context: Context, referred: Referred) -> tuple[CataloguedArticle, int, int] | None:
    """The words to quote: of a long article its clause nearest the topic, of a document the article that tells."""
    one, start, end = referred.found, referred.from_, referred.to
    if one is None:
        articles = context.catalogue.articles_of(referred.version)
        one = max(articles, key=lambda each: share(tokens(each.article.text), context.wanted), default=None)
        if one is None or share(tokens(one.article.text), context.wanted) < TELLING:
            return None
        start, end = 0, len(one.article.text)
    if end - start > LONGEST:
        span = best_passage(one.article.text[start:end], context.wanted, LONGEST)
        start, end = start + span.start, start + span.end
    return one, start, end


def _quoted(writer: Writer, found: CataloguedArticle, start: int, end: int) -> bool:
    return any(
        (citation.found.version.id, citation.found.ordinal) == (found.version.id, found.ordinal)
        and citation.start <= start
        and end <= citation.end
        for citation in writer.citations
    )
