"""Looks a text up by its key, in the user's language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = {"zh": "zh-CN", "en": "en-GB"}
_KEY = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE)


class Words:
    """Texts of one language from all `*<language>.ftl` files of some folders; a missing key is a fault.

    A file is parsed when a text of it is asked for: all of them take a fifth of a second, and a command needs few.
    """

    def __init__(self, language: str, *folders: Path) -> None:
        self.language = language
        self._bundles: list[FluentBundle | str] = []
        self._places: dict[str, int] = {}
        for folder in folders:
            for file in sorted(folder.glob(f"*{language}.ftl")):
                source = file.read_text(encoding="utf-8")
                for key in _KEY.findall(source):
                    self._places.setdefault(key, len(self._bundles))
                self._bundles.append(source)

    def __call__(self, key: str, **values: str | int | float) -> str:
        """The text under `key` with `values` put in.

        Raises:
            KeyError: no text has that key, or one of its placeables has no value.
        """
        bundle = self._bundle(self._places[key])
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return key in self._places

    def _bundle(self, place: int) -> FluentBundle:
        found = self._bundles[place]
        if isinstance(found, str):
            bundle = FluentBundle([LOCALES[self.language]], use_isolating=False)
            bundle.add_resource(FluentResource(found))
            self._bundles[place] = found = bundle
        return found


@cache
def answer_words(language: str) -> Words:
    """The sentences of answers in a language."""
    return Words(language, Path(__file__).parent)
