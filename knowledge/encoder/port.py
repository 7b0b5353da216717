"""The port: what the index and the search need of an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors; the dot product of two is their likeness.

    `name` names the model and its weights: an index remembers the name of the encoder that made it,
    and vectors of two encoders with different names must never be compared.
    """

    @property
    def name(self) -> str:
        """The model and, after `@`, what tells its weights apart."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """One row a question, L2-normalised (a text without a known word gives a zero row)."""

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """One row a passage, L2-normalised."""
