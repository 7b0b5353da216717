"""Which documents a document names, and which name it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.documents import current
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Relation, Version
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key


@dataclass(frozen=True, slots=True)
class Link:
    """Another document and how it is connected; `document_id` is empty where it is not in the catalogue."""

    relation: Relation
    title: str
    number: str = ""
    document_id: str = ""


def points_at(
    catalogue: Catalogue, versions: Sequence[Version], day: date, relations: Collection[Relation] = tuple(Relation)
) -> list[Link]:
    """The documents that a document names in one of these ways, each once; those it implements first."""
    found: dict[tuple[str, str], Link] = {}
    for version in current(versions, day):
        for named in (one for one in catalogue.references_of(version) if one.relation in relations):
            known = catalogue.with_title(title_key(named.title)) if named.title else []
            if not known and named.number:
                known = catalogue.with_number(document_number_key(named.number))
            ids = {one.document_id for one in known} - {version.document_id}
            if known and not ids:
                continue
            only = next(iter(ids)) if len(ids) == 1 else ""
            found.setdefault((named.title, named.number), Link(named.relation, named.title, named.number, only))
    return _ordered(found.values())


def pointed_at_by(catalogue: Catalogue, versions: Sequence[Version]) -> list[Link]:
    """The documents that name a document, each once for each way it does."""
    keys = {title_key(version.title) for version in versions}
    number = next((document_number_key(version.number) for version in versions if version.number), "")
    own = {version.document_id for version in versions}
    found = {
        (version.document_id, relation): Link(relation, version.title, version.number, version.document_id)
        for version, relation in catalogue.referring_to(keys, number)
        if version.document_id not in own
    }
    return _ordered(found.values())


_ORDER = (Relation.IMPLEMENTS, Relation.AMENDS, Relation.REPEALS, Relation.INTERPRETS, Relation.CITES)


def _ordered(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (_ORDER.index(link.relation), link.title))
