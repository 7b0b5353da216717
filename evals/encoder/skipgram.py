"""Word vectors to start from: skip-gram with negative samples, shared by the pairs of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray

from evals.encoder.tokenised import Ids

WINDOW, NEGATIVES, SHARED_NEGATIVES = 8, 8, 256
SAMPLE = 1e-4  # words more frequent than this are thinned out
RATE, LEAST = 5e-3, 0.05
BATCH, CHUNK = 8192, 2000
Vectors = NDArray[np.float32]


def count_tokens(texts: Sequence[Ids], size: int) -> Ids:
    """How often each token occurs."""
    return np.bincount(np.concatenate(texts), minlength=size).astype(np.int64)


def skip_gram(texts: Sequence[Ids], counts: Ids, dimension: int, epochs: int, seed: int) -> Vectors:
    """A vector for each token; tokens that never occur keep their random start."""
    random = np.random.default_rng(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    start = (random.random((len(counts), dimension), dtype=np.float32) - 0.5) / dimension
    centres = torch.nn.Embedding.from_pretrained(torch.from_numpy(start), freeze=False, sparse=True).to(device)  # type: ignore[no-untyped-call]
    contexts = torch.nn.Embedding.from_pretrained(torch.zeros(start.shape), freeze=False, sparse=True).to(device)  # type: ignore[no-untyped-call]
    optimizer = torch.optim.SparseAdam([*centres.parameters(), *contexts.parameters()], lr=RATE)
    frequent = torch.from_numpy(counts.astype(np.float64) ** 0.75).to(device)
    torch.manual_seed(seed)
    for progress, centre, context in _batches(texts, counts, epochs, random):
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(LEAST, 1 - progress)
        vectors = centres(torch.from_numpy(centre).to(device))
        near = contexts(torch.from_numpy(context).to(device))
        far = contexts(torch.multinomial(frequent, SHARED_NEGATIVES, replacement=True))
        attract = functional.logsigmoid((vectors * near).sum(1)).mean()
        repel = functional.logsigmoid(-vectors @ far.T).mean() * NEGATIVES
        optimizer.zero_grad()
        (-attract - repel).backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
    return np.asarray(centres.weight.detach().cpu().numpy(), np.float32)


def _batches(
    texts: Sequence[Ids], counts: Ids, epochs: int, random: np.random.Generator
) -> Iterator[tuple[float, Ids, Ids]]:
    share = SAMPLE / np.maximum(counts / counts.sum(), 1e-12)
    keep = np.minimum(1.0, np.sqrt(share) + share)
    total = max(1, epochs * len(texts))
    for epoch in range(epochs):
        order = random.permutation(len(texts))
        for first in range(0, len(order), CHUNK):
            chosen = [texts[place] for place in order[first : first + CHUNK]]
            centre, context = _near(chosen, keep, random)
            progress = (epoch * len(texts) + first) / total
            for start in range(0, len(centre), BATCH):
                yield progress, centre[start : start + BATCH], context[start : start + BATCH]


def _near(texts: Sequence[Ids], keep: NDArray[np.float64], random: np.random.Generator) -> tuple[Ids, Ids]:
    """Every word with the words around it, as far as a width drawn for that word, in random order."""
    tokens = np.concatenate(texts)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    kept = random.random(len(tokens)) < keep[tokens]
    tokens, owners = tokens[kept], owners[kept]
    widths = random.integers(1, WINDOW + 1, len(tokens))
    centres, contexts = [], []
    for distance in range(1, WINDOW + 1):
        same = owners[distance:] == owners[:-distance]
        after, before = same & (widths[:-distance] >= distance), same & (widths[distance:] >= distance)
        centres += [tokens[:-distance][after], tokens[distance:][before]]
        contexts += [tokens[distance:][after], tokens[:-distance][before]]
    centre, context = np.concatenate(centres), np.concatenate(contexts)
    order = random.permutation(len(centre))
    return centre[order], context[order]
