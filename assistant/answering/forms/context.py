"""What a form of answer has to work with."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.asked import Asked
from assistant.answering.evidence import Evidence
from assistant.answering.model import Draft
from assistant.wording.words import Words
from knowledge.catalogue.reading import Catalogue
from knowledge.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """The question, the evidence (all of it, and by the documents named), and where to look further."""

    draft: Draft
    asked: Asked
    evidence: tuple[Evidence, ...]
    by_side: tuple[tuple[Evidence, ...], ...]
    wanted: dict[str, float]
    catalogue: Catalogue
    snapshot: Snapshot
    words: Words
