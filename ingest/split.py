"""From articles to passages: one article, one passage; a long one in pieces, cut at paragraphs or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import ParsedDocument, Passage

WHOLE = 512
PIECE = 400
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


def split(parsed: ParsedDocument, version_id: str) -> list[Passage]:
    """The passages of a document, in order; every character of every article is in exactly one."""
    return [
        Passage(version_id, ordinal, piece, text, start, parsed.title, " ".join(dict.fromkeys(context)))
        for ordinal, article in enumerate(parsed.articles)
        for context in [(*article.headings, article.heading)]
        for piece, (start, text) in enumerate(pieces(article.text))
    ]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Offsets and texts of the pieces: the whole up to 512 characters, else pieces of about 400 at most.

    A sentence longer than that is cut hard.
    """
    if len(text) <= WHOLE:
        yield 0, text
        return
    start = end = 0
    for match in _SENTENCE.finditer(text):
        for at in range(match.start(), match.end(), PIECE):
            stop = min(at + PIECE, match.end())
            if stop - start > PIECE and end > start:
                yield start, text[start:end]
                start = end
            end = stop
    if end > start:
        yield start, text[start:end]


def pieces_of(parsed: ParsedDocument) -> tuple[int, ...]:
    """How many passages each article makes, in order."""
    return tuple(sum(1 for _ in pieces(article.text)) for article in parsed.articles)
