"""Secrets that are handed out once and kept only as digests: session ids, one-time links, access tokens."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_secret() -> str:
    """256 random bits, fit for a URL or a cookie."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret; of 256 random bits nobody finds the way back."""
    return sha256(secret.encode()).hexdigest()


def new_id() -> str:
    """An identifier for a row."""
    return secrets.token_hex(8)
