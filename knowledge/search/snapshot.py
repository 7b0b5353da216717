"""What a search needs to know of every document, kept in memory until the catalogue changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.catalogue.reading import Catalogue
from knowledge.model import Version


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The visible documents at one revision of the catalogue."""

    revision: int
    corpus: str
    versions: Mapping[str, Version]
    by_title: Mapping[str, tuple[str, ...]]
    titles_by_length: tuple[str, ...]
    by_region: Mapping[str, tuple[str, ...]]


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
                latest = self._latest = _load(self._catalogue, revision)
        return latest


def _load(catalogue: Catalogue, revision: int) -> Snapshot:
    versions = catalogue.versions()
    by_title: dict[str, list[str]] = defaultdict(list)
    for key, version_id in catalogue.title_keys():
        if version_id in versions:
            by_title[key].append(version_id)
    by_region: dict[str, list[str]] = defaultdict(list)
    for version in versions.values():
        if version.region:
            by_region[version.region].append(version.id)
    return Snapshot(
        revision,
        catalogue.corpus_id(),
        versions,
        {key: tuple(ids) for key, ids in by_title.items()},
        tuple(sorted(by_title, key=len, reverse=True)),
        {region: tuple(ids) for region, ids in by_region.items()},
    )
