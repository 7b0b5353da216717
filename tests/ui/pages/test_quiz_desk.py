"""The trainer's pages: items reviewed, papers made, examinations set, items put right afterwards."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistant.accounts.principal import Principal, Role
from assistant.quiz.bank.life import Action, Standing
from tests.assistant.quiz.examinations.hall import publish, single, written
from tests.ui.pages.conftest import NOW, Browser

AUTHOR = Principal("author", "编写人", roles=frozenset({Role.TRAINER}))


@pytest.fixture
def application(desk):
    made = desk.state.house.application
    if made.quiz.items.bank.get("S-0") is None:
        publish(made.engine, [single(n) for n in range(6)])
    return made


@pytest.fixture
def trainer(desk, application, clock):
    return Browser(desk, "trainer")


def blueprint(**changes):
    fields = {"title": "季度测试", "pass_mark": "75", "minutes": "30", "shuffle_options": "1", "each": "0"}
    row = {"part-0": "1", "count-0": "4", "marks-0": "25", "types-0": "single"}
    return {**fields, **row, **changes}


def make_paper(trainer, **changes):
    return trainer.submit("/papers/new", {**blueprint(**changes), "keep": "1"}, page="/papers/new?preset=law-45")


def test_an_item_goes_from_draft_to_published_by_two_people(application, trainer):
    desk = application.quiz.items
    desk.put(AUTHOR, [single(70)], NOW)
    desk.act(AUTHOR, ["S-70"], Action.SUBMIT, NOW)
    assert "S-70" in trainer.get("/items?standing=in_review").text
    assert "正确答案" in trainer.get("/items/S-70").text
    assert trainer.submit("/items/S-70", {"action": "reject"}).status_code == 422
    assert trainer.submit("/items/S-70", {"action": "approve"}).status_code == 303
    assert desk.open(AUTHOR, "S-70").kept.standing is Standing.PUBLISHED
    assert "题目现为“已发布”" in trainer.get("/items/S-70").text
    assert trainer.get("/items/none").status_code == 404


def test_nobody_approves_an_item_of_their_own(application, trainer):
    mine = application.accounts.named("trainer").principal()
    application.quiz.items.put(mine, [single(71)], NOW)
    application.quiz.items.act(mine, ["S-71"], Action.SUBMIT, NOW)
    assert 'value="approve"' not in trainer.get("/items/S-71").text
    told = trainer.submit("/items", {"item": "S-71", "action": "approve", "standing": "in_review"})
    assert "不能处理1题" in trainer.get(told.headers["location"]).text


def test_the_bank_goes_out_as_a_workbook_and_comes_back_unchanged(application, trainer):
    book = trainer.get("/items/export/xlsx")
    stems = [str(row[1]) for sheet in load_workbook(BytesIO(book.content)) for row in sheet.values]
    assert any("第0题" in stem for stem in stems)
    sent = {"file": ("bank.xlsx", book.content)}
    tried = trainer.submit("/items/import", {"dry": "1"}, page="/items/import", files=sent)
    assert re.search(r"新增0题，更新0题，未变\d+题", tried.text)
    wrong = trainer.submit("/items/import", page="/items/import", files={"file": ("bank.doc", b"x")})
    assert wrong.status_code == 422
    broken = trainer.submit("/items/import", page="/items/import", files={"file": ("bank.xlsx", b"no workbook")})
    assert broken.status_code == 422
    empty = trainer.submit("/items/import", page="/items/import", files={"file": ("bank.txt", b"")})
    assert empty.status_code == 422 and "不能处理这个文件" in empty.text


def test_the_list_offers_what_can_be_done_to_what_is_ticked(application, trainer):
    drafts = trainer.get("/items?standing=draft").text
    published = trainer.get("/items?standing=published").text
    assert 'value="approve"' not in drafts + published and 'value="retire"' in published
    told = trainer.submit("/items", {"action": "retire", "standing": "published"})
    assert "请先勾选题目" in trainer.get(told.headers["location"]).text


def test_items_are_made_from_a_document_and_wait_for_review(application, trainer):
    form = trainer.get("/items/generate").text
    before = {one.item.id for one in application.quiz.items.find(AUTHOR, Standing.IN_REVIEW)}
    documents = dict(re.findall(r'<option value="(\w+)">([^<]*服务条例)</option>', form))
    made = trainer.submit("/items/generate", {"document": next(iter(documents)), "count": "3"})
    told = trainer.get(made.headers["location"]).text
    assert re.search(r"已生成[1-3]道新题", told)
    waiting = [one for one in application.quiz.items.find(AUTHOR, Standing.IN_REVIEW) if one.item.id not in before]
    assert {kept.author for kept in waiting} == {"generator"}
    assert trainer.submit("/items/generate", {"document": "none", "count": "3"}).status_code == 422


def test_a_paper_is_previewed_with_its_keys_and_kept(application, trainer):
    assert "任前考试" in trainer.get("/papers").text
    shown = trainer.submit("/papers/new", blueprint(), page="/papers/new?preset=law-45")
    assert shown.status_code == 200
    assert shown.text.count("正确答案</span>") == 4
    seed = re.search(r'name="seed" value="(\w+)"', shown.text)[1]
    kept = make_paper(trainer, seed=seed)
    stems = re.findall(r"第\dt?题：", shown.text)
    assert [stem for stem in stems if stem not in trainer.get(kept.headers["location"]).text] == []
    assert "季度测试" in trainer.get("/papers").text


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"count-0": "400"}, "题库中可用的只有"), ({"pass_mark": "101"}, "不超过满分"), ({"marks-0": "x"}, "不小于零")],
)
def test_a_paper_that_cannot_be_drawn_says_why(application, trainer, changes, told):
    answer = make_paper(trainer, **changes)
    assert answer.status_code == 422
    assert told in answer.text


def set_examination(trainer, paper_id, **changes):
    fields = {
        "title": "二季度考试", "paper": paper_id, "opens": "2026-06-01T16:00", "closes": "2026-06-01T18:00",
        "attempts": "1", "make_up_attempts": "0", "scores_at_once": "1", "people": "S-staff 王某\nS-other 李某",
    }  # fmt: skip
    page = f"/examination-desk/new?paper={paper_id}"
    return trainer.submit("/examination-desk/new", {**fields, **changes}, page=page)


def test_an_examination_is_set_announced_sat_and_put_right(desk, application, trainer, clock):
    paper = make_paper(trainer).headers["location"].rsplit("/", 1)[1]
    place = set_examination(trainer, paper).headers["location"]
    draft = trainer.get(place).text
    assert "草稿" in draft and "名单中有1人的工号没有对应的账号" in draft and "S-other 李某" in draft
    late = set_examination(trainer, paper, opens="2026-05-01T16:00", closes="2026-05-02T16:00")
    assert late.status_code == 422 and "考试截止时间已过" in late.text
    assert trainer.submit(f"{place}/announce").headers["location"] == place
    told = trainer.get(place).text
    assert "试卷已锁定" in told
    assert "2026-06-01 16:00" in told
    staff = Browser(desk, "staff")
    clock.now = NOW + timedelta(minutes=1)
    attempt = staff.submit(f"/examinations/{place.rsplit('/', 1)[1]}/start").headers["location"]
    staff.submit(f"{attempt}/submit", {"seen": "0"})
    told = trainer.get(place).text
    assert "共1份答卷，合格0份" in told
    asked = trainer.get(f"{place}/corrections").text
    items = re.findall(r'name="item" value="([\w-]+)"', asked)
    assert len(items) == 4
    for item in items[:3]:
        fields = {"item": item, "remedy": "all_right"}
        seen = trainer.submit(f"{place}/corrections", fields)
        assert "1份答卷的分数将变化" in seen.text
        assert trainer.submit(f"{place}/corrections", {**fields, "apply": "1"}).status_code == 422
        done = trainer.submit(f"{place}/corrections", {**fields, "apply": "1", "reason": "题干有误"})
        assert done.headers["location"] == place
    assert "合格1份" in trainer.get(place).text
    assert "75" in staff.get(f"{attempt}/result").text
    second = {"item": items[3], "remedy": "accept"}
    assert trainer.submit(f"{place}/corrections", second).status_code == 303
    assert trainer.submit(f"{place}/cancel", {"reason": ""}).status_code == 303
    assert trainer.submit(f"{place}/cancel", {"reason": "停电"}).status_code == 303
    assert "已取消" in trainer.get(place).text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"closes": "2026-06-01T15:00"}, "截止时间应晚于开始时间"),
        ({"paper": "none"}, "没有这份试卷"),
        ({"opens": "soon"}, "请填写有效的日期"),
        ({"make_up_attempts": "1"}, "补考应在考试截止之后"),
    ],
)
def test_terms_that_cannot_be_are_told_beside_their_field(application, trainer, changes, told):
    paper = make_paper(trainer).headers["location"].rsplit("/", 1)[1]
    answer = set_examination(trainer, paper, **changes)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_written_answer_is_marked_by_a_person(desk, application, trainer, clock):
    if application.quiz.items.bank.get("W-1") is None:
        publish(application.engine, [written(1)])
    row = {"count-0": "1", "marks-0": "10", "types-0": "short_answer", "pass_mark": "6"}
    paper = make_paper(trainer, **row).headers["location"].rsplit("/", 1)[1]
    place = set_examination(trainer, paper).headers["location"]
    trainer.submit(f"{place}/announce")
    clock.now = NOW + timedelta(minutes=1)
    staff = Browser(desk, "staff")
    attempt = staff.submit(f"/examinations/{place.rsplit('/', 1)[1]}/start").headers["location"]
    staff.submit(f"{attempt}/submit", {"seen": "0", "s0-0": "应当公开征集事项"})
    assert "待人工评阅" in staff.get(f"{attempt}/result").text
    sheet = f"/examination-desk{attempt}"
    assert "应当公开征集事项" in trainer.get(sheet).text
    refused = trainer.submit(sheet, {"slot": "0", "given": "99"})
    assert "应在零分与满分之间" in trainer.get(refused.headers["location"]).text
    trainer.submit(sheet, {"slot": "0", "given": "8"})
    assert "合格1份" in trainer.get(place).text
    trainer.submit(f"{place}/cancel", {"reason": "完成"})
