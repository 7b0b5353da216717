"""The originals as the ingest pipeline knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.originals.store import Noted, Originals

if TYPE_CHECKING:
    from ingest.pipeline import Understood


@dataclass(frozen=True)
class Keeper:
    """Keeps files and what was understood of them."""

    originals: Originals

    def keep(self, path: Path, digest: str) -> None:
        """Keeps the bytes."""
        self.originals.keep(path, digest)

    def note(self, understood: Sequence[Understood]) -> None:
        """Notes what was understood, now."""
        rows = [Noted(one.digest, one.name, one.format, one.quality.as_row()) for one in understood]
        self.originals.note(rows, datetime.now(UTC))
