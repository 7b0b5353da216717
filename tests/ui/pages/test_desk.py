"""The desk's home: the places somebody may go to, each with what waits there for them."""

import re
from types import SimpleNamespace

import pytest

from assistant.accounts.principal import Principal, Role
from assistant.answering.model import Answer, AnswerStatus, Question
from assistant.helpdesk.model import Asking
from assistant.quiz.bank.life import Action
from assistant.training.model import Standing
from assistant.training.requirements import save
from knowledge.catalogue.writing import CatalogueWriter
from knowledge.model import Audience
from tests.assistant.quiz.examinations.hall import single
from tests.assistant.training.made import ADMIN, PEOPLE, requirement, roster
from tests.parts import show
from tests.samples import regulation
from tests.ui.pages.conftest import NOW, Browser
from ui.pages.first_steps import first_steps

AUTHOR = Principal("author", "编写人", roles=frozenset({Role.TRAINER}))


def tiles(desk, person):
    """Path → what its tile says."""
    page = Browser(desk, person).get("/desk").text
    found = re.findall(r'<li><a href="([^"]+)"><span class="tile-name">(.*?)</a></li>', page, re.DOTALL)
    return {path: " ".join(re.sub("<[^>]+>", " ", text).split()) for path, text in found}


@pytest.fixture
def busy(desk, clock):
    """A desk at which something waits for everybody."""
    application = desk.state.house.application
    application.quiz.items.put(AUTHOR, [single(91)], NOW)
    application.quiz.items.act(AUTHOR, ["S-91"], Action.SUBMIT, NOW)
    application.help_desk.submit(Asking("窗口几天答复？"), at=NOW)
    missed = Answer(Question("火星补贴", desk.state.house.today()), AnswerStatus.NOT_FOUND, "没有")
    application.question_log.keep(missed, Audience.PUBLIC, at=NOW)
    return desk


def test_each_sees_their_own_places_and_what_waits_there(busy):
    trainer, staff, admin = (tiles(busy, person) for person in ("trainer", "staff", "admin"))
    assert re.search(r"审核、生成和导入题目 .*待审核\d+题", trainer["/items"])
    assert "没有找到" in trainer["/questions"].rpartition(" ")[2]
    assert "待办" in staff["/office/requests"]
    assert {"/items", "/questions", "/curation"}.isdisjoint(staff)
    assert {"/items", "/questions", "/curation", "/accounts"} <= admin.keys()


def test_an_administrator_is_told_what_to_do_first_until_it_is_done(application):
    def left(roles=frozenset({Role.ADMIN})):
        visit = SimpleNamespace(application=application, person=Principal("1", "甲", roles=roles))
        return [step.path for step in first_steps(visit) if not step.done]

    assert left() == ["/curation", "/training/roster", "/accounts", "/training/requirements"]
    assert left(frozenset({Role.TRAINER})) == []
    roster(application.engine, *PEOPLE)
    save(application.engine, requirement(), ADMIN, at=NOW, standing=Standing.ACTIVE)
    assert left() == ["/curation", "/accounts"]
    for name in ("a", "b"):
        application.accounts.add(ADMIN, name, [Role.STAFF], at=NOW)
    show(CatalogueWriter(application.engine), regulation("别的文字。", title="另一条例"))
    assert left() == []
