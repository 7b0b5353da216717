"""A text's vector as the mean of its tokens' vectors: the part that learns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray

from evals.encoder.tokenised import Ids

Vectors = NDArray[np.float32]
SMOOTHING = 1e-3
NOTHING = np.zeros(1, np.int64)


def weighted_start(vectors: Vectors, counts: Ids) -> Vectors:
    """Word vectors centred and shortened the more the word is frequent; a token never seen has none."""
    share = counts / counts.sum()
    unit = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    centred = unit - (unit * share[:, None]).sum(0)
    weighted = centred * (SMOOTHING / (SMOOTHING + share))[:, None]
    weighted[counts == 0] = 0
    return np.asarray(weighted, np.float32)


class Averages(torch.nn.Module):
    """Encodes token numbers; lies on the graphics card if there is one."""

    def __init__(self, vectors: Vectors) -> None:
        super().__init__()
        self._bag = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(vectors.copy()), freeze=False, mode="mean", sparse=True
        )
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.to(self.device)

    def forward(self, texts: Sequence[Ids]) -> torch.Tensor:
        """One row a text, of length one."""
        lengths = [len(text) for text in texts[:-1]]
        tokens = torch.from_numpy(np.concatenate(texts)).to(self.device)
        offsets = torch.from_numpy(np.cumsum([0, *lengths])).to(self.device)
        rows: torch.Tensor = self._bag(tokens, offsets)
        return functional.normalize(rows, dim=-1)

    def encode(self, texts: Sequence[Ids], batch: int = 4096) -> torch.Tensor:
        """All rows, nothing learnt."""
        filled = [text if len(text) else NOTHING for text in texts]
        with torch.no_grad():
            return torch.cat([self(filled[first : first + batch]) for first in range(0, len(filled), batch)])

    def vectors(self) -> Vectors:
        """The tokens' vectors as they are now."""
        return np.asarray(self._bag.weight.detach().cpu().numpy(), np.float32)
