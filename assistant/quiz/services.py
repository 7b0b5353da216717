"""The services of the quiz over one database, sharing what never changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from assistant.quiz.bank.desk import ItemDesk
from assistant.quiz.bank.published import PublishedPool
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.correcting import Corrections
from assistant.quiz.examinations.review import Review
from assistant.quiz.examinations.setting import Examinations
from assistant.quiz.examinations.sitting import Sittings
from assistant.quiz.papers.store import Papers
from assistant.quiz.practice.sessions import Practice


@dataclass(frozen=True, slots=True)
class Quiz:
    """What pages and commands call; each service checks the caller's rights itself."""

    versions: ItemVersions
    items: ItemDesk
    papers: Papers
    examinations: Examinations
    sittings: Sittings
    review: Review
    corrections: Corrections
    practice: Practice


def make_quiz(engine: Engine) -> Quiz:
    """The services over a database."""
    versions, pool = ItemVersions(engine), PublishedPool(engine)
    return Quiz(
        versions,
        ItemDesk(engine),
        Papers(engine),
        Examinations(engine),
        Sittings(engine, versions),
        Review(engine, versions),
        Corrections(engine, versions),
        Practice(engine, versions, pool),
    )
