"""A tokenizer for questions: cuts as `tokenizers` cuts by the same file, in a tenth of its memory.

`tokenizers` takes 40 MB and a tenth of a second to load the 36,000 words, which pays where thousands of texts are cut.
A program that only answers never needs it. Algorithm: the most likely way through the words (Viterbi), as in
SentencePiece's unigram model (Kudo 2018), with the rules of `tokenizers` for what is no word. Unicode is Python's here,
an older one there: a dozen signs that later versions made (1FBF0 to 1FBF9, 32FF and others) are read otherwise.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import Any

_UNKNOWN_BELOW = 10.0  # so far below the unlikeliest word is a character that is none
_HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0002a6df\U0002a700-\U0002b739"
    r"\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d"
    r"\U00030000-\U0003134a\U00031350-\U000323af"
)
_RUN = re.compile(f"[{_HAN}a-z0-9]+")
_LAYOUT: dict[str, Any] = {
    "added_tokens": [],
    "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
    "pre_tokenizer": {
        "type": "Split", "pattern": {"Regex": "[^\\p{Han}a-z0-9]+"}, "behavior": "Removed", "invert": False,
    },
    "post_processor": None,
}  # fmt: skip


class SmallTokenizer:
    """Cuts texts into the numbers of tokens."""

    def __init__(self, words: Sequence[tuple[str, float]], unknown: int) -> None:
        self._numbers = {word: number for number, (word, _) in enumerate(words)}
        self._scores = [score for _, score in words]
        self._longest = max(map(len, self._numbers))
        self._unknown = unknown
        self._unlikely = min(self._scores) - _UNKNOWN_BELOW

    def ids(self, text: str) -> list[int]:
        """The numbers of a text's tokens, in order."""
        runs = _RUN.findall(unicodedata.normalize("NFKC", text).lower())
        return [number for run in runs for number in self._of_run(run)]

    def _of_run(self, run: str) -> list[int]:
        size = len(run)
        best = [0.0, *[-inf] * size]
        last = [(0, 0)] * (size + 1)  # where the last token on the way to here begins, and its number
        for start in range(size):
            sofar = best[start]
            for end in range(start + 1, min(start + self._longest, size) + 1):
                number = self._numbers.get(run[start:end])
                if number is None:
                    if end > start + 1:
                        continue
                    score, number = sofar + self._unlikely, self._unknown
                else:
                    score = sofar + self._scores[number]
                if score > best[end]:
                    best[end], last[end] = score, (start, number)
        found: list[int] = []
        while size:
            size, number = last[size]
            if number != self._unknown or not found or found[-1] != number:  # strange characters in a row are one
                found.append(number)
        return found[::-1]


def read_small(file: Path) -> SmallTokenizer | None:
    """The tokenizer of a `tokenizer.json`, if it is laid out as those that `python -m evals.encoder` makes."""
    read = json.loads(file.read_text("utf-8"))
    model = read.get("model", {})
    plain = model.get("type") == "Unigram" and not model.get("byte_fallback")
    if not plain or any(read.get(part) != layout for part, layout in _LAYOUT.items()):
        return None
    return SmallTokenizer([(word, score) for word, score in model["vocab"]], model["unk_id"])
