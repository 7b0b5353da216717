"""A step of the way of a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.model import Draft

Step = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True)
class DraftStep:
    """What is done to a draft, and what it is called."""

    name: str
    run: Step
