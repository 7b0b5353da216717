"""Looks up the wording of stems and explanations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.wording.words import Words


@cache
def item_words() -> Words:
    """The wording of items: Chinese, as the articles are."""
    return Words("zh", Path(__file__).parent)
