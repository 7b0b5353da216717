"""The names that the documents in force on a day go by, kept until the catalogue changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from assistant.answering.grammar.names import ANONYMOUS
from knowledge.model import Version
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key
from knowledge.search.snapshot import Snapshot

SHORTEST_ISSUER = 2
SHORTEST_END = 4
Ids = frozenset[str]


@dataclass(frozen=True)
class Names:
    """Documents by what names them; `endings` by the end of a title, of the highest rank that has it."""

    usable: Mapping[str, Version]
    by_title: Mapping[str, Ids]
    endings: Mapping[str, Ids]
    issuers: Mapping[str, Ids]
    regions: Mapping[str, Ids]

    @cached_property
    def by_number(self) -> Mapping[str, Ids]:
        """Documents by their number; worked out when a question names the first one."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, version in self.usable.items():
            if version.number:
                found[document_number_key(version.number)].add(id_)
        return {key: frozenset(ids) for key, ids in found.items()}


@lru_cache(maxsize=8)
def names_of(snapshot: Snapshot, as_of: date) -> Names:
    """The names in a snapshot for a day."""
    usable = {v.id: v for v in snapshot.versions.values() if v.answers_on(as_of)}
    keys = {id_: title_key(version.title) for id_, version in usable.items()}
    issuers: dict[str, set[str]] = defaultdict(set)
    endings: dict[str, set[str]] = defaultdict(set)
    for id_, version in usable.items():
        for start in range(len(keys[id_]) - SHORTEST_END + 1):
            endings[keys[id_][start:]].add(id_)
        name = ANONYMOUS.sub("", version.issuer)
        if not version.region and len(name) >= SHORTEST_ISSUER and not version.type.is_statute:
            issuers[name].add(id_)
    by_title = {}
    for key, ids in snapshot.by_title.items():
        named = frozenset(id_ for id_ in ids if id_ in usable)
        by_title[key] = frozenset(id_ for id_ in named if keys[id_] == key) or named
    shared: dict[Ids, Ids] = {}
    return Names(
        usable,
        by_title,
        {
            end: shared.setdefault(best, best)  # the ends of a title have the same set: 5 MB if each had its own
            for end, ids in endings.items()
            if (best := frozenset(_single(ids, usable)))
        },
        {name: frozenset(issuers[name]) for name in sorted(issuers, key=len, reverse=True)},
        {
            region: frozenset(id_ for id_ in snapshot.by_region[region] if id_ in usable)
            for region in sorted(snapshot.by_region, key=len, reverse=True)
        },
    )


def _single(ids: set[str], usable: Mapping[str, Version]) -> set[str]:
    """The versions of the highest rank, if they are of one document."""
    highest = min(usable[id_].type.rank for id_ in ids)
    best = {id_ for id_ in ids if usable[id_].type.rank == highest}
    return best if len({usable[id_].document_id for id_ in best}) == 1 else set()
