"""Which articles a unit knows least, by practice and examinations together; how far training reaches the documents."""

from dataclasses import replace

import pytest

from assistant.documents import current, find_documents
from assistant.quiz.model import Proof
from assistant.quiz.practice.sessions import Practice
from assistant.training.model import ActivityKind, Audience, Part
from assistant.training.reports.articles import weakest
from assistant.training.reports.coverage import by_document, coverage
from assistant.training.reports.excel import write_workbook
from assistant.training.reports.sheets import coverage_sheet, documents_sheet, weak_sheet
from assistant.wording.words import answer_words
from tests.assistant.quiz.examinations.hall import LI, NINE, WANG, Hall, minutes, single
from tests.assistant.training.made import ADMIN, TRAINER, active, requirement, roster, row

TITLE = "青石市诚信服务条例"
TODAY = NINE.date()
PEOPLE = row(1001, "王某"), row(1002, "李某", "青石市/民政局")


def read(application, title):
    """The articles in force of a document, by label."""
    (version,) = current(find_documents(application.catalogue(), title), TODAY)
    return {one.article.label: one for one in application.catalogue().articles_of(version)}


def about(n, found):
    """An item that rests on an article."""
    version, article = found.version, found.article
    proof = Proof(version.document_id, version.id, version.title, "", article.label, article.digest, 0, 1, "一")
    return replace(single(n), proof=proof)


@pytest.fixture
def base(sample_base):
    """Two people of two offices; items on two articles, sat by both, practised by one."""
    articles = read(sample_base, TITLE)
    items = [about(0, articles["第一条"]), about(1, articles["第二条"]), single(2), single(3)]
    hall = Hall(sample_base.engine, items=items)
    roster(sample_base.engine, *PEOPLE)
    examination = hall.announced({"1001": "王某", "1002": "李某"})
    for who, first in ((WANG, True), (LI, False)):
        attempt = hall.sittings.start(who, examination.id, NINE)
        rights = [first or slot.item_id != "S-0" for slot in attempt.sheet]
        hall.answer(who, attempt, rights, NINE + minutes(1))
        hall.sittings.submit(who, attempt.id, NINE + minutes(2))
    practice = Practice(sample_base.engine)
    wrong = next(option.id for option in items[0].options if option.id not in items[0].key)
    for choice in (wrong, wrong, wrong, items[0].key[0]):
        practice.answer(WANG, "S-0", 1, {"choices": [choice]}, NINE)
    return sample_base


def test_practice_and_examinations_together_say_what_is_known_least(base):
    (worst,) = weakest(base.engine, ADMIN)
    assert (worst.label, worst.answers, worst.examined) == ("第一条", 6, 2)
    assert worst.share == pytest.approx(2 / 6)
    (own,) = weakest(base.engine, TRAINER)
    assert (own.answers, own.examined, own.share) == (5, 1, pytest.approx(2 / 5)), "their own office's people alone"
    assert weakest(base.engine, ADMIN, "青石市/民政局") == [], "one answer says nothing"
    sheet = weak_sheet([worst], {worst.document: TITLE}, answer_words("zh"), NINE)
    assert sheet.rows == ((TITLE, "第一条", "33.3%", 6, 2),)


def test_every_article_in_force_is_told_with_its_items_who_must_read_it_and_who_knows_it(base, tmp_path):
    parts = (Part(ActivityKind.READING, (f"{TITLE}#第一条",)), Part(ActivityKind.PRACTICE, (f"{TITLE}#第二条",)))
    active(base.engine, requirement(parts=parts, audience=Audience()))
    told = coverage(base.engine, base.catalogue(), ADMIN, TODAY)
    assert len(told) == len({(one.document, one.label) for one in told})
    known = {one.label: one for one in told if one.title == TITLE}
    assert known.keys() == read(base, TITLE).keys()
    first = known["第一条"]
    assert (first.items, first.required, first.practised, first.practised_right) == (1, ("年度诚信教育",), 1, 1)
    assert (first.examined, first.examined_right) == (2, 1)
    assert (known["第二条"].required, known["第二条"].practised, known["第二条"].examined_right) == (
        ("年度诚信教育",), 0, 2
    )  # fmt: skip
    summed = next(one for one in by_document(told) if one.title == TITLE)
    assert (summed.articles, summed.with_items, summed.required, summed.answered) == (len(known), 2, 2, 2)
    only = coverage(base.engine, base.catalogue(), TRAINER, TODAY, "青石市/财政局", summed.document)
    assert {one.title for one in only} == {TITLE}
    assert only[0].examined == 1
    words = answer_words("zh")
    with (tmp_path / "coverage.xlsx").open("wb") as out:
        write_workbook([documents_sheet(by_document(told), words, NINE), coverage_sheet(told, words, NINE)], out)


def test_what_is_no_longer_in_force_is_not_counted(base):
    (version,) = current(find_documents(base.catalogue(), TITLE), TODAY)
    later = coverage(base.engine, base.catalogue(), ADMIN, version.effective.replace(year=1990))
    assert TITLE not in {one.title for one in later}
