"""Examinations sat by people, on SQLite and PostgreSQL."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest
from sqlalchemy import func, select

from assistant.accounts.principal import Forbidden
from assistant.audit.log import entries, verify
from assistant.quiz.examinations.closing import keep_closing
from assistant.quiz.examinations.outcomes import best_pass, results
from assistant.quiz.examinations.setting import Refusal
from assistant.quiz.examinations.sitting import NoSuchAttempt, SaveOutcome, Sittings
from assistant.quiz.examinations.tables import answers, attempts
from assistant.quiz.examinations.terms import AttemptStanding, Entry, Terms
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from tests.assistant.quiz.examinations.hall import LI, NINE, TRAINER, WANG, Hall, minutes, single


@pytest.fixture
def hall(engine):
    return Hall(engine)


def test_papers_are_frozen_before_it_opens_and_started_on_the_first_click(hall):
    examination = hall.announced({"1001": "王某", "1002": "李某"})
    with hall.engine.connect() as connection:
        told = connection.execute(select(attempts.c.standing, attempts.c.person).order_by(attempts.c.person)).all()
    assert told == [("frozen", "1001"), ("frozen", "1002")]
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    assert (attempt.standing, attempt.number, attempt.due_at) == (AttemptStanding.STARTED, 1, NINE + minutes(30))


def test_who_is_not_listed_gets_a_sheet_on_the_first_click(hall):
    examination = hall.announced({"1001": "王某"})
    assert len(hall.sittings.start(LI, examination.id, NINE).sheet) == 4
    closed = hall.announced({"1001": "王某"}, candidates_only=True)
    assert hall.sittings.start(LI, closed.id, NINE) is Entry.NOT_A_CANDIDATE


def test_clicked_twice_at_once_it_is_one_attempt(hall):
    examination = hall.announced()
    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(lambda _: hall.sittings.start(WANG, examination.id, NINE), range(8)))
    assert len({attempt.id for attempt in started}) == 1


def test_nobody_starts_before_it_opens_or_after_it_closes(hall):
    examination = hall.announced()
    assert hall.sittings.start(WANG, examination.id, NINE - minutes(1)) is Entry.NOT_YET
    assert hall.sittings.start(WANG, examination.id, NINE + minutes(120)) is Entry.CLOSED
    draft = hall.set(opens=NINE, closes=NINE + minutes(10))
    assert hall.sittings.start(WANG, draft.id, NINE) is Entry.NOT_ANNOUNCED


def test_nobodys_time_runs_beyond_the_window(hall):
    examination = hall.announced()
    late = hall.sittings.start(WANG, examination.id, NINE + minutes(110))
    assert late.due_at == NINE + minutes(120)


def test_an_answer_sent_twice_is_one_answer_and_the_newest_counts(hall):
    attempt = hall.sittings.start(WANG, hall.announced().id, NINE)
    one, other = attempt.sheet[0].options[:2]

    def save(sequence, choice):
        return hall.sittings.save(WANG, attempt.id, 0, sequence, {"choices": [choice]}, NINE)

    assert save(1, one).outcome is SaveOutcome.SAVED
    assert save(1, one).outcome is SaveOutcome.SAVED
    assert save(1, other).outcome is SaveOutcome.STALE
    assert save(3, other).outcome is SaveOutcome.SAVED
    assert save(2, one) == type(save(2, one))(SaveOutcome.STALE, 3)
    with hall.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(answers)) == 2
    sitting = hall.sittings.sit(WANG, attempt.id, NINE)
    assert sitting.answers[0].response["choices"] == [other]
    assert sitting.sequence == 3


def test_another_server_on_the_same_database_goes_on_where_the_first_was_killed(hall):
    examination = hall.announced()
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    hall.answer(WANG, attempt, [True, True], NINE)
    again = Sittings(hall.engine)
    assert again.start(WANG, examination.id, NINE + minutes(5)).id == attempt.id
    assert sorted(again.sit(WANG, attempt.id, NINE + minutes(5)).answers) == [0, 1]


def test_submitting_twice_is_submitting_once(hall):
    examination = hall.announced()
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    hall.answer(WANG, attempt, [True, True, True, False], NINE)
    ended = [hall.sittings.submit(WANG, attempt.id, NINE + minutes(n)) for n in (1, 2)]
    assert [one.ended_at for one in ended] == [NINE + minutes(1)] * 2
    (told,) = results(hall.engine, examination.id)
    assert (told.staff_number, told.score, told.passed, told.attempt) == ("1001", 75.0, True, 1)
    assert best_pass(hall.engine, "1001", paper_id=hall.paper.id) == told
    assert best_pass(hall.engine, "1002", examination_id=examination.id) is None
    assert verify(hall.engine) is None


def test_nothing_is_taken_after_the_end_and_the_server_closes_what_is_overdue(hall):
    examination = hall.announced()
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    hall.answer(WANG, attempt, [True, True, True], NINE + minutes(30))
    late = hall.sittings.save(WANG, attempt.id, 3, 9, {"choices": [attempt.sheet[3].options[0]]}, NINE + minutes(31))
    assert late.outcome is SaveOutcome.ENDED
    assert hall.sittings.sit(WANG, attempt.id, NINE + minutes(31)) is None
    assert hall.sittings.close_overdue(NINE + minutes(29)) == 0
    assert [hall.sittings.close_overdue(NINE + minutes(31)) for _ in range(2)] == [1, 0]
    (told,) = results(hall.engine, examination.id)
    assert (told.score, told.passed, told.submitted_at) == (75.0, True, NINE + minutes(30))


def test_a_serving_program_closes_what_is_overdue_by_itself(hall):
    examination = hall.announced()
    hall.sittings.start(WANG, examination.id, NINE)
    looked = threading.Event()

    def clock():
        if results(hall.engine, examination.id):
            looked.set()
        return NINE + minutes(31)

    stop = keep_closing(hall.sittings, clock, every=0.01)
    assert looked.wait(30)
    stop.set()
    assert len(results(hall.engine, examination.id)) == 1


def test_submitting_too_late_is_what_the_server_would_have_done(hall):
    attempt = hall.sittings.start(WANG, hall.announced().id, NINE)
    assert hall.sittings.submit(WANG, attempt.id, NINE + minutes(45)).standing is AttemptStanding.OVERDUE


def test_attempts_run_out_and_the_best_counts(hall):
    examination = hall.announced(attempts=2)
    for rights in ([True] * 4, [False] * 4):
        attempt = hall.sittings.start(WANG, examination.id, NINE)
        hall.answer(WANG, attempt, rights, NINE)
        hall.sittings.submit(WANG, attempt.id, NINE + minutes(1))
    assert hall.sittings.start(WANG, examination.id, NINE) is Entry.NO_ATTEMPT_LEFT
    assert best_pass(hall.engine, "1001", examination_id=examination.id).score == 100


def test_a_make_up_is_for_those_who_have_not_passed(hall):
    windows = {"make_up_opens": NINE + minutes(600), "make_up_closes": NINE + minutes(700), "make_up_attempts": 1}
    examination = hall.announced(**windows)
    for who, rights in ((WANG, [True] * 4), (LI, [False] * 4)):
        attempt = hall.sittings.start(who, examination.id, NINE)
        hall.answer(who, attempt, rights, NINE)
        hall.sittings.submit(who, attempt.id, NINE)
    assert hall.sittings.entry(LI, examination.id, NINE + minutes(300)) is Entry.NOT_YET
    assert hall.sittings.start(WANG, examination.id, NINE + minutes(600)) is Entry.PASSED
    assert hall.sittings.start(LI, examination.id, NINE + minutes(600)).make_up
    assert hall.sittings.entry(LI, examination.id, NINE + minutes(700)) is Entry.CLOSED


def test_nothing_of_the_key_is_in_what_a_page_gets(hall):
    attempt = hall.sittings.start(WANG, hall.announced().id, NINE)
    told = json.dumps([asdict(one) for one in hall.sittings.sit(WANG, attempt.id, NINE).asked], ensure_ascii=False)
    assert "解析" not in told
    assert "key" not in told


def test_another_persons_attempt_is_not_there(hall):
    attempt = hall.sittings.start(WANG, hall.announced().id, NINE)
    for ask in (
        lambda: hall.sittings.sit(LI, attempt.id, NINE),
        lambda: hall.sittings.save(LI, attempt.id, 0, 1, {}, NINE),
        lambda: hall.sittings.submit(LI, attempt.id, NINE),
    ):
        with pytest.raises(NoSuchAttempt):
            ask()


@pytest.mark.parametrize(
    "response",
    [{"choices": ["nothing"]}, {"choices": "ab"}, {"texts": ["三十"]}, {"parts": [1]}, {"texts": [1]}],
)
def test_what_is_no_response_to_the_item_is_refused(hall, response):
    attempt = hall.sittings.start(WANG, hall.announced().id, NINE)
    with pytest.raises(ValueError, match=r"response|texts|option"):
        hall.sittings.save(WANG, attempt.id, 0, 1, response, NINE)


def test_setting_an_examination_is_for_trainers(hall):
    terms = Terms(NINE, NINE + minutes(10))
    with pytest.raises(Forbidden):
        hall.examinations.set(WANG, "测试", hall.paper.id, terms, {}, NINE)
    with pytest.raises(Forbidden):
        hall.papers.make(WANG, "试卷", hall.paper.blueprint, NINE)


def test_impossible_terms_are_refused_by_name(hall):
    terms = Terms(NINE, NINE, 0, make_up_opens=NINE)
    told = hall.examinations.set(TRAINER, " ", "none", terms, {}, NINE)
    assert set(told) == {Refusal.WINDOW, Refusal.ATTEMPTS, Refusal.MAKE_UP, Refusal.NO_TITLE, Refusal.NO_PAPER}


def test_announced_terms_stand(hall):
    examination = hall.announced()
    told = hall.examinations.change(TRAINER, examination.id, "改", hall.paper.id, examination.terms, NINE)
    assert told == (Refusal.NOT_A_DRAFT,)
    assert hall.examinations.announce(TRAINER, examination.id, NINE) == (Refusal.OPEN,)
    done = [entry.action for entry in entries(hall.engine, subject=f"examination:{examination.id}")]
    assert done == ["examination.set", "examination.announce"]


def test_a_cancelled_examination_takes_no_more_answers(hall):
    examination = hall.announced()
    attempt = hall.sittings.start(WANG, examination.id, NINE)
    hall.examinations.cancel(TRAINER, examination.id, "停电", NINE)
    told = hall.sittings.save(WANG, attempt.id, 0, 1, {"choices": [attempt.sheet[0].options[0]]}, NINE)
    assert told.outcome is SaveOutcome.ENDED


def test_each_person_gets_their_own_sheet_from_the_frozen_pool(engine):
    blueprint = Blueprint((Part((Section(4, 25),)),), 75, 30, per_person=True)
    hall = Hall(engine, blueprint, tuple(map(single, range(40))))
    examination = hall.announced({"1001": "王某"})
    assert len(examination.pool) == 40
    hall.bank.put([single(99)], who="author", at=NINE)
    sheets = {who.person: who.sheet for who in (hall.sittings.start(p, examination.id, NINE) for p in (WANG, LI))}
    assert {slot.item_id for slot in sheets["1001"]} != {slot.item_id for slot in sheets["1002"]}
    late = Sittings(engine).start(LI, examination.id, NINE + minutes(1))
    assert late.sheet == sheets["1002"]
