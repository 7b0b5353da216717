"""Words that point from where they stand: 前款, 前两款, 前条, 本条."""

from __future__ import annotations


def is_paragraph(word: str) -> bool:
    """Whether a word points at the paragraph before."""
    return word.startswith("前") and word.endswith("款")


def is_article_before(word: str) -> bool:
    """Whether a word points at the article before."""
    return word.startswith("前") and word.endswith("条")
