"""The search over one or both audiences: exact, lexical, dense, fused."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import numpy as np

from knowledge.catalogue.reading import Catalogue
from knowledge.encoder.port import Encoder, Vectors
from knowledge.model import Audience, SearchResult, passage_place
from knowledge.reference.labels import label_key
from knowledge.search.exact import Named, find_named
from knowledge.search.filters import Filters
from knowledge.search.fusion import Candidate, rank
from knowledge.search.snapshot import Snapshot, Snapshots
from knowledge.store import AudienceIndex

CANDIDATES = 200
MORE_THAN_ENOUGH = 300
Scores = dict[str, float]


class Searcher:
    """Finds articles for a question among the audiences it was given; others it cannot reach."""

    def __init__(self, catalogue: Catalogue, indexes: Mapping[Audience, AudienceIndex], encoder: Encoder) -> None:
        self.catalogue = catalogue
        self._indexes = {audience: index for audience, index in indexes.items() if audience in catalogue.audiences}
        self._encoder = encoder
        self._snapshots = Snapshots(catalogue)

    def snapshot(self) -> Snapshot:
        """The documents as they are now."""
        return self._snapshots.current()

    def search(self, query: str, filters: Filters, top_k: int = 10) -> list[SearchResult]:
        """The `top_k` articles that best fit, best first; a document or article that is named comes first."""
        snapshot = self.snapshot()
        admitted = {audience: snapshot.admitted(filters, audience) for audience in self._indexes}
        named = find_named(query, snapshot)
        vector = self._encoder.encode_query([query])[0]
        lexical: Scores = {}
        dense: Scores = {}
        for audience, index in self._indexes.items():
            if filters.audience not in (None, audience):
                continue
            mine = admitted[audience]
            scopes: list[Collection[str] | None] = [mine if filters.narrow else None]
            scopes += [ids for ids in (named.versions & mine, named.regional & mine) if ids]
            for only in scopes:
                self._gather(index, query, vector, only, lexical, dense)
            missing = [id_ for id_ in lexical if id_ not in dense and passage_place(id_)[0] in mine]
            dense.update(_similarities(vector, index.vectors.vectors(missing)))
        every = frozenset[str]().union(*admitted.values())
        labelled = self._labelled(named, every, snapshot)
        candidates = self._candidates(lexical, dense, every, named, labelled)
        ranked = rank(candidates)[:top_k]
        places = [(candidate.version_id, candidate.ordinal) for candidate, _ in ranked]
        found = {(a.version.id, a.ordinal): a for a in self.catalogue.articles_at(places, snapshot.versions)}
        return [
            SearchResult(found[place], round(value, 4), round(candidate.dense, 4))
            for place, (candidate, value) in zip(places, ranked, strict=True)
            if place in found
        ]

    def rarity(self, terms: Collection[str]) -> dict[str, float]:
        """How much each term tells: its inverse document frequency among the passages of all audiences searched."""
        indexes = [index.lexical for index in self._indexes.values()]
        size = sum(map(len, indexes))
        counts = [lexical.frequencies(terms) for lexical in indexes]
        found = {term: sum(count[term] for count in counts) for term in terms}
        return {term: math.log(1 + (size - n + 0.5) / (n + 0.5)) for term, n in found.items()}

    def _gather(self, index: AudienceIndex, query: str, vector: Vectors, only: Collection[str] | None,
                lexical: Scores, dense: Scores) -> None:  # fmt: skip
        lexical.update(index.lexical.query(query, CANDIDATES, only))
        if only is None:
            dense.update(index.vectors.query(vector, CANDIDATES))

    def _candidates(
        self,
        lexical: Scores,
        dense: Scores,
        admitted: Collection[str],
        named: Named,
        labelled: Collection[tuple[str, int]],
    ) -> list[Candidate]:
        best: dict[tuple[str, int], tuple[float, float]] = {}
        for identifier in {*lexical, *dense}:
            place = passage_place(identifier)
            if place[0] in admitted:
                before = best.get(place, (0.0, 0.0))
                best[place] = (
                    max(before[0], lexical.get(identifier, 0.0)),
                    max(before[1], dense.get(identifier, 0.0)),
                )
        for place in labelled:
            best.setdefault(place, (0.0, 0.0))
        return [
            Candidate(
                version_id,
                ordinal,
                *scores,
                document_named=version_id in named.versions,
                region_named=version_id in named.regional,
                article_named=(version_id, ordinal) in labelled,
            )
            for (version_id, ordinal), scores in best.items()
        ]

    def _labelled(self, named: Named, admitted: Collection[str], snapshot: Snapshot) -> set[tuple[str, int]]:
        """The places whose label the question names, in the documents or regions that it names."""
        if not named.labels and not named.ordinals:
            return set()
        scope = (named.versions or named.regional) & frozenset(admitted)
        return {
            (article.version.id, article.ordinal)
            for version_id in sorted(scope)[:MORE_THAN_ENOUGH]
            for article in self.catalogue.articles_of(snapshot.versions[version_id])
            if named.names_label(label_key(article.article.label))
        }


def _similarities(vector: Vectors, stored: Mapping[str, Vectors]) -> Scores:
    if not stored:
        return {}
    values = np.stack(list(stored.values())) @ vector
    return dict(zip(stored, map(float, values), strict=True))
