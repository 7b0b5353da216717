"""What a search needs to know of every document, kept in memory until the catalogue changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.catalogue.reading import Catalogue, Place
from knowledge.glossary import load_glossary
from knowledge.model import Audience, Version
from knowledge.search.filters import Filters
from knowledge.search.mending import Mender

REMEMBERED = 64
OPENING = 2
"""Characters of a title that it is looked up by."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The visible documents at one revision of the catalogue."""

    revision: int
    corpus: str
    versions: Mapping[str, Version]
    by_title: Mapping[str, tuple[str, ...]]
    titles_by_length: tuple[str, ...]
    titles_by_opening: Mapping[str, tuple[str, ...]]
    by_region: Mapping[str, tuple[str, ...]]
    by_issuer: Mapping[str, tuple[str, ...]]
    mender: Mender
    documents_citing: Mapping[str, int]
    articles_citing: Mapping[Place, int]
    dutiful: frozenset[str] = frozenset()
    """The versions that make anyone responsible."""
    _admitted: dict[tuple[Filters, Audience], frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def documents(self) -> int:
        """How many documents the versions are of."""
        return len({version.document_id for version in self.versions.values()})

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """Where each title stands in `titles_by_length`."""
        return {title: place for place, title in enumerate(self.titles_by_length)}

    def titles_in(self, text: str) -> list[str]:
        """The titles that stand in a text, in the order of `titles_by_length`; one may stand inside another."""
        openings = {text[at : at + OPENING] for at in range(len(text))}
        begun = (title for opening in openings for title in self.titles_by_opening.get(opening, ()))
        return sorted((title for title in begun if title in text), key=self._order.__getitem__)

    def admitted(self, filters: Filters, audience: Audience) -> frozenset[str]:
        """The versions of an audience that the filters let through; remembered, since most questions ask the same."""
        if filters.audience not in (None, audience):
            return frozenset()
        key = (filters, audience)
        if key not in self._admitted:
            if len(self._admitted) >= REMEMBERED:
                self._admitted.clear()
            of_audience = (v for v in self.versions.values() if v.audience is audience)
            self._admitted[key] = frozenset(v.id for v in of_audience if filters.admits(v))
        return self._admitted[key]


class Snapshots:
    """Gives the snapshot of the catalogue as it is now; loads one anew only after a change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._latest: Snapshot | None = None

    def current(self) -> Snapshot:
        """The snapshot at the catalogue's present revision."""
        revision = self._catalogue.revision()
        latest = self._latest
        if latest is None or latest.revision != revision:
            with self._lock:
                latest = self._latest
                if latest is None or latest.revision != revision:
                    latest = self._latest = _load(self._catalogue, revision)
        return latest


def _by_opening(titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        found[title[:OPENING]].append(title)
    return {opening: tuple(some) for opening, some in found.items()}


def _load(catalogue: Catalogue, revision: int) -> Snapshot:
    versions = catalogue.versions()
    by_title: dict[str, list[str]] = defaultdict(list)
    for key, version_id in catalogue.title_keys():
        if version_id in versions:
            by_title[key].append(version_id)
    by_region: dict[str, list[str]] = defaultdict(list)
    by_issuer: dict[str, list[str]] = defaultdict(list)
    for version in versions.values():
        if version.region:
            by_region[version.region].append(version.id)
        if version.issuer:
            by_issuer[version.issuer].append(version.id)
    return Snapshot(
        revision,
        catalogue.corpus_id(),
        versions,
        {key: tuple(ids) for key, ids in by_title.items()},
        tuple(sorted(by_title, key=len, reverse=True)),
        _by_opening(by_title),
        {region: tuple(ids) for region, ids in by_region.items()},
        {issuer: tuple(ids) for issuer, ids in by_issuer.items()},
        Mender((*(name for term in load_glossary().terms for name in term.names), *sorted(by_title))),
        catalogue.documents_citing(),
        catalogue.articles_citing(),
        catalogue.dutiful(),
    )
