"""Which encoder a setting means: the model that ships, or any sentence-transformers model."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from knowledge.encoder.port import Encoder
from knowledge.encoder.static import SHIPPED, StaticEncoder


def make_encoder(model: str | None = None) -> Encoder:
    """The encoder for a setting: a sentence-transformers name or path; none is the model that ships."""
    if not model or Path(model).resolve() == SHIPPED:
        return _shipped()
    from knowledge.encoder.transformer import TransformerEncoder

    return TransformerEncoder(model, prompts_of(model))


def word_model(encoder: Encoder) -> StaticEncoder:
    """What cuts and compares words beside an encoder: the encoder itself if it is static, else the model that ships."""
    return encoder if isinstance(encoder, StaticEncoder) else _shipped()


@cache
def _shipped() -> StaticEncoder:
    """One for all of a program's applications: its words and weights take 20 MB, its large tokenizer 40."""
    return StaticEncoder()


def prompts_of(model: str) -> dict[str, str]:
    """What a model's makers want before a question or a passage, where its own files do not say it."""
    known: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("prompts.json").read_text("utf-8"))
    return next((prompts for part, prompts in known.items() if part in model.lower()), {})
