"""What an audience's two indexes find for a question: every candidate with both its scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from knowledge.catalogue.reading import Place
from knowledge.encoder.port import Vectors
from knowledge.model import passage_id, passage_place
from knowledge.store import AudienceIndex

CANDIDATES = 200
Scores = dict[str, float]
Found = dict[Place, tuple[float, float]]
"""The best lexical score and the best likeness of an article's passages."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as the indexes take it: its words, further ones that count a little, its vector."""

    text: str
    also: tuple[str, ...]
    vector: Vectors


def gathered(index: AudienceIndex, sought: Sought, mine: frozenset[str], scopes: Iterable[frozenset[str] | None],
             extra: Collection[Place]) -> Found:  # fmt: skip
    """The best of both indexes and the articles of `extra`, as far as they are among the versions `mine`.

    Each scope is searched by itself (None is the whole index); the first holds all others.
    """
    lexical: Scores = {}
    dense: Scores = {}
    all_met = False
    for number, scope in enumerate(scopes):
        hits = index.lexical.query(sought.text, CANDIDATES, scope, sought.also)
        all_met = all_met or (number == 0 and len(hits) < CANDIDATES)  # whatever shares a word is among them
        lexical.update(hits)
        if scope is None and index.small:
            dense.update(index.nearest_of_few(sought.vector, CANDIDATES, mine))
        else:
            dense.update(index.nearest(sought.vector, CANDIDATES, scope))
    places = {id_: passage_place(id_) for id_ in lexical.keys() | dense.keys()}
    places.update((passage_id(*place, 0), place) for place in extra)
    if not all_met:
        lexical.update(index.lexical.scores(sought.text, dense.keys() - lexical.keys(), sought.also))
    unlike = [id_ for id_, place in places.items() if id_ not in dense and place[0] in mine]
    dense.update(index.vectors.similarities(sought.vector, unlike))
    best: Found = {}
    for id_, place in places.items():
        if place[0] in mine and (id_ in lexical or id_ in dense):
            found, like = lexical.get(id_, 0.0), dense.get(id_, 0.0)
            before = best.get(place)
            best[place] = (found, like) if before is None else (max(before[0], found), max(before[1], like))
    return best
