"""Marks attempts that have ended, from what was asked, what was answered and what was corrected since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.scoring import Correction, Result, score
from assistant.quiz.examinations.store import (
    Attempt,
    answers_of,
    corrections_of,
    find_examination,
    hand_marks_of,
    keep_result,
    responses,
)
from assistant.quiz.papers.blueprint import Blueprint
from assistant.quiz.papers.store import read_paper


class Marker:
    """Results of attempts. Blueprints and item versions never change, so they are read once."""

    def __init__(self, engine: Engine, versions: ItemVersions) -> None:
        self._engine = engine
        self.versions = versions
        self._blueprints: dict[str, Blueprint] = {}

    def blueprint(self, paper_id: str) -> Blueprint:
        """The blueprint of a paper.

        Raises:
            KeyError: there is no such paper.
        """
        if paper_id not in self._blueprints:
            paper = read_paper(self._engine, paper_id)
            if paper is None:
                raise KeyError(f"there is no paper {paper_id}")
            self._blueprints[paper_id] = paper.blueprint
        return self._blueprints[paper_id]

    def results(
        self, connection: Connection, paper_id: str, found: Sequence[Attempt], corrections: Sequence[Correction]
    ) -> Mapping[str, Result]:
        """What attempts at one examination come to, with these corrections; nothing is written."""
        given = answers_of(connection, [attempt.id for attempt in found])
        by_hand = hand_marks_of(connection, [attempt.id for attempt in found])
        versions = self.versions.of((slot.item_id, slot.version) for attempt in found for slot in attempt.sheet)
        return {
            attempt.id: score(
                self.blueprint(paper_id),
                attempt.sheet,
                versions,
                responses(attempt.sheet, versions, given[attempt.id]),
                corrections,
                by_hand.get(attempt.id),
            )
            for attempt in found
        }

    def mark(self, connection: Connection, attempt: Attempt, *, reason: str, at: datetime) -> Result:
        """Marks an attempt and keeps the result in the caller's transaction.

        Raises:
            KeyError: its examination is gone.
        """
        examination = find_examination(connection, attempt.examination_id)
        if examination is None:
            raise KeyError(f"there is no examination {attempt.examination_id}")
        known = corrections_of(connection, examination.id)
        made = self.results(connection, examination.paper_id, [attempt], known)[attempt.id]
        keep_result(connection, attempt.id, made, reason=reason, at=at)
        return made
