"""Word vectors to start from: gensim's skip-gram with negative samples."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.encoder.tokenised import Ids

WINDOW, NEGATIVES, RATE = 8, 8, 0.05
SAMPLE = 1e-4  # words more frequent than this are thinned out
BATCH_WORDS = 20_000
Vectors = NDArray[np.float32]
log = logging.getLogger(__name__)


def count_tokens(texts: Sequence[Ids], size: int) -> Ids:
    """How often each token occurs."""
    return np.bincount(np.concatenate(texts), minlength=size).astype(np.int64)


def skip_gram(texts: Sequence[Ids], counts: Ids, dimension: int, epochs: int, seed: int, workers: int) -> Vectors:
    """A vector for each token, zero for those that never occur; one worker gives the same vectors every time."""
    from gensim.models import Word2Vec  # type: ignore[import-untyped]

    names = [str(token) for token in range(len(counts))]
    order = np.random.default_rng(seed).permutation(len(texts))
    sentences = [[names[token] for token in texts[place]] for place in order]
    logging.getLogger("gensim").setLevel(logging.WARNING)
    log.info("skip-gram over %d tokens, %d times", counts.sum(), epochs)
    trained = Word2Vec(
        sentences, vector_size=dimension, window=WINDOW, min_count=1, sg=1, negative=NEGATIVES, sample=SAMPLE,
        alpha=RATE, epochs=epochs, seed=seed, workers=workers, batch_words=BATCH_WORDS,
    ).wv  # fmt: skip
    vectors = np.zeros((len(counts), dimension), np.float32)
    vectors[[int(name) for name in trained.index_to_key]] = trained.vectors
    return vectors
