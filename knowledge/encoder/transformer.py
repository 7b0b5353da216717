"""Any sentence-transformers model in place of the one that ships, and any of its cross-encoders."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder.port import Vectors

_WEIGHT_FILES = ("*.safetensors", "pytorch_model.bin", "tokenizer.json")


class TransformerEncoder:
    """A sentence-transformers name or folder.

    `prompts` (query, document) are put before the texts where the model itself declares none.
    """

    def __init__(self, model: str, prompts: Mapping[str, str] | None = None, batch_size: int = 32) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(model)
        self._prompts = {
            side: None if self._model.prompts.get(side) else (prompts or {}).get(side) for side in ("query", "document")
        }
        self._batch_size = batch_size
        self._name = f"{model}@{_revision(model, self._model)}"

    @property
    def name(self) -> str:
        """The model's name or path and what tells its weights apart."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise ValueError(f"embedding model {self._name} hides the length of its vectors; use another")
        return int(dimension)

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """One row a question, L2-normalised, the model's prompt for questions put before it."""
        vectors = self._model.encode_query(
            list(texts),
            prompt=self._prompts["query"],
            batch_size=self._batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """One row a passage, L2-normalised."""
        vectors = self._model.encode_document(
            list(texts),
            prompt=self._prompts["document"],
            batch_size=self._batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


class TransformerCrossEncoder:
    """A cross-encoder of sentence-transformers by name or folder."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder as Model

        self._model = Model(model)

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One number a text."""
        if not texts:
            return []
        scores = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in scores]


def _revision(model: str, loaded: object) -> str:
    """A digest over the weight files of a folder; else the commit that the hub gave."""
    folder = Path(model)
    if folder.is_dir():
        digest = hashlib.sha256()
        for pattern in _WEIGHT_FILES:
            for path in sorted(folder.rglob(pattern)):
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]
    card = getattr(loaded, "model_card_data", None)
    return str(getattr(card, "base_model_revision", None) or "hub")[:12]
