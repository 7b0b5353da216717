"""A requirement put in force: seen beforehand, its examination opened with it; practice of named articles counts."""

from datetime import date

import pytest
from sqlalchemy import select

from assistant.quiz.bank.life import Action
from assistant.quiz.examinations.setting import Examinations, Refusal
from assistant.quiz.examinations.tables import examinations
from assistant.quiz.practice.sessions import Practice
from assistant.training.assign import follow_roster
from assistant.training.calendar import last_day
from assistant.training.examined import collect
from assistant.training.model import ActivityKind, Audience, Part, Schedule, Standing
from assistant.training.nightly import run_nightly
from assistant.training.publish import NotOpened, outlook, publish
from assistant.training.requirements import EditedMeanwhile, find, save
from tests.assistant.quiz.examinations.hall import LI, WANG, Hall, single
from tests.assistant.quiz.examinations.hall import NINE as MARCH
from tests.assistant.training.made import ADMIN, PEOPLE, clock, requirement, roster, standing_of
from tests.assistant.training.test_articles import TITLE, about, read


@pytest.fixture
def hall(engine):
    roster(engine, *PEOPLE)
    return Hall(engine)


def kept(engine, **changes):
    """A draft as it is kept."""
    save(engine, requirement(**changes), ADMIN, at=MARCH)
    with engine.connect() as connection:
        return find(connection, "annual")


def paper_of(hall):
    return Part(ActivityKind.PAPER, (hall.paper.id,), pass_mark=60, attempts=2, makeups=1)


def opened(engine):
    with engine.connect() as connection:
        return connection.execute(select(examinations).order_by(examinations.c.opens)).all()


def test_what_it_would_bring_is_seen_and_then_it_is_put_in_force_in_one_step(hall):
    draft = kept(hall.engine, parts=(paper_of(hall),))
    seen = outlook(hall.engine, draft.requirement, MARCH)
    assert (seen.year, last_day(seen.window.due_at), seen.people) == (2026, date(2026, 12, 31), 3)
    assert seen.by_unit == (("青石市/财政局", 2), ("青石市/民政局", 1))
    assert (seen.without_address, seen.papers) == (1, (hall.paper.id,))
    assert opened(hall.engine) == [], "looking changes nothing"
    done = publish(hall.engine, draft, ADMIN, MARCH)
    assert (done.assigned.given, len(done.examinations)) == (3, 1)
    (sat,) = opened(hall.engine)
    assert (sat.title, sat.standing, sat.attempts, sat.make_up_attempts) == ("年度诚信教育（2026）", "announced", 2, 1)
    assert (sat.opens, last_day(sat.closes), last_day(sat.make_up_closes)) == (
        MARCH, date(2026, 12, 31), date(2027, 1, 31)
    )  # fmt: skip
    with hall.engine.connect() as connection:
        assert find(connection, "annual").standing is Standing.ACTIVE


def test_who_sits_the_examination_that_was_opened_has_completed_it(hall):
    publish(hall.engine, kept(hall.engine, parts=(paper_of(hall),)), ADMIN, MARCH)
    (sat,) = opened(hall.engine)
    attempt = hall.sittings.start(WANG, sat.id, clock(2026, 12, 31, 23, 50))
    hall.answer(WANG, attempt, [True] * 4, clock(2026, 12, 31, 23, 55))
    hall.sittings.submit(WANG, attempt.id, clock(2026, 12, 31, 23, 59, 59))
    assert collect(hall.engine, clock(2027, 1, 1, 0, 5)) == 1
    assert standing_of(hall.engine, clock(2027, 1, 1, 0, 5)) == {
        "1001": ["completed"], "1002": ["overdue"], "1003": ["overdue"]
    }  # fmt: skip


def test_a_second_time_opens_no_second_examination_and_an_overtaken_draft_is_told(hall):
    draft = kept(hall.engine, parts=(paper_of(hall),))
    publish(hall.engine, draft, ADMIN, MARCH)
    with pytest.raises(EditedMeanwhile):
        publish(hall.engine, draft, ADMIN, MARCH)
    with hall.engine.connect() as connection:
        again = find(connection, "annual")
    assert publish(hall.engine, again, ADMIN, MARCH).examinations == ()
    assert len(opened(hall.engine)) == 1


def test_a_paper_that_cannot_be_sat_puts_nothing_in_force(hall):
    draft = kept(hall.engine, parts=(paper_of(hall),))
    hall.bank.act("S-0", Action.RETIRE, who="reviewer", at=MARCH)
    with pytest.raises(NotOpened) as refused:
        publish(hall.engine, draft, ADMIN, MARCH)
    assert refused.value.refusal is Refusal.PAPER_OUTDATED
    with hall.engine.connect() as connection:
        assert find(connection, "annual").standing is Standing.DRAFT
    assert [one.standing.value for one in Examinations(hall.engine).all(ADMIN)] == ["cancelled"]


def test_before_its_first_cycle_there_is_nothing_to_open(hall):
    later = kept(hall.engine, parts=(paper_of(hall),), schedule=Schedule(2028))
    assert outlook(hall.engine, later.requirement, MARCH).window is None
    assert publish(hall.engine, later, ADMIN, MARCH).assigned.given == 0
    assert opened(hall.engine) == []


def test_an_article_mastered_by_practice_counts_for_those_who_were_asked_to(sample_base):
    engine = sample_base.engine
    articles = read(sample_base, TITLE)
    roster(engine, *PEOPLE[:2])
    hall = Hall(engine, items=[about(0, articles["第一条"]), about(1, articles["第二条"]), single(2), single(3)])
    part = Part(ActivityKind.PRACTICE, (f"{TITLE}#第一条",), pass_mark=90)
    save(engine, requirement(parts=(part,), audience=Audience()), ADMIN, at=MARCH, standing=Standing.ACTIVE)
    follow_roster(engine, MARCH)
    item = hall.bank.get("S-0").item
    practice = Practice(engine)
    (offered,) = practice.next(WANG, MARCH, count=5, articles=[articles["第一条"].article.digest])
    assert offered.label == "第一条", "nothing else is offered"
    for _ in range(4):
        practice.answer(WANG, "S-0", 1, {"choices": [item.key[0]]}, MARCH)
        practice.answer(LI, "S-1", 1, {"choices": [hall.bank.get("S-1").item.key[0]]}, MARCH)
    assert collect(engine, MARCH) == 1
    assert collect(engine, MARCH) == 0
    run_nightly(engine, MARCH)
    assert standing_of(engine, MARCH) == {"1001": ["completed"], "1002": ["not_started"]}
