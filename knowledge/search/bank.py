"""The labelled questions in the search: their articles become candidates, their votes move the ranking."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.catalogue.reading import Catalogue, Place
from knowledge.encoder.port import Encoder, Vectors
from knowledge.questions.index import Evidence, QuestionIndex
from knowledge.questions.model import ArticleName, LabelledQuestion, QuestionSource, Revision
from knowledge.questions.trust import Numbers, Trust, bonus, features, load_trust
from knowledge.search.fusion import Ranked
from knowledge.search.snapshot import Snapshot

SAME_QUESTION = 5000.0


@dataclass(frozen=True, eq=False)
class LabelledPlaces:
    """The labelled questions that point at something readable, and where in the catalogue that is now."""

    revision: tuple[Revision, int]
    index: QuestionIndex | None
    names: dict[Place, ArticleName]
    places: dict[ArticleName, tuple[Place, ...]]


@dataclass(frozen=True, eq=False)
class Consulted:
    """What the labelled questions have to say of one question."""

    evidence: Evidence
    labelled: LabelledPlaces
    trust: Trust

    @property
    def articles(self) -> list[Place]:
        """The articles that got votes, wherever they stand."""
        return [place for name in self.evidence.votes for place in self.labelled.places[name]]

    def rank(self, ranked: Ranked, snapshot: Snapshot) -> Ranked:
        """The candidates in their new order; those of that very question come before everything.

        What the question names outright keeps its place: labels move the rest.
        """
        same = {place for name in self.evidence.same for place in self.labelled.places[name]}
        plain = [pair for pair in ranked if not pair[0].named]
        rows, scores = self.rows(plain, snapshot)
        moved = zip(plain, bonus(self.trust, rows, scores).tolist(), strict=True)
        every = [pair for pair in ranked if pair[0].named] + [(one, score + more) for (one, score), more in moved]
        final = [(one, score + SAME_QUESTION * ((one.version_id, one.ordinal) in same)) for one, score in every]
        return sorted(final, key=lambda pair: (-pair[1], pair[0].version_id, pair[0].ordinal))

    def rows(self, ranked: Ranked, snapshot: Snapshot) -> tuple[Numbers, Numbers]:
        """The features of candidates, best first, and the scores they are to be read beside."""
        names = [self.labelled.names.get((one.version_id, one.ordinal)) for one, _ in ranked]
        documents = [snapshot.versions[one.version_id].document_id for one, _ in ranked]
        scores = np.array([score for _, score in ranked])
        return features(self.evidence, names, documents, scores), scores


class QuestionBank:
    """Labelled questions at work; loaded anew only after they or the catalogue changed."""

    def __init__(self, source: QuestionSource, catalogue: Catalogue, encoder: Encoder,
                 trust: Trust | None = None) -> None:  # fmt: skip
        self._source = source
        self._catalogue = catalogue
        self._encoder = encoder
        self._trust = trust or load_trust()
        self._lock = threading.Lock()
        self._latest: LabelledPlaces | None = None

    def consult(self, query: str, vector: Vectors, snapshot: Snapshot) -> Consulted | None:
        """What the labelled questions say; None if there are none that point at anything readable."""
        labelled = self.current(snapshot)
        if labelled.index is None:
            return None
        return Consulted(labelled.index.evidence(query, vector), labelled, self._trust)

    def current(self, snapshot: Snapshot) -> LabelledPlaces:
        """The labelled questions as they are now."""
        revision = (self._source.revision(), snapshot.revision)
        latest = self._latest
        if latest is None or latest.revision != revision:
            with self._lock:
                latest = self._latest
                if latest is None or latest.revision != revision:
                    latest = self._latest = self._load(revision, snapshot)
        return latest

    def _load(self, revision: tuple[Revision, int], snapshot: Snapshot) -> LabelledPlaces:
        questions = self._source.questions()
        places = self._places({name for one in questions for name in one.articles}, snapshot)
        readable = [replace(one, articles=tuple(name for name in one.articles if name in places)) for one in questions]
        kept = [one for one in readable if one.articles]
        index = QuestionIndex(kept, self._encoder, self._trust.likeness) if kept else None
        names = {place: name for name, found in places.items() for place in found}
        return LabelledPlaces(revision, index, names, places)

    def _places(self, names: Collection[ArticleName], snapshot: Snapshot) -> dict[ArticleName, tuple[Place, ...]]:
        documents = {name.document_id for name in names}
        owner = {v.id: v.document_id for v in snapshot.versions.values() if v.document_id in documents}
        labels = sorted({name.label_key for name in names})
        found: dict[ArticleName, list[Place]] = defaultdict(list)
        for version_id, ordinal, label in self._catalogue.labels_in(sorted(owner), labels):
            name = ArticleName(owner[version_id], label)
            if name in names:
                found[name].append((version_id, ordinal))
        return {name: tuple(places) for name, places in found.items()}


class FixedQuestions:
    """Labelled questions that never change: those of a file that is being measured."""

    def __init__(self, questions: Sequence[LabelledQuestion]) -> None:
        self._questions = tuple(questions)

    def revision(self) -> Revision:
        """Always the same."""
        return (0, 0)

    def questions(self) -> Sequence[LabelledQuestion]:
        """All of them."""
        return self._questions
