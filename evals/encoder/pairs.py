"""Pairs of texts that belong together, drawn at random: what the contrastive stage learns from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.encoder.tokenised import Corpus, Ids

MIX = (0.30, 0.15, 0.35, 0.08, 0.12)  # two clauses, heading and clause, piece and article, reference, answer
RUN = 64
LONGEST, LONGEST_ANSWER, LONGEST_QUESTION = 250, 150, 60
Pair = tuple[Ids, Ids]


def drop(ids: Ids, share: float, random: np.random.Generator) -> Ids:
    """Some tokens left out, but never so many that fewer than two stay."""
    kept = ids[random.random(len(ids)) > share]
    return kept if len(kept) > 1 else ids


def cap(ids: Ids, length: int, random: np.random.Generator) -> Ids:
    """A run of `length` tokens from a random place, or all of a shorter text."""
    start = int(random.integers(0, max(0, len(ids) - length) + 1))
    return ids[start : start + length]


class Pairs:
    """Draws pairs; kinds that the corpus has no example of are never drawn.

    `near` is the share of a batch that comes from runs of neighbouring articles, so that an article is told apart
    from those beside it in its own law.
    """

    def __init__(
        self,
        corpus: Corpus,
        random: np.random.Generator,
        answered: Sequence[tuple[Ids, list[Ids]]] = (),
        near: float = 0.0,
    ) -> None:
        self._corpus, self._random, self._answered, self._near = corpus, random, answered, near
        self._several = [place for place, clauses in enumerate(corpus.clauses) if len(clauses) > 1]
        self._some = [place for place, clauses in enumerate(corpus.clauses) if clauses]
        if not self._some:
            raise ValueError("training texts: no article has a clause of four known words; hand in more statutes")
        self._kinds = (self._siblings, self._under_heading, self._piece, self._reference, self._answer)
        there = [bool(found) for found in (self._several, True, True, corpus.references, answered)]
        shares = np.array(MIX) * there
        self._shares = shares / shares.sum()
        self._pool, self._divided = self._some, self._several

    def batch(self, size: int) -> tuple[list[Ids], list[Ids]]:
        """Two lists; the texts at the same place belong together."""
        if self._near:
            self._pool = self._neighbours(size)
            divided = [place for place in self._pool if len(self._corpus.clauses[place]) > 1]
            self._divided = divided or self._several
        kinds = self._random.choice(len(MIX), size, p=self._shares)
        drawn = [self._kinds[kind]() for kind in kinds]
        drawn = [pair for pair in drawn if len(pair[0]) and len(pair[1])]
        return [first for first, _ in drawn], [second for _, second in drawn]

    def _neighbours(self, size: int) -> list[int]:
        pool: list[int] = []
        while len(pool) < size * self._near:
            start = self._any(len(self._some))
            run = self._some[start : start + RUN]
            pool += [place for place in run if self._corpus.laws[place] == self._corpus.laws[run[0]]]
        far = self._random.choice(self._some, size - min(size, len(pool)))
        return [*pool, *map(int, far)]

    def _any(self, count: int) -> int:
        return int(self._random.integers(count))

    def _siblings(self) -> Pair:
        clauses = self._corpus.clauses[self._divided[self._any(len(self._divided))]]
        one, other = self._random.choice(len(clauses), 2, replace=False)
        return drop(clauses[one], 0.2, self._random), clauses[other]

    def _under_heading(self) -> Pair:
        place = self._pool[self._any(len(self._pool))]
        title, heading = self._corpus.titles[place], self._corpus.headings[place]
        clauses = self._corpus.clauses[place]
        both = self._random.random() < 0.5
        context = np.concatenate([title, heading]) if both else (heading if len(heading) else title)
        return context, clauses[self._any(len(clauses))]

    def _piece(self) -> Pair:
        place = self._pool[self._any(len(self._pool))]
        clauses = self._corpus.clauses[place]
        chosen = self._any(len(clauses))
        length = int(self._random.integers(5, 20))
        piece = cap(drop(clauses[chosen], 0.5, self._random), length, self._random)
        return piece, self._article(place, chosen if self._random.random() < 0.7 else None)

    def _reference(self) -> Pair:
        source, target = self._corpus.references[self._any(len(self._corpus.references))]
        clauses = self._corpus.clauses[source]
        if clauses and self._random.random() < 0.5:
            return clauses[self._any(len(clauses))], self._article(target)
        return self._article(source), self._article(target)

    def _answer(self) -> Pair:
        question, sentences = self._answered[self._any(len(self._answered))]
        whole = self._random.random() < 0.4
        answer = np.concatenate(sentences) if whole else sentences[self._any(len(sentences))]
        asked = cap(drop(question, 0.1, self._random), LONGEST_QUESTION, self._random)
        return asked, cap(answer, LONGEST_ANSWER, self._random)

    def _article(self, place: int, without: int | None = None) -> Ids:
        """An article, now and then without its title or headings, and without the clause that it is to be found by."""
        corpus = self._corpus
        parts = [clause for index, clause in enumerate(corpus.clauses[place]) if index != without]
        if self._random.random() < 0.7:
            parts.insert(0, corpus.headings[place])
        if self._random.random() < 0.8:
            parts.insert(0, corpus.titles[place])
        return cap(np.concatenate(parts or [corpus.bodies[place]]), LONGEST, self._random)
