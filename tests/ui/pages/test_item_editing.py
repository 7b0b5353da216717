"""Items written and changed in the browser, and those that the configured model writes in the background."""

import re

import pytest

from assistant.accounts.principal import Principal, Role
from assistant.quiz.bank.life import Action, Standing
from assistant.quiz.model import ItemType
from tests.assistant.quiz.machine.server import serving
from tests.ui.pages.conftest import NOW, Browser

AUTHOR = Principal("author", "编写人", roles=frozenset({Role.TRAINER}))
TITLE = "服务条例"


@pytest.fixture
def application(desk):
    return desk.state.house.application


@pytest.fixture
def bank(application):
    return application.quiz.items.bank


@pytest.fixture
def trainer(desk, clock):
    return Browser(desk, "trainer")


@pytest.fixture
def document(trainer):
    form = trainer.get("/items/new").text
    return next(iter(re.findall(rf'<option value="(\w+)">[^<]*{TITLE}</option>', form)))


@pytest.fixture
def article(application, document):
    """An article of it with a sentence."""
    catalogue = application.catalogue()
    holding = [version for version in catalogue.with_id(document) if version.answers_on(NOW.date())]
    found = [one for version in holding for one in catalogue.articles_of(version)]
    return next(one for one in found if len(one.article.text) > 20)


@pytest.fixture
def made(trainer, document, application):
    """An item of the program's, published."""
    trainer.submit("/items/generate", {"document": document, "types": "single", "count": "1"})
    desk = application.quiz.items
    waiting = [k for k in desk.find(AUTHOR, Standing.IN_REVIEW) if k.item.proof and k.item.type is ItemType.SINGLE]
    published = [k for k in desk.find(AUTHOR, Standing.PUBLISHED) if k.item.proof and k.item.type is ItemType.SINGLE]
    if not published:
        desk.act(AUTHOR, [waiting[0].item.id], Action.APPROVE, NOW)
        published = [desk.bank.get(waiting[0].item.id)]
    return published[0]


def sent(article, kind, **fields):
    about = {"type": kind, "document": article.version.document_id, "article": article.article.label}
    return {**about, "difficulty": "中", "marks": "1", **fields}


def test_a_changed_item_is_looked_through_and_becomes_a_draft_with_its_history(trainer, bank, made):
    item, place = made.item, f"/items/{made.item.id}/edit"
    shown = trainer.get(place).text
    assert item.proof.key_text in shown
    options = {f"option-{letter}": option.text for letter, option in zip("ABCD", item.options, strict=False)}
    right = "ABCD"[[option.id for option in item.options].index(item.key[0])]
    fields = {
        "version": str(made.version), "stem": item.stem + "（请选一项）", "right": right, **options,
        "explanation": item.explanation, "words": item.proof.key_text, "difficulty": "难", "marks": "2",
    }  # fmt: skip
    tried = trainer.submit(place, fields)
    assert tried.status_code == 200
    assert "项自动检查" in tried.text
    assert "预览" in tried.text
    assert bank.get(item.id).version == made.version
    kept = trainer.submit(place, {**fields, "keep": "1"})
    assert kept.headers["location"] == f"/items/{item.id}"
    now = bank.get(item.id)
    assert (now.version, now.standing) == (made.version + 1, Standing.DRAFT)
    assert (now.item.difficulty, now.item.marks, now.item.key) == ("hard", 2.0, item.key)
    assert now.item.proof.refutations == item.proof.refutations
    assert bank.version(item.id, made.version) == item
    again = trainer.submit(place, {**fields, "keep": "1"})
    assert "刚被他人修改" in trainer.get(again.headers["location"]).text
    trainer.submit(f"/items/{item.id}", {"action": "submit"})
    assert 'value="approve"' not in trainer.get(f"/items/{item.id}").text
    trainer.submit(f"/items/{item.id}", {"action": "reject", "note": "再改"})


def test_an_item_written_by_hand_is_bound_to_its_article(trainer, bank, article):
    text = article.article.text
    fields = sent(
        article, "single", stem=f"根据《{article.version.title}》{article.article.label}，符合规定的是：", right="B",
        **{"option-A": "甲种说法", "option-B": "乙种说法", "option-C": "丙种说法"}, words="没有这句话",
    )  # fmt: skip
    refused = trainer.submit("/items/new", {**fields, "keep": "1"})
    assert refused.status_code == 422
    assert "条文中没有这段文字" in refused.text
    tried = trainer.submit("/items/new", {**fields, "words": text[:12]})
    assert f"<mark>{text[:12]}</mark>" in tried.text
    kept = trainer.submit("/items/new", {**fields, "words": text[:12], "keep": "1"})
    item = bank.get(kept.headers["location"].rsplit("/", 1)[1]).item
    assert item.proof.key_text == text[:12]
    assert item.proof.digest == article.article.digest
    assert len(item.proof.refutations) == 2
    assert "already" not in kept.headers
    assert trainer.submit("/items/new", {**fields, "words": text[:12], "keep": "1"}).status_code == 303


def test_what_fails_a_check_is_named_and_may_still_be_kept_for_a_reviewer(trainer, bank, article):
    fields = sent(
        article, "single", stem="下列说法中符合前款规定的是：", right="A", words=article.article.text[:8],
        **{"option-A": "以上都对", "option-B": "乙种说法", "option-C": "丙种说法"},
    )  # fmt: skip
    tried = trainer.submit("/items/new", fields).text
    assert "下列检查没有通过" in tried
    kept = trainer.submit("/items/new", {**fields, "keep": "1"}).headers["location"]
    assert "下列检查没有通过" in trainer.get(kept).text


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("single", {"stem": "题干", "option-A": "甲", "option-B": "乙"}, "缺少答案"),
        ("fill_in", {"stem": "没有空格", "answer": "三十"}, "没有空格"),
        ("fill_in", {"stem": "两个____空____", "answer": "三十"}, "空格数与答案数不一致"),
        ("case", {"stem": "案情"}, "至少要有一道小题"),
        ("short_answer", {"stem": "题干"}, "缺少答案"),
    ],
)
def test_what_makes_no_item_says_why(trainer, article, kind, fields, told):
    words = article.article.text[:8]
    answer = trainer.submit("/items/new", sent(article, kind, **fields, words=words))
    assert answer.status_code == 422
    assert told in answer.text


def test_a_short_answer_has_its_key_points_and_a_case_its_sub_questions(trainer, bank, article):
    words = article.article.text[:10]
    place = f"《{article.version.title}》{article.article.label}"
    points = "第一要点内容\n第二要点内容"
    short = sent(article, "short_answer", stem=f"根据{place}，请写出两个要点。", answer=points, words=words)
    kept = trainer.submit("/items/new", {**short, "keep": "1"}).headers["location"]
    assert [p.text for p in bank.get(kept.rsplit("/", 1)[1]).item.points] == ["第一要点内容", "第二要点内容"]
    story = "甲是某单位的窗口工作人员，群众乙前来咨询。"
    parts = {
        "p0-kind": "single", "p0-stem": f"根据{place}，甲应当怎么办？", "p0-options": "照办\n不办\n缓办",
        "p0-answer": "A", "p0-marks": "2",
        "p1-kind": "short_answer", "p1-stem": f"根据{place}，请说明理由。", "p1-answer": "依据条文办理",
        "p1-marks": "3",
    }  # fmt: skip
    case = sent(article, "case", stem=story, words=words, **parts)
    shown = trainer.submit("/items/new", case)
    assert "甲应当怎么办" in shown.text
    kept = trainer.submit("/items/new", {**case, "keep": "1"}).headers["location"]
    item = bank.get(kept.rsplit("/", 1)[1]).item
    assert [part.type for part in item.parts] == [ItemType.SINGLE, ItemType.SHORT_ANSWER]
    assert (item.marks, item.parts[0].marks) == (5.0, 2.0)
    assert {part.proof.key_text for part in item.parts} == {words}
    assert story in trainer.get(f"{kept}/edit").text


def test_true_or_false_ordering_and_matching_come_back_as_they_were(trainer, bank, article):
    words = article.article.text[:10]
    options = {"option-A": "提出申请", "option-B": "受理审查", "option-C": "作出决定"}
    for kind, answer in (("true_false", "F"), ("ordering", "ABC"), ("matching", "甲→A\n乙→B\n丙→C")):
        more = {} if kind == "true_false" else options
        fields = sent(article, kind, stem=f"题干之{kind}", answer=answer, words=words, **more)
        kept = trainer.submit("/items/new", {**fields, "keep": "1"}).headers["location"]
        number = kept.rsplit("/", 1)[1]
        before = bank.get(number)
        form = trainer.get(f"{kept}/edit").text
        again = dict(re.findall(r'<input id="[\w-]+" name="([\w-]+)"[^>]*?value="([^"]*)"', form))
        areas = re.findall(r'<textarea id="[\w-]+" name="([\w-]+)".*?>(.*?)</textarea>', form, re.S)
        again |= {name: text.strip() for name, text in areas}
        if kind == "true_false":
            again["answer"] = "F"
        trainer.submit(f"/items/{number}/edit", {**again, "version": "1", "difficulty": "中", "keep": "1"})
        after = bank.get(number)
        assert (after.item.key, after.item.options, after.item.premises) == (
            before.item.key, before.item.options, before.item.premises
        )  # fmt: skip


@pytest.fixture
def server(application, monkeypatch):
    for made in serving():
        monkeypatch.setattr(application.settings, "llm", "openai:made-up")
        monkeypatch.setattr(application.settings, "llm_base_url", made.url)
        application.__dict__.pop("chat_model", None)
        yield made
    application.__dict__.pop("chat_model", None)


def test_without_a_model_nothing_is_offered(trainer, document):
    assert "语言模型" not in trainer.get("/items/generate").text
    asked = {"document": document, "kinds": "case", "count": "1"}
    assert trainer.submit("/items/write", asked).status_code == 404


def test_what_the_model_writes_waits_as_drafts_for_a_person(application, trainer, document, article, server):
    basis = article.article.text[:12]
    part = {
        "stem": "甲应当怎么办？", "options": ["依照规定及时办理", "一律不予办理答复", "等待上级另行通知"], "right": [1],
        "basis": basis,
    }  # fmt: skip
    server.writes = {"case": {"story": "甲是某单位的工作人员，乙前来咨询事项。", "parts": [part], "explanation": ""}}
    server.finds = {"open": ("依照规定及时办理",)}
    assert "请语言模型编写" in trainer.get("/items/generate").text
    job = trainer.submit("/items/write", {"document": document, "kinds": "case", "count": "30"}).headers["location"]
    while application.worker(lambda: NOW).run_next():
        pass
    told = trainer.get(job).text
    assert "未出题" in told or "已存为草稿" in told
    drafts = [kept for kept in application.quiz.items.find(AUTHOR, Standing.DRAFT) if kept.item.made]
    assert drafts, told
    assert {kept.author for kept in drafts} == {"model"}
    page = trainer.get(f"/items/{drafts[0].item.id}").text
    assert "机器编写" in page
    assert "open 3/3" in page
    assert 'value="approve"' not in page
