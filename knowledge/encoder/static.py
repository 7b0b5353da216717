"""The model that ships: static token vectors in sentence-transformers' own format, read without torch.

A text's vector is the mean of its tokens' vectors. The rows are kept as they lie on disk (8-bit, one scale
a token: the layout that sentence-transformers' StaticEmbedding folds when it loads the same folder).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from knowledge.encoder.port import Vectors
from knowledge.encoder.small_tokenizer import read_small

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).parent / "model"
WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
_BATCH = 512
FEW_CHARACTERS = 20_000
"""So many of questions are cut by the small tokenizer before the large one would be loaded."""
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
        self._small = read_small(folder / TOKENS)
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

    @property
    def vocabulary(self) -> int:
        """How many tokens there are; their numbers are below that."""
        return len(self._scales)

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """One row a question, L2-normalised (a text without a known word gives a zero row)."""
        return self.pooled(self.question_ids(texts))

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """One row a passage, L2-normalised."""
        batches = [texts[first : first + _BATCH] for first in range(0, len(texts), _BATCH)]
        return self.pooled([ids for batch in batches for ids in self.token_ids(batch)])

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of every text's tokens, in order."""
        return [one.ids for one in self._large.encode_batch_fast(list(texts), add_special_tokens=False)]

    def question_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The same of questions, as long as they are not very many without loading the large tokenizer."""
        if self._small and sum(map(len, texts)) <= FEW_CHARACTERS:
            return [self._small.ids(text) for text in texts]
        return self.token_ids(texts)

    @cached_property
    def _large(self) -> Tokenizer:
        from tokenizers import Tokenizer

        found = Tokenizer.from_file(str(self._folder / TOKENS))
        found.no_padding()
        return found

    def token_vectors(self, ids: Sequence[int] | NDArray[np.integer]) -> Vectors:
        """A row a token; the more a token tells, the longer."""
        return self._scales[ids][:, None] * self._rows[ids].astype(np.float32)

    def pooled(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        """The vectors of texts that were cut into tokens, whole or in parts, before."""
        vectors = np.zeros((len(tokens), self.dimension), np.float32)
        for row, some in enumerate(tokens):
            if len(some):
                ids = np.array(some, np.intp)
                vectors[row] = self._scales.take(ids) @ self._rows.take(ids, axis=0).astype(np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, norms, out=vectors, where=norms > 0)
        return vectors
