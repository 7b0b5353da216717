"""The user interface's texts in the language asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.settings import read_settings
from assistant.wording.words import Words


@cache
def ui_words(language: str = "") -> Words:
    """The texts of a language; the configured one if none is named."""
    return Words(language or read_settings().language, Path(__file__).parent)
