"""Looks a text up by its key, in the user's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = {"zh": "zh-CN", "en": "en-GB"}


class Words:
    """Texts of one language from all `*<language>.ftl` files of some folders; a missing key is a fault."""

    def __init__(self, language: str, *folders: Path) -> None:
        self.language = language
        self._bundle = FluentBundle([LOCALES[language]], use_isolating=False)
        for folder in folders:
            for file in sorted(folder.glob(f"*{language}.ftl")):
                self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    def __call__(self, key: str, **values: str | int | float) -> str:
        """The text under `key` with `values` put in.

        Raises:
            KeyError: no text has that key, or one of its placeables has no value.
        """
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return bool(self._bundle.has_message(key))


@cache
def answer_words(language: str) -> Words:
    """The sentences of answers in a language."""
    return Words(language, Path(__file__).parent)
