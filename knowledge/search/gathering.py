"""What an audience's two indexes find for a question: every candidate with both its scores."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.catalogue.reading import Place
from knowledge.encoder.port import Vectors
from knowledge.model import passage_id, passage_place
from knowledge.store import AudienceIndex

CANDIDATES = 100
"""So many of each index are candidates, or twice as many as are wanted: fewer change nothing among the first twenty."""
MOST = 1000
Scores = dict[str, float]
Found = dict[Place, tuple[float, float]]
"""The best lexical score and the best likeness of an article's passages."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as the indexes take it: its words, further ones that count a little, its vector, how many to find."""

    text: str
    also: tuple[str, ...]
    vector: Vectors
    count: int = CANDIDATES

    @classmethod
    def of(cls, text: str, also: tuple[str, ...], vector: Vectors, top_k: int) -> Sought:
        """What is to be sought for so many results."""
        return cls(text, also, vector, max(CANDIDATES, 2 * top_k))


def gathered(index: AudienceIndex, sought: Sought, mine: frozenset[str], scopes: Sequence[frozenset[str] | None],
             extra: Collection[Place]) -> Found:  # fmt: skip
    """The best of both indexes and the articles of `extra`, as far as they are among the versions `mine`.

    Each scope is searched by itself (None is the whole index); the first holds all others. Where most of what is found
    is not among `mine` (earlier versions of one text are much alike), more is sought.
    """
    lexical: Scores = {}
    dense: Scores = {}
    all_met = False
    for number, scope in enumerate(scopes):
        hits = index.matching(sought.text, sought.count, scope, sought.also)
        all_met = all_met or (number == 0 and len(hits) < sought.count)  # whatever shares a word is among them
        lexical.update(hits)
        if scope is None and index.small:
            dense.update(index.nearest_of_few(sought.vector, sought.count, mine))
        else:
            dense.update(index.nearest(sought.vector, sought.count, scope))
    found = {id_: passage_place(id_) for id_ in lexical.keys() | dense.keys()}
    places = {id_: place for id_, place in found.items() if place[0] in mine}
    if len(places) < min(sought.count, len(found)) and sought.count < min(MOST, index.lexical.size):
        return gathered(index, replace(sought, count=4 * sought.count), mine, scopes, extra)
    places.update((passage_id(*place, 0), place) for place in extra if place[0] in mine)
    if not all_met:
        lexical.update(index.lexical.scores(sought.text, places.keys() - lexical.keys(), sought.also))
    dense.update(index.vectors.similarities(sought.vector, [id_ for id_ in places if id_ not in dense]))
    best: Found = {}
    for id_, place in places.items():
        if id_ in lexical or id_ in dense:
            met, like = lexical.get(id_, 0.0), dense.get(id_, 0.0)
            before = best.get(place)
            best[place] = (met, like) if before is None else (max(before[0], met), max(before[1], like))
    return best
