"""After the examination: what was wrong with an item is put right, and everybody can see how."""

from dataclasses import replace

import pytest

from assistant.accounts.principal import Forbidden
from assistant.audit.log import entries
from assistant.quiz.bank.life import Action
from assistant.quiz.examinations.outcomes import results
from assistant.quiz.examinations.scoring import Correction, Remedy, score
from assistant.quiz.marking import Response
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from assistant.quiz.papers.sheet import Slot
from tests.assistant.quiz.examinations.hall import LI, NINE, TRAINER, WANG, Hall, minutes, single, written


def sat(hall, who, examination, rights):
    attempt = hall.sittings.start(who, examination.id, NINE)
    hall.answer(who, attempt, rights, NINE)
    return hall.sittings.submit(who, attempt.id, NINE + minutes(1))


@pytest.fixture
def hall(engine):
    return Hall(engine)


def test_voiding_an_item_is_previewed_then_recorded(hall):
    examination = hall.announced()
    passed = sat(hall, WANG, examination, [False, True, True, True])
    failed = sat(hall, LI, examination, [False, True, True, False])
    wrong = Correction(passed.sheet[0].item_id, Remedy.ALL_RIGHT)
    seen = hall.corrections.preview(TRAINER, examination.id, [wrong])
    assert [(change.attempt.person, change.before.score, change.after.score, change.turned) for change in seen] == [
        ("1002", 50.0, 75.0, True),
        ("1001", 75.0, 100.0, False),
    ]
    assert [one.score for one in results(hall.engine, examination.id)] == [75.0, 50.0]
    assert hall.corrections.correct(TRAINER, examination.id, [wrong], "题干有误", NINE + minutes(200)) == seen
    assert [one.passed for one in results(hall.engine, examination.id)] == [True, True]
    (told,) = [one for one in entries(hall.engine) if one.action == "examination.correct"]
    assert (told.detail["reason"], told.detail["turned"]) == ("题干有误", [failed.id])


def test_a_dropped_item_leaves_the_pass_mark_its_meaning(hall):
    examination = hall.announced()
    attempt = sat(hall, WANG, examination, [True, True, False, False])
    dropped = Correction(attempt.sheet[3].item_id, Remedy.DROP)
    (change,) = hall.corrections.preview(TRAINER, examination.id, [dropped])
    assert (change.after.score, change.after.possible) == (66.67, 100.0)


def test_a_second_key_is_right_too(hall):
    examination = hall.announced()
    attempt = sat(hall, WANG, examination, [False, True, True, False])
    item = hall.corrections.asked(TRAINER, examination.id)[attempt.sheet[0].item_id]
    chosen = next(option.id for option in item.options if option.id not in item.key)
    (change,) = hall.corrections.preview(TRAINER, examination.id, [Correction(item.id, Remedy.ACCEPT, (chosen,))])
    assert change.after.score == 75.0
    with pytest.raises(ValueError, match="second key"):
        hall.corrections.preview(TRAINER, examination.id, [Correction(item.id, Remedy.ACCEPT, ("nothing",))])


def test_an_edited_item_never_marks_an_old_attempt_again(hall):
    examination = hall.announced()
    attempt = sat(hall, WANG, examination, [True] * 4)
    shown = hall.corrections.asked(TRAINER, examination.id)[attempt.sheet[0].item_id]
    hall.bank.put([replace(shown, key=(shown.options[1].id,))], who="editor", at=NINE)
    hall.bank.act(shown.id, Action.SUBMIT, who="editor", at=NINE)
    hall.bank.act(shown.id, Action.APPROVE, who="reviewer", at=NINE)
    assert hall.corrections.preview(TRAINER, examination.id, []) == []
    assert hall.corrections.asked(TRAINER, examination.id)[shown.id] == shown


def test_who_ends_after_a_correction_is_marked_with_it(hall):
    examination = hall.announced()
    first = sat(hall, WANG, examination, [True] * 4)
    hall.corrections.correct(
        TRAINER, examination.id, [Correction(first.sheet[0].item_id, Remedy.ALL_RIGHT)], "题干有误", NINE
    )
    sat(hall, LI, examination, [False, False, False, False])
    assert [one.score for one in results(hall.engine, examination.id)] == [100.0, 25.0]


def test_a_written_answer_is_provisional_until_a_person_has_marked_it(engine):
    blueprint = Blueprint((Part((Section(1, 10, (ItemType.SHORT_ANSWER,)),)),), 6, 30)
    hall = Hall(engine, blueprint, (written(1),))
    examination = hall.announced()
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    hall.sittings.save(WANG, attempt.id, 0, 1, {"texts": ["应当公开征集事项"]}, NINE)
    hall.sittings.submit(WANG, attempt.id, NINE)
    (told,) = results(engine, examination.id)
    assert (told.score, told.passed, told.provisional) == (5.0, False, True)
    with pytest.raises(ValueError, match="from 0 to 10"):
        hall.corrections.mark_by_hand(TRAINER, attempt.id, 0, 11, "", NINE)
    hall.corrections.mark_by_hand(TRAINER, attempt.id, 0, 8, "要点二表述不同", NINE)
    (told,) = results(engine, examination.id)
    assert (told.score, told.passed, told.provisional) == (8.0, True, False)


def test_correcting_is_for_trainers_and_needs_a_reason(hall):
    examination = hall.announced()
    attempt = sat(hall, WANG, examination, [True] * 4)
    wrong = [Correction(attempt.sheet[0].item_id, Remedy.DROP)]
    with pytest.raises(Forbidden):
        hall.corrections.preview(WANG, examination.id, wrong)
    with pytest.raises(ValueError, match="reason"):
        hall.corrections.correct(TRAINER, examination.id, wrong, " ", NINE)


def test_a_part_below_its_minimum_fails_the_whole_paper():
    parts = (Part((Section(2, 40),), minimum=40), Part((Section(2, 10),), minimum=20))
    sheet = (Slot(0, "S-0", 1, 40), Slot(0, "S-1", 1, 40), Slot(1, "S-2", 1, 10), Slot(1, "S-3", 1, 10))
    items = {(f"S-{n}", 1): single(n) for n in range(4)}
    right = {n: Response(items[f"S-{n}", 1].key) for n in range(3)}
    told = score(Blueprint(parts, 60, 30), sheet, items, right)
    assert (told.score, told.passed, [part.reached for part in told.parts]) == (90, False, [True, False])
    assert score(Blueprint(parts, 60, 30), sheet, items, {**right, 3: Response(items["S-3", 1].key)}).passed
