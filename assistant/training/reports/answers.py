"""How the articles were answered, in practice and in examinations, by the people that someone answers for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Engine, and_, case, distinct, func, select, true

from assistant.accounts.principal import Principal
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.store import results_of, to_attempt
from assistant.quiz.examinations.tables import attempts
from assistant.quiz.examinations.terms import ENDED
from assistant.quiz.practice.tables import practice_answers
from assistant.training.roster.units import below, visible
from assistant.training.tables import people

NEWEST = 5000
"""So many attempts are looked at, the newest: a report of a whole province stays a matter of seconds."""
AT_ONCE = 400
FULL = 0.9999
Place = tuple[str, str, str]
"""An article: document id, label, text hash."""


@dataclass(slots=True)
class Answers:
    """How an article was answered: the sum of the shares of the marks, how many answers, by whom, by whom rightly."""

    share: float = 0.0
    answers: int = 0
    people: int = 0
    right: int = 0
    _seen: set[str] = field(default_factory=set)
    _knew: set[str] = field(default_factory=set)

    def add(self, person: str, share: float) -> None:
        """One more answer."""
        self.share += share
        self.answers += 1
        self._seen.add(person)
        self.people = len(self._seen)
        if share >= FULL:
            self._knew.add(person)
            self.right = len(self._knew)


def practised(connection: Connection, principal: Principal, unit: str = "") -> dict[Place, Answers]:
    """Every article that was practised."""
    key = (practice_answers.c.document_id, practice_answers.c.label, practice_answers.c.digest)
    knew = case((practice_answers.c.share >= FULL, practice_answers.c.person))
    query = select(
        *key, func.sum(practice_answers.c.share), func.count(), func.count(distinct(practice_answers.c.person)),
        func.count(distinct(knew)),
    ).join(people, people.c.staff_number == practice_answers.c.person)  # fmt: skip
    query = query.where(_theirs(principal, unit), practice_answers.c.label != "").group_by(*key)
    return {
        (row[0], row[1], row[2]): Answers(float(row[3]), row[4], row[5], row[6]) for row in connection.execute(query)
    }


def examined(engine: Engine, principal: Principal, unit: str = "", most: int = NEWEST) -> dict[Place, Answers]:
    """Every article that examinations asked about, by the newest attempts."""
    query = select(attempts.c.id).join(people, people.c.staff_number == attempts.c.person)
    query = query.where(_theirs(principal, unit), attempts.c.standing.in_([one.value for one in ENDED]))
    versions = ItemVersions(engine)
    found: dict[Place, Answers] = defaultdict(Answers)
    with engine.connect() as connection:
        ids = connection.scalars(query.order_by(attempts.c.ended_at.desc(), attempts.c.id).limit(most)).all()
        for start in range(0, len(ids), AT_ONCE):
            chosen = attempts.c.id.in_(ids[start : start + AT_ONCE])
            sat = [to_attempt(row) for row in connection.execute(select(attempts).where(chosen)).mappings()]
            results = results_of(connection, [attempt.id for attempt in sat])
            items = versions.of({(slot.item_id, slot.version) for attempt in sat for slot in attempt.sheet})
            for attempt in sat:
                marks = results[attempt.id].marks if attempt.id in results else ()
                for slot, mark in zip(attempt.sheet, marks, strict=False):
                    proof = items[slot.item_id, slot.version].proof
                    if proof and proof.label and slot.marks:
                        place = (proof.document_id, proof.label, proof.digest)
                        found[place].add(attempt.person, mark.given / slot.marks)
    return dict(found)


def _theirs(principal: Principal, unit: str) -> ColumnElement[bool]:
    seen = visible(principal)
    mine = people.c.unit_id.in_(seen) if seen is not None else true()
    return and_(mine, people.c.unit_id.in_(below(unit))) if unit else mine
