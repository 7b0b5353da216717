"""Texts to vectors: the port, the model that ships, and any sentence-transformers model instead."""

from knowledge.encoder.choose import make_encoder
from knowledge.encoder.port import Encoder

__all__ = ["Encoder", "make_encoder"]
