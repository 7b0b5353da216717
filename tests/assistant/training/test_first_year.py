"""The set-up that ships is there on the first evening, once, and can be put in force."""

from assistant.accounts.directory import PROGRAM
from assistant.bootstrap import SHIPPED
from assistant.quiz.papers.store import Papers
from assistant.training.first_year import put_first_year
from assistant.training.model import ActivityKind, Standing
from assistant.training.pledges import templates
from assistant.training.publish import outlook, publish
from assistant.training.requirements import find_all
from tests.assistant.quiz.examinations.hall import WANG
from tests.assistant.training.made import ADMIN, PEOPLE, clock, roster

NOW = clock(2026, 11, 21)


def test_a_year_is_set_up_from_what_ships(application):
    with application.changing():
        _, rows = application.take_in(SHIPPED)
        list(rows)
    with application.engine.connect() as connection:
        (kept,) = find_all(connection)
        (pledge,) = templates(connection)
    assert (kept.requirement.title, kept.standing) == ("年度诚信教育", Standing.DRAFT)
    assert "本人郑重承诺" in pledge.body
    (paper,) = Papers(application.engine).all(ADMIN)
    assert len(paper.sheet) == 50
    assert sum(slot.marks for slot in paper.sheet) == 100
    wanted = {part.kind: part.subjects for part in kept.requirement.parts}
    assert wanted[ActivityKind.PAPER] == (paper.id,)
    known = {version.title for version in application.catalogue().versions().values()}
    assert {one.document for one in kept.requirement.basis} <= known
    assert put_first_year(application.engine, PROGRAM, NOW) is None, "what a trainer has changed since stays"
    roster(application.engine, *PEOPLE)
    now = clock(kept.requirement.schedule.first_year, 12, 1)
    assert outlook(application.engine, kept.requirement, now).papers == (paper.id,)
    done = publish(application.engine, kept, ADMIN, now)
    assert (done.assigned.given, len(done.examinations)) == (len(PEOPLE), 1)
    quiz = application.quiz
    assert len(quiz.sittings.start(WANG, done.examinations[0], now).sheet) == 50


