"""Enumerations: lists of entries, and those within a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.quiz.facts.fact import InlineFact, ListFact
from assistant.quiz.grammar import lists
from assistant.quiz.passage import passage_at
from assistant.quiz.reading import ReadArticle

FEWEST = 3


def find(read: ReadArticle) -> Iterator[ListFact]:
    """The lists of an article with three entries or more."""
    for listing in read.listings:
        if len(listing.entries) < FEWEST:
            continue
        header = listing.header.text
        named = lists.CLASS.search(header)
        yield ListFact(
            listing.entries[0].start,
            listing.end,
            passage_at(read, listing.header.start),
            listing,
            named["noun"] if named else "",
            bool(lists.NEGATIVE.search(header)),
            tuple(bool(lists.CATCH_ALL.search(entry.text)) for entry in listing.entries),
            bool(lists.STEPS.search(header)),
            bool(lists.LADDER_HEADER.search(header)),
        )


def find_inline(read: ReadArticle) -> Iterator[InlineFact]:
    """The closed enumerations within sentences: 分为优秀、称职、基本称职和不称职四个等次."""
    if not lists.INLINE_HINT.search(read.text):
        return
    for match in lists.INLINE.finditer(read.text):
        written = match["list"]
        if lists.OPEN_END.search(written):
            continue
        base = match.start("list")
        closed = lists.COUNT.sub("", written)
        members = tuple((piece[0], base + piece.start()) for piece in lists.MEMBER.finditer(closed))
        if len(members) >= FEWEST:
            yield InlineFact(base, match.end("list"), passage_at(read, base), match["head"], members)
