"""The model that ships: static token vectors in sentence-transformers' own format, read without torch.

A text's vector is the mean of its tokens' vectors. The rows are kept as they lie on disk (8-bit, one scale
a token: the layout that sentence-transformers' StaticEmbedding folds when it loads the same folder).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.encoder.port import Vectors

SHIPPED = Path(__file__).parent / "model"
WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
_BATCH = 512
READ_BLOCK = 1 << 20


class StaticEncoder:
    """A folder with `tokenizer.json` and `model.safetensors`; questions and passages are encoded alike."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        missing = [name for name in (TOKENS, WEIGHTS) if not (folder / name).is_file()]
        if missing:
            raise FileNotFoundError(
                f"embedding model {folder}: {', '.join(missing)} missing; "
                "retrain it with `python -m evals.encoder` or unset INTEGRITY_EMBEDDING_MODEL"
            )
        self._folder = folder
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENS))
        self._tokenizer.no_padding()
        tensors = load_file(folder / WEIGHTS)
        self._rows = tensors["embeddings"]
        self._scales = tensors["weights"].astype(np.float32)

    def __reduce__(self) -> tuple[type[StaticEncoder], tuple[Path]]:
        """How it crosses from one program to another: by the folder it is read from."""
        return StaticEncoder, (self._folder,)

    @cached_property
    def name(self) -> str:
        """The folder's name and the first digits of the SHA-256 over weights and tokenizer."""
        digest = hashlib.sha256()
        for part in (WEIGHTS, TOKENS):
            with (self._folder / part).open("rb") as stream:
                while block := stream.read(READ_BLOCK):
                    digest.update(block)
        return f"static-{self.dimension}@{digest.hexdigest()[:12]}"

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self._rows.shape[1])

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """One row a question, L2-normalised (a text without a known word gives a zero row)."""
        return self._encode(texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """One row a passage, L2-normalised."""
        return self._encode(texts)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of every text's tokens, in order."""
        return [one.ids for one in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def token_vectors(self, ids: Sequence[int] | NDArray[np.integer]) -> Vectors:
        """A row a token; the more a token tells, the longer."""
        return self._scales[ids][:, None] * self._rows[ids].astype(np.float32)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for first in range(0, len(texts), _BATCH):
            batch = list(texts[first : first + _BATCH])
            tokenized = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(tokenized, start=first):
                ids = np.array(encoding.ids, np.intp)
                if len(ids):
                    vectors[row] = self._scales.take(ids) @ self._rows.take(ids, axis=0).astype(np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, norms, out=vectors, where=norms > 0)
        return vectors
