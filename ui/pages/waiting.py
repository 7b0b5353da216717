"""What waits for somebody, by the page where it is done: duties, examinations, reviews, help requests, questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from assistant.accounts.principal import Role
from assistant.helpdesk.office import CLERKS
from assistant.questions.listing import Wanted
from assistant.quiz.bank.life import Standing
from assistant.quiz.examinations.terms import MAY_ENTER
from assistant.training.cycles import open_cycles
from assistant.training.model import Status
from assistant.training.record import record_of
from assistant.training.reports.completion import by_unit
from ui.pages.visit import Visit

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits: the key of its word, how many, whether it is late."""

    key: str
    count: int
    late: bool = False


def waiting(visit: Visit) -> Mapping[str, list[Waits]]:
    """What waits, by path; nothing that a person may not see."""
    found: dict[str, list[Waits]] = defaultdict(list)
    for path, waits in _own(visit):
        found[path].append(waits)
    if visit.person.is_any(Role.TRAINER, Role.ADMIN):
        for path, waits in _of_trainers(visit):
            found[path].append(waits)
    if visit.person.is_any(*visit.application.question_reader.readers):
        found["/questions"].append(Waits("waits-not-found", _not_found(visit)))
    if visit.person.is_any(*CLERKS):
        open_ones, late = visit.application.help_office.counts(visit.person, at=visit.now)
        found["/office/requests"] += [Waits("waits-requests", open_ones), Waits("waits-overdue", late, late=True)]
    return {path: [one for one in all_ if one.count] for path, all_ in found.items()}


def _own(visit: Visit) -> list[tuple[str, Waits]]:
    with visit.application.engine.connect() as connection:
        record = record_of(connection, visit.person.staff_number, visit.person, visit.now)
    duties = Counter(duty.status for duty in record.duties) if record else Counter()
    known = visit.application.quiz.practice.progress(visit.person, visit.now).values()
    listed = visit.application.quiz.review.list(visit.person, visit.now)
    return [
        ("/learning", Waits("waits-due", duties[Status.NOT_STARTED] + duties[Status.IN_PROGRESS])),
        ("/learning", Waits("waits-overdue", duties[Status.OVERDUE], late=True)),
        ("/practice", Waits("waits-practice", sum(bool(one.due and one.due <= visit.now) for one in known))),
        ("/examinations", Waits("waits-examinations", sum(one.entry in MAY_ENTER for one in listed))),
    ]


def _of_trainers(visit: Visit) -> list[tuple[str, Waits]]:
    standing = visit.application.quiz.items.counts(visit.person)
    overdue = 0
    with visit.application.engine.connect() as connection:
        for cycle, _ in open_cycles(connection, visit.now):
            tallies = by_unit(connection, cycle.id, visit.person, visit.now)
            tops = tallies[:1] if visit.person.is_any(Role.ADMIN) else tallies
            overdue += sum(tally.counts.get(Status.OVERDUE, 0) for tally in tops)
    return [
        ("/items", Waits("waits-review", standing[Standing.IN_REVIEW])),
        ("/items", Waits("waits-recheck", standing[Standing.NEEDS_REVIEW], late=True)),
        ("/training", Waits("waits-people-overdue", overdue, late=True)),
    ]


def _not_found(visit: Visit) -> int:
    return visit.application.question_reader.totals(visit.person, Wanted(visit.now - LATELY)).not_found
