"""A request's number and the secret that opens it; of the secret only a digest is kept."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from assistant.helpdesk.working_days import CHINA

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No letter or digit that is taken for another when read out."""


def new_number(at: datetime) -> str:
    """A number people can read out: the day, and five letters by chance."""
    return f"{at.astimezone(CHINA):%Y%m%d}-{''.join(secrets.choice(LETTERS) for _ in range(5))}"


def new_secret() -> str:
    """A secret of 192 bits, fit for a link."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """What is kept of a secret; a chance secret needs no slow hash."""
    return sha256(secret.encode()).hexdigest()


def opens(secret: str, kept: str) -> bool:
    """Whether this is the secret whose digest was kept."""
    return bool(kept) and hmac.compare_digest(digest(secret), kept)
