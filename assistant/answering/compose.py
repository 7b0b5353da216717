"""Composes the extractive answer: the passages that answer, quoted under their document and article."""

from __future__ import annotations

from assistant.answering.model import AnswerStatus, Citation, Draft
from assistant.answering.notices import notices
from assistant.answering.passage import best_passage
from assistant.answering.places import duty_text, place_text
from assistant.wording.words import answer_words
from knowledge.model import SearchResult

MOST = 3
NEAREST = 3
NEAR_THE_BEST = 0.75
LEAST_OVERLAP = 0.34


def compose(draft: Draft) -> Draft:
    """Quotes the best articles, or says that the documents do not say and shows the nearest."""
    words = answer_words(draft.question.language)
    chosen = _worth_quoting(draft)
    if not chosen:
        nearest = tuple(_cite(n, result, draft.query) for n, result in enumerate(draft.results[:NEAREST], 1))
        text = words("not-found", documents=draft.documents)
        if nearest:
            text += words("not-found-nearest")
        return draft.settled(AnswerStatus.NOT_FOUND, text, citations=nearest)
    citations = tuple(_cite(n, result, draft.query) for n, result in enumerate(chosen, 1))
    sentences = []
    for citation in citations:
        place = place_text(citation.found, words)
        sentences.append(words("answer-quote", place=place, quote=citation.quote, n=citation.n))
        if duties := duty_text(citation.found, words):
            sentences.append(words("answer-responsible", place=place, duties=duties, n=citation.n))
    found_in = [citation.found.version for citation in citations]
    return draft.settled(
        AnswerStatus.ANSWERED,
        "\n\n".join(sentences),
        citations=citations,
        notices=notices(found_in, draft.question.as_of, words),
    )


def _worth_quoting(draft: Draft) -> list[SearchResult]:
    if not draft.results:
        return []
    best = draft.results[0].score
    near = [result for result in draft.results[:MOST] if result.score >= NEAR_THE_BEST * best]
    return [r for r in near if best_passage(r.found.article.text, draft.query).overlap >= LEAST_OVERLAP]


def _cite(n: int, result: SearchResult, query: str) -> Citation:
    span = best_passage(result.found.article.text, query)
    return Citation(n, result.found, span.start, span.end)
