"""The trainers' pages on what is asked: seen by whom the setting names, labelled, answered by a document."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from assistant.labelled.store import StoredQuestions
from knowledge.model import Audience
from tests.ui.pages.conftest import NOW, Browser
from ui.web.view import staff_view

ASKED = "承诺登记由谁负责？"
PLAN = "青石市政务承诺管理实施方案"


@pytest.fixture
def application(desk):
    return desk.state.house.application


@pytest.fixture
def trainer(desk, clock):
    return Browser(desk, "trainer")


@pytest.fixture
def asked(application, desk):
    view = staff_view(application, desk.state.house.today)
    for text in (ASKED, "火星移民补贴标准是多少"):
        application.question_log.keep(view.answerer.answer(view.question(text)), Audience.STAFF, at=NOW)


def sheet(*rows, pages=("标注",)):
    book, made = Workbook(), BytesIO()
    book.remove(book.active)
    for page in map(book.create_sheet, pages):
        for row in (("问题", "依据文件", "条款"), *rows):
            page.append(row)
    book.save(made)
    return made.getvalue()


def test_what_is_asked_is_listed_by_how_it_went(trainer, asked, desk):
    assert ASKED in trainer.get("/questions").text
    missed = trainer.get("/questions?show=not_found&days=7").text
    assert "火星移民" in missed and ASKED not in missed
    assert ASKED not in trainer.get("/questions?words=火星").text
    assert "/curation?question=" not in missed, "uploads are the administrators'"
    assert "/curation?question=" in Browser(desk, "admin").get("/questions").text
    assert "火星" in Browser(desk, "admin").get("/curation?question=火星").text


def test_the_setting_says_who_may_see_them(desk, application, monkeypatch):
    from assistant.accounts.principal import Role
    from assistant.questions.listing import QuestionReader

    assert Browser(desk, "staff").get("/questions").status_code == 403
    monkeypatch.setattr(application, "question_reader", QuestionReader(application.engine, frozenset({Role.STAFF})))
    assert Browser(desk, "staff").get("/questions").status_code == 200
    assert Browser(desk, "trainer").get("/questions").status_code == 403


def test_a_question_is_labelled_after_its_effect_was_seen(trainer, application):
    form = trainer.get("/labels/new", params={"question": ASKED, "log": "1"}).text
    values = re.findall(r'name="chosen" id="chosen-\d+" value="(\w+\n[^"]+)"', form)
    chosen = next(value for value in values if value.endswith("二、（三）"))
    fields = {"question": ASKED, "chosen": chosen, "log": "1"}
    tried = trainer.submit("/labels/new", {**fields, "step": "try"}, page="/labels/new")
    shown = tried.text.partition('id="then-title"')[2].partition("</section>")[0]
    assert re.findall(r"<strong>《([^》]+)》([^<]+)</strong>", shown)[0] == (PLAN, "二、（三）")
    assert StoredQuestions(application.engine).all() == [], "a try keeps nothing"
    kept = trainer.submit("/labels/new", {**fields, "step": "keep"}, page="/labels/new")
    assert kept.headers["location"] == "/labels"
    (label,) = StoredQuestions(application.engine).all()
    assert (label.label.text, label.origin) == (ASKED, "log")
    assert ASKED in trainer.get("/labels").text
    trainer.submit("/labels/remove", {"label": str(label.id)}, page="/labels")
    assert StoredQuestions(application.engine).all() == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"document": "没有的文件", "article": "一"}, "没有这份文件"),
        ({"document": PLAN, "article": "第九十条"}, "没有这一条"),
    ],
)
def test_a_label_that_names_nothing_says_so(trainer, fields, told):
    answer = trainer.submit("/labels/new", {"question": ASKED, "step": "try", **fields}, page="/labels/new")
    assert answer.status_code == 422
    assert told in answer.text


def test_labels_come_from_a_sheet(trainer, application):
    content = sheet((ASKED, PLAN, "二、（一）"), ("另一个问题", "没有的文件", "一"))
    tried = trainer.submit("/labels/import", {"dry": "1"}, page="/labels/import", files={"file": ("a.xlsx", content)})
    assert "1行可以导入，1行有误" in tried.text and "没有这份文件" in tried.text
    assert "尚未录入" in tried.text and "<td>第3行</td>" in tried.text
    assert StoredQuestions(application.engine).all() == []
    kept = trainer.submit("/labels/import", page="/labels/import", files={"file": ("a.xlsx", content)})
    assert "新增1条标注，已有0条，有误1行" in kept.text and "尚未录入" not in kept.text
    again = trainer.submit("/labels/import", page="/labels/import", files={"file": ("a.xlsx", content)})
    assert "新增0条标注，已有1条，有误1行" in again.text and "可以导入" not in again.text
    (label,) = StoredQuestions(application.engine).all()
    trainer.submit("/labels/remove", {"label": str(label.id)}, page="/labels")
    several = sheet(("另一个问题", "没有的文件", "一"), pages=("甲", "乙"))
    told = trainer.submit("/labels/import", page="/labels/import", files={"file": ("a.xlsx", several)}).text
    assert "<td>甲 第2行</td>" in told and "<td>乙 第2行</td>" in told
    wrong = trainer.submit("/labels/import", page="/labels/import", files={"file": ("a.xlsx", b"no sheet")})
    assert wrong.status_code == 422
