"""The search over one or both audiences: exact, lexical, dense, fused."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from knowledge.article_words import Tokens
from knowledge.catalogue.reading import Catalogue, Place
from knowledge.encoder.choose import word_model
from knowledge.encoder.port import Encoder
from knowledge.encoder.static import StaticEncoder
from knowledge.glossary import load_glossary
from knowledge.model import SearchResult
from knowledge.reference.labels import label_key
from knowledge.search.bank import QuestionBank
from knowledge.search.closely import CloseReader
from knowledge.search.cross import CrossEncoder, reordered, to_read
from knowledge.search.exact import Named, find_named, nudged
from knowledge.search.filters import Filters
from knowledge.search.fusion import Candidate, Ranked, rank
from knowledge.search.gathering import Found, Sought, gathered
from knowledge.search.snapshot import Snapshot, Snapshots
from knowledge.shelf import Opened

MORE_THAN_ENOUGH = 300


class Searcher:
    """Finds articles for a question among the audiences that its catalogue has; others it cannot reach.

    `indexes` opens the indexes of those audiences as they are now; `words` is the static model by which the best are
    read word by word, the encoder itself or the one that ships if not given.
    """

    def __init__(self, catalogue: Catalogue, indexes: Callable[[], Opened], encoder: Encoder,
                 bank: QuestionBank | None = None, cross: CrossEncoder | None = None,
                 words: StaticEncoder | None = None) -> None:  # fmt: skip
        self.catalogue = catalogue
        self._open = indexes
        self._indexes = indexes()
        self._encoder = encoder
        self._bank = bank
        self._cross = cross
        self._reader = CloseReader(words or word_model(encoder))
        self._snapshots = Snapshots(catalogue)
        self._seen: Snapshot | None = None
        self._held: ContextVar[Snapshot | None] = ContextVar("held", default=None)

    def snapshot(self) -> Snapshot:
        """The documents as they are now; the indexes are opened anew where others may have taken their place."""
        if held := self._held.get():
            return held
        before, snapshot = self._seen, self._snapshots.current()
        if snapshot is not before:
            self._indexes, self._seen = self._open(), snapshot
            for index in self._indexes.values():
                index.lexical.reload()
        return snapshot

    @contextmanager
    def holding(self) -> Iterator[Snapshot]:
        """Within, every look at the documents finds the same state, and the catalogue is asked for it once."""
        snapshot = self.snapshot()
        token = self._held.set(snapshot)
        try:
            yield snapshot
        finally:
            self._held.reset(token)

    def with_bank(self, bank: QuestionBank | None) -> Searcher:
        """The same search with other labelled questions, sharing what it knows of the documents."""
        other = copy(self)
        other._bank = bank
        return other

    def search(self, query: str, filters: Filters, top_k: int = 10) -> list[SearchResult]:
        """The `top_k` articles that best fit, best first; a document or article that is named comes first."""
        snapshot = self.snapshot()
        query = snapshot.mender.mend(query, self.frequencies)
        named = find_named(query, snapshot)
        vector = self._encoder.encode_query([query])[0]
        consulted = self._bank.consult(query, vector, snapshot) if self._bank else None
        sought = Sought.of(query, load_glossary().expansions(query), vector, top_k)
        candidates = self._candidates(sought, filters, named, consulted.articles if consulted else [], snapshot)
        labelled = {(one.version_id, one.ordinal) for one in candidates if one.article_named}
        ranked = rank(candidates)
        ranked, readings = self._reader.reordered(query, ranked, self._words, self.catalogue, snapshot.versions)
        ranked = nudged(self._read_together(query, ranked, snapshot), named, labelled, snapshot)
        if consulted:
            ranked = consulted.rank(ranked, readings, snapshot)
        ranked = ranked[:top_k]
        places = [(candidate.version_id, candidate.ordinal) for candidate, _ in ranked]
        articles = self.catalogue.articles_at(places, snapshot.versions, snapshot.dutiful)
        found = {(a.version.id, a.ordinal): a for a in articles}
        return [
            SearchResult(found[place], round(value, 4), round(candidate.dense, 4))
            for place, (candidate, value) in zip(places, ranked, strict=True)
            if place in found
        ]

    def _words(self, places: Sequence[Place], cut_by: str) -> dict[Place, Tokens]:
        """What was kept of some articles' words, whatever their audience."""
        found: dict[Place, Tokens] = {}
        for index in self._indexes.values():
            if missing := [place for place in places if place not in found]:
                found.update(index.words(missing, cut_by))
        return found

    def _read_together(self, query: str, ranked: Ranked, snapshot: Snapshot) -> Ranked:
        """The order that the cross-encoder gives, where one is configured."""
        if self._cross is None:
            return ranked
        places = [(one.version_id, one.ordinal) for one in to_read(ranked)]
        found = self.catalogue.articles_at(places, snapshot.versions)
        texts = [" ".join(filter(None, (a.version.title, a.article.heading, a.article.text))) for a in found]
        scores = self._cross.score(query, texts)
        return reordered(ranked, {(a.version.id, a.ordinal): s for a, s in zip(found, scores, strict=True)})

    def rarity(self, terms: Collection[str]) -> dict[str, float]:
        """How much each term tells: its inverse document frequency among the passages of all audiences searched."""
        indexes = [index.lexical for index in self._indexes.values()]
        size = sum(index.size for index in indexes)
        found = self.frequencies(terms)
        return {term: math.log(1 + (size - n + 0.5) / (n + 0.5)) for term, n in found.items()}

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages of the audiences searched each term stands."""
        counts = [index.lexical.frequencies(terms) for index in self._indexes.values()]
        return {term: sum(count[term] for count in counts) for term in terms}

    def _candidates(self, sought: Sought, filters: Filters, named: Named, extra: Collection[Place],
                    snapshot: Snapshot) -> list[Candidate]:  # fmt: skip
        """What either index finds, what `extra` names, and the articles whose label the question names."""
        best: Found = {}
        indexes = self._indexes
        admitted = {audience: snapshot.admitted(filters, audience) for audience in indexes}
        for audience, index in indexes.items():
            if mine := admitted[audience]:
                scopes = [mine if filters.narrow else None]
                scopes += [ids for ids in (named.versions & mine, named.regional & mine) if ids]
                best.update(gathered(index, sought, mine, scopes, extra))
        labelled = self._labelled(named, frozenset[str]().union(*admitted.values()), snapshot)
        for place in sorted(labelled)[:MORE_THAN_ENOUGH]:
            best.setdefault(place, (0.0, 0.0))
        cited, pointed, versions = snapshot.documents_citing, snapshot.articles_citing, snapshot.versions
        return [
            Candidate(place[0], place[1], lexical, dense, place[0] in named.versions, place[0] in named.regional,
                      place in labelled, versions[place[0]].title, cited.get(place[0], 0), pointed.get(place, 0))
            for place, (lexical, dense) in best.items()
        ]  # fmt: skip

    def _labelled(self, named: Named, admitted: Collection[str], snapshot: Snapshot) -> set[tuple[str, int]]:
        """The places whose label the question names, in the documents or regions that it names, or anywhere."""
        if not named.labels and not named.ordinals:
            return set()
        scope = (named.versions or named.regional) & frozenset(admitted)
        if not named.versions and not named.regional and named.labels:
            here = self.catalogue.labels_in(sorted(admitted), named.labels)
            return {(version_id, ordinal) for version_id, ordinal, _ in here}
        return {
            (article.version.id, article.ordinal)
            for version_id in sorted(scope)[:MORE_THAN_ENOUGH]
            for article in self.catalogue.articles_of(snapshot.versions[version_id])
            if named.names_label(label_key(article.article.label))
        }
