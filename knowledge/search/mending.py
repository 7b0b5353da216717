"""Questions as they were meant: traditional characters, words typed in the Latin alphabet, a wrong character.

A character is doubted only where it makes a pair that no article has, and changed only if one other character makes
a whole title or term of it, of the same sound unless the one typed is uncommon: a small knowledge base lacks most
pairs, and 公务员收红包 is no 公务员法. Fragments of titles as words changed 213 of 1,163 sound questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from knowledge.search.grammar import KIND_AT_END, PARTICLES
from knowledge.search.sounds import syllables

_LATIN = re.compile(r"[a-z]{2,}(?:[\s'’]*[a-z]{2,})*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SHORTEST, _SHORTEST_GUESS, _LONGEST = 3, 4, 16
_MOST_LETTERS = 64
_GAP = "\0"
_SECOND_LEVEL = 0xD8
Frequencies = Callable[[Collection[str]], Mapping[str, int]]
_syllables = lru_cache(maxsize=65_536)(syllables)


class Mender:
    """Mends questions towards some words: titles and terms, the ones given first before others."""

    def __init__(self, words: Iterable[str]) -> None:
        every = (form for word in words for form in (KIND_AT_END.sub("", word), word))
        kept = (word for word in every if _SHORTEST <= len(word) <= _LONGEST and _HAN.fullmatch(word))
        self._words = tuple(dict.fromkeys(kept))

    def mend(self, question: str, frequencies: Frequencies) -> str:
        """The question as it was meant; `frequencies` says how many passages have a pair of characters."""
        folded = unicodedata.normalize("NFKC", question)
        simple = simplified(folded)
        spelled = _LATIN.sub(lambda match: self._spelled(match[0]), simple) if _LATIN.search(simple) else simple
        mended = self._corrected(spelled, frequencies)
        return question if mended == folded else mended

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """Spelling without tones → the first word of that sound."""
        made: dict[str, str] = {}
        for word in self._words:
            made.setdefault("".join(_syllables(word)), word)
        return made

    @cached_property
    def _gapped(self) -> dict[str, str]:
        """Words by themselves with a gap for one of their characters; several of them with gaps between.

        One string each: tuples and lists would be twice as much.
        """
        made: dict[str, str] = {}
        for word in self._words:
            for at in range(len(word)):
                form = word[:at] + _GAP + word[at + 1 :]
                made[form] = f"{made[form]}{_GAP}{word}" if form in made else word
        return made

    def _spelled(self, typed: str) -> str:
        """Latin letters as the words they spell; left as they are unless every letter is used."""
        letters = re.sub(r"[^a-z]", "", typed)
        if len(letters) > _MOST_LETTERS:
            return typed
        best: list[list[str] | None] = [[]] + [None] * len(letters)
        for end in range(1, len(letters) + 1):
            for start in range(end):
                before, word = best[start], self._sounds.get(letters[start:end])
                if before is not None and word and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                    best[end] = [*before, word]
        return "".join(best[-1]) if best[-1] else typed

    def _corrected(self, text: str, frequencies: Frequencies) -> str:
        pairs = [(at, text[at : at + 2]) for at in range(len(text) - 1) if _HAN.fullmatch(text[at : at + 2])]
        known = frequencies({pair for _, pair in pairs})
        unheard = [at for at, pair in pairs if not known[pair]]
        for at in unheard:
            text = self._replaced(text, at)
        return text

    def _replaced(self, text: str, at: int) -> str:
        """The text with one of the two characters at `at` changed, if that makes a word: the longest one wins."""
        for size in range(min(_LONGEST, len(text)), _SHORTEST - 1, -1):
            for place in (at, at + 1):
                if text[place] in PARTICLES:
                    continue
                for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
                    typed = text[start : start + size]
                    gap = place - start
                    found = self._gapped.get(typed[:gap] + _GAP + typed[gap + 1 :])
                    for word in found.split(_GAP) if found else ():
                        if word == typed:
                            return text
                        guessed = size >= _SHORTEST_GUESS and _uncommon(text[place])
                        if guessed or _sound_alike(word, typed, gap):
                            return text[:start] + word + text[start + size :]
        return text


@cache
def _converter(name: str) -> Any:  # noqa: ANN401 - opencc is untyped
    from opencc import OpenCC

    return OpenCC(name)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, and Taiwan's words as the mainland's; else the text as it is."""
    return str(_converter("tw2sp").convert(text)) if _converter("t2s").convert(text) != text else text


def _uncommon(character: str) -> bool:
    """Whether a character is none of the 3,755 common ones, the first level of GB 2312."""
    encoded = character.encode("gb2312", "ignore")
    return not encoded or encoded[0] >= _SECOND_LEVEL


def _sound_alike(word: str, typed: str, at: int) -> bool:
    """Whether two words that differ at one place sound the same there, tones aside."""
    readings = _readings()
    one, other = readings.get(word[at]), readings.get(typed[at])
    if one and other and one.isdisjoint(other):
        return False
    return _syllables(word) == _syllables(typed)


@cache
def _readings() -> dict[str, frozenset[str]]:
    """How the characters of GB 2312 may be read: most pairs are told apart by this alone."""
    made: dict[str, set[str]] = defaultdict(set)
    for line in Path(__file__).with_name("readings.txt").read_text(encoding="utf-8").splitlines():
        syllable, characters = line.split()
        for character in characters:
            made[character].add(syllable)
    return {character: frozenset(syllables) for character, syllables in made.items()}
