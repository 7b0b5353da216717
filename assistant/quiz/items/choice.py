"""Options in an order that puts the key where the paper needs it."""

from __future__ import annotations

from assistant.quiz.model import Option, make_option


def with_key_at(position: int, key: str, others: list[str]) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """The options with the key at a position, the others in the order given; and the key's id."""
    texts = list(others)
    texts.insert(min(position, len(others)), key)
    return tuple(make_option(text) for text in texts), (make_option(key).id,)
