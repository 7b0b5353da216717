"""The cleaning of one document's text, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean.dirt import drop_dirt
from ingest.clean.lines import read_lines
from ingest.clean.paragraphs import Paragraph, rejoin


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document's paragraphs, and the dirt that was dropped, line by line."""

    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[str, ...]


def clean(text: str, *, offset: int = 0, page_starts: Sequence[int] = (), markdown: bool = False) -> Cleaned:
    """The paragraphs of one document; `offset` is where its text begins in the file, `page_starts` the file's."""
    lines = read_lines(text, offset=offset, markdown=markdown)
    kept, dropped = drop_dirt(lines, page_starts)
    return Cleaned(tuple(rejoin(kept)), tuple(dropped))
