"""The ask page of the signed-in: a reopened conversation goes on, a card tells what is connected."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from assistant.documents import find_documents
from knowledge.model import Audience, Relation
from tests.ingest.formats import written
from tests.ui.pages.conftest import Browser
from ui.desks.about import about
from ui.desks.conversation import Conversation, answering
from ui.desks.keeping import Keeping
from ui.desks.rendering import render

ASKED = "登记承诺事项由谁负责？"


@pytest.fixture
def keeping(desk, clock):
    return Keeping(desk.state.house, desk.state.staff)


@pytest.fixture
def request_of_staff(desk, clock):
    return SimpleNamespace(cookies=dict(Browser(desk, "staff").cookies))


def ask(keeping, desk, request, conversation, text):
    earlier = keeping.told_before(request, conversation, text)
    *_, shown = answering(desk.state.staff, conversation, text, earlier)
    return shown, keeping.keep(request, conversation, shown)


def test_a_follow_up_in_a_reopened_conversation_is_understood(keeping, desk, request_of_staff, clock):
    _, kept = ask(keeping, desk, request_of_staff, Conversation(), ASKED)
    ask(keeping, desk, request_of_staff, Conversation(), "窗口单位应当在几个工作日内答复？")
    clock.now += timedelta(minutes=5)
    browser = Browser(desk, "staff")
    assert browser.submit(f"/history/{kept}/continue").headers["location"] == "/ask/"
    resumed = keeping.resume(request_of_staff)
    assert (resumed.id, [turn.question for turn in resumed.turns]) == (kept, [ASKED])
    shown, same = ask(keeping, desk, request_of_staff, resumed, "何时完成？")
    assert same == kept
    assert "2021年年底前" in shown.text


def test_the_same_question_again_is_told_what_has_changed(keeping, desk, request_of_staff):
    _, kept = ask(keeping, desk, request_of_staff, Conversation(), ASKED)
    assert keeping.told_before(request_of_staff, Conversation(id=kept), "别的问题") is None
    shown, _ = ask(keeping, desk, request_of_staff, Conversation(id=kept), ASKED.replace("？", "?"))
    assert "没有变化" in " ".join(shown.answer.notices)
    again = Browser(desk, "staff").submit(f"/history/{kept}/continue", {"question": ASKED})
    assert again.headers["location"].startswith("/ask/?q=")


def test_a_card_tells_what_is_connected_and_shows_the_page_of_a_pdf(desk, keeping, tmp_path):
    application = desk.state.house.application
    path, rule = tmp_path / "notice.pdf", tmp_path / "细则.txt"
    path.write_bytes(written.pdf())
    with application.changing():
        list(application.take_in([path], Audience.STAFF)[1])
    (version,) = [one for one in application.catalogue().versions().values() if one.source == str(path)]
    rule.write_text(
        f"青石市实施细则\n\n第一条 为贯彻落实《{version.title}》，制定本细则。\n\n第二条 自公布之日起施行。\n"
    )
    with application.changing():
        list(application.take_in([rule], Audience.STAFF)[1])
    article = next(one for one in application.catalogue().articles_of(version) if one.article.page)
    *_, shown = answering(desk.state.staff, Conversation(), f"《{version.title}》{article.article.label}的内容是什么？")
    (told, *_) = about(desk.state.staff, shown.citations, desk.state.house.today()).values()
    links = dict(told.links)
    assert [link.title for link in links["implemented-by"]] == ["青石市实施细则"]
    assert links["implemented-by"][0].relation is Relation.IMPLEMENTS
    assert told.picture.startswith(f"/api/v1/documents/{version.id}/pages/")
    assert told.picture in render("turn.html", desk.state.staff.words, shown=shown).replace("&amp;", "&")
    assert Browser(desk, "staff").get(told.picture).headers["content-type"] == "image/png"
    assert Browser(desk).get(told.picture).status_code == 404, "the public has nothing of the staff's"
    (detail,) = find_documents(application.catalogue(), "青石市实施细则")
    with application.changing():
        for document_id in (version.document_id, detail.document_id):
            application.remove(document_id)


def test_the_switch_of_language_is_ours_alone(desk):
    browser = Browser(desk)
    browser.headers["sec-fetch-site"] = "cross-site"
    assert "set-cookie" not in browser.get("/language/en?back=/").headers
    browser.headers["sec-fetch-site"] = "same-origin"
    answer = browser.get("/language/en?back=//evil.example")
    assert answer.headers["location"] == "/"
    assert "integrity_language=en" in answer.headers["set-cookie"]
    assert "Your question" in browser.get("/").text
    assert 'lang="en-GB"' in browser.get("/").text
