"""One audience's two indexes side by side, written and swept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.encoder.port import Encoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Passage
from knowledge.vectors import ArticleVectors


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """The lexical and the dense index of the documents open to one audience."""

    lexical: LexicalIndex
    vectors: ArticleVectors

    def replace(self, added: Sequence[Passage], removed: Sequence[str], removed_passages: Sequence[str],
                encoder: Encoder) -> None:  # fmt: skip
        """Takes versions (and their passages) out of both indexes and puts passages in; may be repeated."""
        if removed_passages:
            self.vectors.delete(removed_passages)
        if added:
            self.vectors.add(
                [passage.id for passage in added], encoder.encode_document([indexed_text(p) for p in added])
            )
        if added or removed:
            self.lexical.replace(added, removed)


def indexed_text(passage: Passage) -> str:
    """What is embedded for a passage: where it stands, then what it says."""
    return " ".join(part for part in (passage.title, passage.headings, passage.text) if part)
