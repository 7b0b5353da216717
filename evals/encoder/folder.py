"""Writes a model as the folder that sentence-transformers loads and that ships."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from evals.encoder.averages import Vectors

MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"},
]
CONFIGURATION = {
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}


def write_folder(folder: Path, vectors: Vectors, tokenizer: Tokenizer) -> None:
    """Rows of eight bits with one scale a token; the middle length of a row is one before rounding."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    lengths = np.linalg.norm(vectors, axis=1)
    scaled = vectors / np.median(lengths[lengths > 0])
    scales = np.abs(scaled).max(1) / 127
    scales[scales == 0] = 1
    rows = np.clip(np.rint(scaled / scales[:, None]), -127, 127).astype(np.int8)
    save_file({"embeddings": rows, "weights": scales.astype(np.float32)}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in (("modules.json", MODULES), ("config_sentence_transformers.json", CONFIGURATION)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
