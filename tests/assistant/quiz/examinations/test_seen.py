"""Trainers see the attempts of their own units' people, and nobody else's."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.quiz.examinations.outcomes import results_seen
from assistant.quiz.examinations.review import Review
from assistant.quiz.examinations.scoring import Correction, Remedy
from assistant.quiz.examinations.sitting import NoSuchAttempt
from assistant.training.reports.articles import items
from assistant.training.roster.units import ensure_units
from assistant.training.tables import people
from tests.assistant.quiz.examinations.hall import LI, NINE, TRAINER, WANG, Hall, minutes

FINANCE = Principal("trainer-2", "财政局培训员", roles=frozenset({Role.TRAINER}), units=frozenset({"市/财政局"}))
CITY = replace(FINANCE, account_id="trainer-3", units=frozenset({"市"}))
ADMIN = Principal("admin-1", "管理员", roles=frozenset({Role.ADMIN}))
NOBODYS = replace(FINANCE, account_id="trainer-4", units=frozenset())
ZHAO = Principal("account-3", "赵某", "9009", frozenset({Role.STAFF}))


@pytest.fixture
def hall(engine):
    """王 in the finance bureau, 李 in the audit bureau, 赵 in no roster; each has sat the examination."""
    made = Hall(engine)
    with engine.begin() as connection:
        units = ensure_units(connection, ["市/财政局", "市/审计局"])
        blank = dict.fromkeys(("department", "post", "rank", "category", "email"), "")
        for who, unit in ((WANG, "市/财政局"), (LI, "市/审计局")):
            row = {"staff_number": who.staff_number, "name": who.name, "unit_id": units[unit], "active": True, **blank}
            connection.execute(insert(people).values(**row))
    made.examination = made.announced({"1001": "王某", "1002": "李某", "9009": "赵某"})
    made.attempts = {}
    for who in (WANG, LI, ZHAO):
        attempt = made.sittings.start(who, made.examination.id, NINE)
        made.answer(who, attempt, [True, True, False, False], NINE + minutes(1))
        made.sittings.submit(who, attempt.id, NINE + minutes(2))
        made.attempts[who.name] = attempt
    return made


def names(hall, who):
    shown, elsewhere = results_seen(hall.engine, who, hall.examination.id)
    return [one.name for one in shown], elsewhere


def test_results_are_those_of_ones_own_units(hall):
    assert names(hall, FINANCE) == (["王某"], 2)
    assert names(hall, CITY) == (["王某", "李某"], 1)
    assert names(hall, ADMIN) == (["王某", "李某", "赵某"], 0)
    assert names(hall, NOBODYS) == ([], 3)
    with pytest.raises(Forbidden):
        names(hall, WANG)


def test_who_set_it_sees_those_whom_no_roster_knows(hall):
    assert names(hall, TRAINER) == (["赵某"], 2)


def test_the_list_of_people_is_cut_the_same_way(hall):
    assert hall.examinations.people(FINANCE, hall.examination.id) == {"1001": "王某"}
    assert list(hall.examinations.people(ADMIN, hall.examination.id)) == ["1001", "1002", "9009"]


def test_an_attempt_of_another_unit_is_not_there(hall):
    review = Review(hall.engine, hall.versions)
    at = NINE + minutes(200)
    assert review.any_attempt(FINANCE, hall.attempts["王某"].id, at).result
    for name in ("李某", "赵某"):
        with pytest.raises(NoSuchAttempt):
            review.any_attempt(FINANCE, hall.attempts[name].id, at)


def test_what_would_change_elsewhere_is_counted_without_names(hall):
    item = hall.attempts["王某"].sheet[2].item_id
    changes = hall.corrections.preview(FINANCE, hall.examination.id, [Correction(item, Remedy.ALL_RIGHT)])
    told = {(change.attempt.person, change.attempt.name) for change in changes}
    assert len(changes) >= 1
    assert told <= {("1001", "王某"), ("", "")}
    every = hall.corrections.preview(ADMIN, hall.examination.id, [Correction(item, Remedy.ALL_RIGHT)])
    assert len(every) == len(changes)
    assert ("", "") not in {(change.attempt.person, change.attempt.name) for change in every}


def test_nobody_marks_an_attempt_of_another_unit_by_hand(hall):
    attempt = hall.attempts["李某"]
    with pytest.raises(Forbidden):
        hall.corrections.mark_by_hand(FINANCE, attempt.id, 0, 1.0, "", NINE + minutes(200))
    assert hall.corrections.mark_by_hand(CITY, attempt.id, 0, 1.0, "", NINE + minutes(200))


def test_figures_of_items_count_ones_own_people_alone(hall):
    assert {one.answers for one in items(hall.engine, FINANCE)} == {1}
    assert {one.answers for one in items(hall.engine, CITY)} == {2}
    assert {one.answers for one in items(hall.engine, ADMIN)} == {3}
    assert items(hall.engine, NOBODYS) == []
