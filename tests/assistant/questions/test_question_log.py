"""What is asked is kept without what tells who asked, shown to those who may see it, and forgotten in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.answering.model import Answer, AnswerStatus, Question
from assistant.questions.listing import Listing, QuestionReader, Wanted
from assistant.questions.log import QuestionLog
from assistant.questions.tables import question_log
from knowledge.model import Audience

NOON = datetime(2026, 2, 28, 12, tzinfo=UTC)
TRAINER = Principal("1", "韩老师", roles=frozenset({Role.TRAINER}))
CLERK = Principal("2", "小周", roles=frozenset({Role.STAFF}))


def answer(text, status=AnswerStatus.ANSWERED, kind="fact"):
    return Answer(Question(text, date(2026, 2, 28)), status, "……", kind=kind)


def rows(engine):
    with engine.connect() as connection:
        return connection.execute(select(question_log)).mappings().all()


@pytest.fixture
def log(engine):
    return QuestionLog(engine, days=30)


@pytest.fixture
def reader(engine):
    return QuestionReader(engine, frozenset({Role.TRAINER}))


def test_personal_data_is_masked_before_it_is_kept(log, engine):
    log.keep(answer("我是13800138000，信用怎么修复？"), Audience.PUBLIC, at=NOON)
    assert rows(engine)[0]["question"] == "我是［电话］，信用怎么修复？"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("张伟科长住哪里", "declined-personal"), ("王某受贿是不是真的", "declined-accusation")],
)
def test_of_a_question_about_a_person_only_its_sort_is_kept(log, engine, text, kind):
    log.keep(answer(text, AnswerStatus.DECLINED, kind), Audience.PUBLIC, at=NOON)
    assert [(row["question"], row["kind"]) for row in rows(engine)] == [("", kind)]


def test_switched_off_it_keeps_nothing(engine):
    assert QuestionLog(engine, days=30, switched_on=False).keep(answer("？"), Audience.PUBLIC, at=NOON) == ""
    assert rows(engine) == []


def test_questions_that_differ_in_nothing_but_dress_are_counted_together(log, reader):
    for text in ("复议要交费吗？", "复议要交费吗", " 复议，要交费吗?"):
        log.keep(answer(text), Audience.PUBLIC, at=NOON)
    log.keep(answer("学时怎么算"), Audience.STAFF, at=NOON)
    assert [one.times for one in reader.listing(TRAINER, Listing.MOST_ASKED)] == [3, 1]


def test_what_was_not_found_and_what_did_not_help_is_listed(log, reader):
    log.keep(answer("地铁几点收班", AnswerStatus.NOT_FOUND), Audience.PUBLIC, at=NOON)
    kept = log.keep(answer("学时怎么算"), Audience.PUBLIC, at=NOON)
    assert log.mark(kept, helpful=False, reason="没说清，打13800138000告诉我")
    assert [one.question for one in reader.listing(TRAINER, Listing.NOT_FOUND)] == ["地铁几点收班"]
    (unhelpful,) = reader.listing(TRAINER, Listing.UNHELPFUL)
    assert (unhelpful.question, unhelpful.reasons) == ("学时怎么算", ("没说清，打［电话］告诉我",))


def test_an_answer_that_is_not_kept_cannot_be_marked(log):
    assert not log.mark("unknown", helpful=True)


def test_only_those_whom_the_setting_lets_may_see_it(log, reader):
    log.keep(answer("学时怎么算"), Audience.PUBLIC, at=NOON)
    with pytest.raises(Forbidden):
        reader.listing(CLERK, Listing.MOST_ASKED)


def test_what_is_older_than_the_stated_days_is_forgotten_with_the_next_question(log, engine):
    log.keep(answer("旧问题"), Audience.PUBLIC, at=NOON)
    log.keep(answer("新问题"), Audience.PUBLIC, at=NOON + timedelta(days=31))
    assert [row["question"] for row in rows(engine)] == ["新问题"]


def test_only_questions_since_a_day_are_listed_when_asked_so(log, reader):
    log.keep(answer("旧问题"), Audience.PUBLIC, at=NOON)
    log.keep(answer("新问题"), Audience.PUBLIC, at=NOON + timedelta(days=3))
    listed = reader.listing(TRAINER, Listing.MOST_ASKED, Wanted(NOON + timedelta(days=1)))
    assert [one.question for one in listed] == ["新问题"]


def test_the_log_is_counted_and_narrowed_by_entrance_and_words(log, reader):
    first = log.keep(answer("怎样申请公开"), Audience.PUBLIC, at=NOON)
    log.keep(answer("怎样申请公开？", AnswerStatus.NOT_FOUND), Audience.STAFF, at=NOON)
    log.keep(answer("地铁100%几点收班", AnswerStatus.NOT_FOUND), Audience.PUBLIC, at=NOON)
    log.mark(first, True)
    everything = reader.totals(TRAINER)
    assert (everything.asked, everything.different, everything.not_found, everything.helpful) == (3, 2, 2, 1)
    assert reader.totals(TRAINER, Wanted(audience=Audience.PUBLIC)).asked == 2
    assert [one.question for one in reader.listing(TRAINER, Listing.MOST_ASKED, Wanted(containing="%"))] == [
        "地铁100%几点收班"
    ]
    assert reader.totals(TRAINER, Wanted(NOON + timedelta(days=1))).asked == 0
    with pytest.raises(Forbidden):
        reader.totals(CLERK)


def test_what_is_asked_is_counted_over_time(log, reader):
    for days, status in ((0, AnswerStatus.ANSWERED), (0, AnswerStatus.NOT_FOUND), (9, AnswerStatus.NOT_FOUND)):
        log.keep(answer("怎样申请公开", status), Audience.PUBLIC, at=NOON + timedelta(days=days))
    steps = reader.course(TRAINER, Wanted(), NOON, NOON + timedelta(days=10))
    counts = [(step.asked, step.not_found) for step in steps]
    assert counts == [(2, 1), *[(0, 0)] * 8, (1, 1)]
    assert steps[9].since == NOON + timedelta(days=9)
    with pytest.raises(Forbidden):
        reader.course(CLERK, Wanted(), NOON, NOON + timedelta(days=10))
