"""The labelled questions in the search: their articles become candidates, their votes move the ranking."""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.catalogue.reading import Catalogue, Place
from knowledge.encoder.port import Encoder, Vectors
from knowledge.questions import ranker
from knowledge.questions.index import Evidence, QuestionIndex
from knowledge.questions.model import ArticleName, LabelledQuestion, QuestionSource, Revision
from knowledge.questions.ranker import ENOUGH, Likenesses, Trees, load_trees, order
from knowledge.questions.trust import Numbers, Trust, bonus, features, load_trust
from knowledge.search.fusion import Ranked, Reading, Readings, document_shares
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
    trees: Trees | None = None
    """What orders the candidates instead of `trust`, where there are labelled questions enough."""

    @property
    def articles(self) -> list[Place]:
        """The articles that got votes, wherever they stand."""
        return [place for name in self.evidence.votes for place in self.labelled.places[name]]

    def rank(self, ranked: Ranked, readings: Readings, snapshot: Snapshot) -> Ranked:
        """The candidates in their new order; those of that very question come before everything.

        What the question names outright keeps its place: labels move the rest.
        """
        same = {place for name in self.evidence.same for place in self.labelled.places[name]}
        plain = [pair for pair in ranked if not pair[0].named]
        moved = self._by_trees(plain, readings, snapshot) if self.trees else self._by_trust(plain, snapshot)
        every = [pair for pair in ranked if pair[0].named] + moved
        final = [(one, score + SAME_QUESTION * ((one.version_id, one.ordinal) in same)) for one, score in every]
        return sorted(final, key=lambda pair: (-pair[1], pair[0].version_id, pair[0].ordinal))

    def _by_trust(self, plain: Ranked, snapshot: Snapshot) -> Ranked:
        rows, scores = self.rows(plain, snapshot)
        more = bonus(self.trust, rows, scores).tolist()
        return [(one, score + extra) for (one, score), extra in zip(plain, more, strict=True)]

    def _by_trees(self, plain: Ranked, readings: Readings, snapshot: Snapshot) -> Ranked:
        """In the trees' order; the scores stay as they were and go by place."""
        if not self.trees or not plain:
            return plain
        places = order(self.trees, self.tree_rows(plain, readings, snapshot))
        return [(plain[place][0], score) for place, (_, score) in zip(places, plain, strict=True)]

    def tree_rows(self, ranked: Ranked, readings: Readings, snapshot: Snapshot) -> Numbers:
        """The features by which the trees order candidates."""
        every = [one for one, _ in ranked]
        shares = document_shares(every)
        unread = Reading(math.nan, math.nan)
        met, covered = zip(*(readings.get((one.version_id, one.ordinal), unread) for one in every), strict=True)
        known = Likenesses(
            scores=np.array([score for _, score in ranked]),
            lexical=np.array([one.lexical for one in every]),
            dense=np.array([one.dense for one in every]),
            documents_citing=np.array([one.documents_citing for one in every], float),
            articles_citing=np.array([one.articles_citing for one in every], float),
            document_share=np.array([shares.get(one.document or one.version_id, 0.0) for one in every]),
            met=np.array(met),
            covered=np.array(covered),
        )
        return ranker.features(self.evidence, *self._known(ranked, snapshot), known)

    def rows(self, ranked: Ranked, snapshot: Snapshot) -> tuple[Numbers, Numbers]:
        """The features of candidates, best first, and the scores they are to be read beside."""
        scores = np.array([score for _, score in ranked])
        return features(self.evidence, *self._known(ranked, snapshot), scores), scores

    def _known(self, ranked: Ranked, snapshot: Snapshot) -> tuple[list[ArticleName | None], list[str]]:
        names = [self.labelled.names.get((one.version_id, one.ordinal)) for one, _ in ranked]
        return names, [snapshot.versions[one.version_id].document_id for one, _ in ranked]


class QuestionBank:
    """Labelled questions at work; loaded anew only after they or the catalogue changed.

    From `enough` questions on the trees order what is found (those that ship if none are given).
    """

    def __init__(self, source: QuestionSource, catalogue: Catalogue, encoder: Encoder,
                 trust: Trust | None = None, trees: Trees | None = None, enough: int = ENOUGH) -> None:  # fmt: skip
        self._source = source
        self._catalogue = catalogue
        self._encoder = encoder
        self._trust = trust or load_trust()
        self._trees = trees
        self._enough = enough
        self._lock = threading.Lock()
        self._latest: LabelledPlaces | None = None

    def consult(self, query: str, vector: Vectors, snapshot: Snapshot) -> Consulted | None:
        """What the labelled questions say; None if there are none that point at anything readable."""
        labelled = self.current(snapshot)
        if labelled.index is None:
            return None
        many = len(labelled.index.questions) >= self._enough
        trees = (self._trees or load_trees()) if many else None
        return Consulted(labelled.index.evidence(query, vector), labelled, self._trust, trees)

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
