"""What would be left hanging if a document went: documents, items, training, labels, published replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from assistant.curation.links import Link, pointed_at_by
from assistant.helpdesk.faq import Faq
from assistant.labelled.store import StoredQuestions
from assistant.quiz.bank.life import Standing
from assistant.quiz.bank.store import Bank
from assistant.training import requirements
from assistant.training.model import ActivityKind, Requirement
from assistant.training.model import Standing as RequirementStanding
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Version
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key


@dataclass(frozen=True, slots=True)
class Dependants:
    """All that rests on a document; items by where they stand, published replies by their question."""

    documents: tuple[Link, ...]
    items: dict[Standing, int]
    requirements: tuple[Requirement, ...] = ()
    labels: int = 0
    replies: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.items or self.requirements or self.labels or self.replies)


def dependants(catalogue: Catalogue, engine: Engine, versions: Sequence[Version]) -> Dependants:
    """What is to be looked at before a document is removed."""
    ids, own = {version.id for version in versions}, {version.document_id for version in versions}
    living = [standing for standing in Standing if standing is not Standing.RETIRED]
    kept = Bank(engine).all(*living)
    resting = (one.standing for one in kept if one.item.proof and one.item.proof.version_id in ids)
    labels = sum(one.label.document_id in own for one in StoredQuestions(engine).all())
    replies = (
        entry.phrasings[0]
        for entry in Faq(engine, catalogue).entries()
        if any(source.document_id in own for source in entry.sources)
    )
    return Dependants(
        tuple(pointed_at_by(catalogue, versions)), dict(Counter(resting)), _asking(engine, versions), labels,
        tuple(replies),
    )  # fmt: skip


def _asking(engine: Engine, versions: Sequence[Version]) -> tuple[Requirement, ...]:
    """The requirements, not retired, that rest on the document or ask that it be read."""
    titles = {title_key(version.title) for version in versions}
    numbers = {document_number_key(version.number) for version in versions if version.number}
    own = {version.document_id for version in versions}

    def rests(requirement: Requirement) -> bool:
        for basis in requirement.basis:
            if title_key(basis.document) in titles or basis.number and document_number_key(basis.number) in numbers:
                return True
        read = [one for part in requirement.parts if part.kind is ActivityKind.READING for one in part.subjects]
        named = [subject.partition("#")[0] for subject in read]
        return any(name in own or title_key(name) in titles for name in named)

    standings = [one for one in RequirementStanding if one is not RequirementStanding.RETIRED]
    with engine.connect() as connection:
        found = [kept.requirement for kept in requirements.find_all(connection, *standings)]
    return tuple(one for one in found if rests(one))
