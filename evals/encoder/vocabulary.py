"""The tokenizer: a unigram model whose pieces are jieba's words, weighed by how often these texts use them."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Iterable, Mapping

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from evals.encoder.grammar import CHINESE, COUNTED, NO_WORD
from evals.encoder.texts import Material

UNKNOWN, UNKNOWN_SCORE, LETTER_SCORE = "<unk>", -30.0, -12.0
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST_WORD = 8
RARE_WORD, RARE_CHARACTER = 1e-9, 1e-8
NEW_WORD = 3
LOCAL, LAY = 0.5, 10.0  # how much a word of local regulations and of people's questions counts in the scores
LOCAL_PLACE, LAY_PLACE = 0.3, 3.0  # and in the choice of the words


def make_tokenizer(material: Material, size: int) -> Tokenizer:
    """A tokenizer of about `size` pieces: every character seen, the most used words, letters and digits."""
    import jieba  # type: ignore[import-untyped]

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    known: Mapping[str, int] = jieba.dt.FREQ
    law, local, lay = (_count(texts) for texts in (material.national, material.local, material.lay))
    for word, count in _count(material.lay, guess=True).items():
        if len(word) > 1 and word not in known and count >= NEW_WORD:
            lay[word] = max(lay[word], count)
    words = {*law, *local, *lay}
    value = {word: law[word] + LOCAL * local[word] + LAY * lay[word] for word in words}
    total, jieba_total = sum(value.values()), int(jieba.dt.total)
    characters = sorted({character for word in words for character in word})
    several = [word for word in words if 1 < len(word) <= LONGEST_WORD and not COUNTED.match(word)]
    several.sort(key=lambda word: (-(law[word] + LOCAL_PLACE * local[word] + LAY_PLACE * lay[word]), word))

    def score(word: str) -> float:
        share = 0.5 * value.get(word, 0) / total + 0.5 * known.get(word, 0) / jieba_total
        return round(math.log(max(share, RARE_WORD if len(word) > 1 else RARE_CHARACTER)), 3)

    room = max(0, size - len(characters) - len(LETTERS) - 1)
    pieces = {UNKNOWN: UNKNOWN_SCORE} | {word: score(word) for word in [*characters, *several[:room]]}
    return _unigram([*pieces.items(), *((letter, LETTER_SCORE) for letter in LETTERS)])


def _count(texts: Iterable[str], *, guess: bool = False) -> Counter[str]:
    import jieba

    runs = (run for text in texts for run in CHINESE.findall(text))
    return Counter(word for run in runs for word in jieba.cut(run, HMM=guess))


def _unigram(pieces: list[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(NO_WORD), "removed")
    return tokenizer
