"""The pages of training: a roster with its preview, a requirement, progress, a record, a pledge, a certificate."""

import re

import pytest
from sqlalchemy import func, select

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from assistant.audit.log import entries
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from assistant.training.activities import tell
from assistant.training.model import Activity, ActivityKind
from assistant.training.pledges import write
from assistant.training.requirements import find_all
from assistant.training.tables import activities, certificates, people
from tests.assistant.quiz.examinations.hall import publish, single
from tests.assistant.training.made import ADMIN
from tests.ui.pages.conftest import NOW, Browser
from tests.ui.pages.test_examinations import TRAINER, announce

ROSTER = (
    "工号,姓名,单位,部门\nS-staff,张三,青石市/财政局,办公室\nS-trainer,李四,青石市/财政局,预算科\n,无号,青石市/财政局,\n"
)


def upload(browser, content, name="roster.csv", **fields):
    """Hands a roster in."""
    return browser.submit("/training/roster", fields, files={"file": (name, content, "text/csv")})


def work(desk, browser, answer):
    """Has the job done that a form put; where its page is, or leads to."""
    place = answer.headers["location"]
    assert re.fullmatch(r"/jobs/\w+", place)
    while desk.state.house.application.worker(lambda: NOW).run_next():
        pass
    return browser.get(place).headers.get("location", place)


@pytest.fixture(scope="module")
def year(desk):
    """An administrator sets the year up by the pages; browsers by role."""
    browsers = {role: Browser(desk, role) for role in ("admin", "trainer", "staff")}
    admin = browsers["admin"]
    engine = desk.state.house.application.engine
    write(engine, "honesty", "诚信承诺书", "本人承诺诚实守信。", ADMIN, months=12, at=NOW)
    preview = work(desk, admin, upload(admin, ROSTER.encode("gbk")))
    shown = admin.get(preview)
    assert "缺少工号" in shown.text
    assert admin.get(f"{preview}/faults.xlsx").content[:2] == b"PK"
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(people)) == 0, "a preview changes nothing"
    taken = admin.submit(preview)
    assert "等待处理" in admin.get(taken.headers["location"]).text
    assert "已完成" in admin.get(work(desk, admin, taken)).text
    fields = {
        "seen": "0", "title": "年度诚信教育", "standing": "active", "pledge": "honesty", "event": "道德讲堂",
        "basis": "公务员法｜第十四条", "hour_rules": "yunnan-online", "first_year": "2026",
    }  # fmt: skip
    kept = admin.submit("/training/requirements/new", fields, page="/training/requirements/new")
    assert (kept.status_code, kept.headers["location"]) == (303, "/training/requirements")
    return browsers


def test_a_roster_that_is_none_is_said_at_once_and_a_stopped_import_writes_nothing(year, desk):
    admin, application = year["admin"], desk.state.house.application
    assert upload(admin, "甲,乙\n1,2\n".encode()).status_code == 422
    assert upload(admin, b"x", "roster.doc").status_code == 422
    preview = work(desk, admin, upload(admin, f"{ROSTER}S-new,新人,青石市/财政局,\n".encode()))
    put = admin.submit(preview).headers["location"]
    assert admin.submit(f"{put}/cancel").status_code == 303
    application.worker(lambda: NOW).run_next()
    assert "已取消" in admin.get(put).text
    with application.engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(people.c.staff_number == "S-new")) == 0
    assert year["trainer"].get(preview).status_code == 403


def test_who_will_leave_is_listed_and_must_be_confirmed(year, desk):
    admin, application = year["admin"], desk.state.house.application
    whole = f"{ROSTER}S-gone,赵离,青石市/财政局,国库科\n"
    preview = work(desk, admin, upload(admin, whole.encode(), complete="1"))
    assert 'name="left"' not in admin.get(preview).text, "nobody leaves: nothing to confirm"
    work(desk, admin, admin.submit(preview))
    preview = work(desk, admin, upload(admin, ROSTER.encode(), complete="1"))
    shown = admin.get(preview).text
    assert re.search(r"S-gone</td><th[^>]*>赵离</th><td[^>]*>离开</td><td[^>]*>青石市/财政局 国库科</td>", shown)
    assert "确认这1人已离开" in shown
    jobs = len(application.jobs.latest(ADMIN))
    refused = admin.submit(preview)
    assert (refused.status_code, "没有导入" in refused.text) == (422, True)
    gone = select(people.c.active).where(people.c.staff_number == "S-gone")
    with application.engine.connect() as connection:
        assert (len(application.jobs.latest(ADMIN)), connection.scalar(gone)) == (jobs, True)
    work(desk, admin, admin.submit(preview, {"left": "1"}))
    with application.engine.connect() as connection:
        assert connection.scalar(gone) is False


def test_an_import_that_is_stopped_half_way_through_its_file_leaves_nothing(year, desk, monkeypatch):
    application, admin = desk.state.house.application, year["admin"]
    monkeypatch.setattr("assistant.training.roster.take_in.BATCH", 10)
    many = "".join(f"H-{n},人{n},青石市/财政局,\n" for n in range(40))
    put = work_until(application, upload(admin, f"{ROSTER}{many}".encode()).headers["location"], rows=20)
    job = application.jobs.get(ADMIN, put)
    assert (job.state.value, job.total) == ("cancelled", 44)
    assert 0 < job.done < 44
    with application.engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(people.c.staff_number.like("H-%"))) == 0


def work_until(application, place, rows):
    """Does the job at a place and has somebody stop it once so many rows were read; its id."""
    job_id = place.rpartition("/")[2]
    beat = application.jobs.beat

    def stopping(job, *, at, done=None, total=None):
        if done and done >= rows:
            application.jobs.cancel(ADMIN, job_id, at=at)
        return beat(job, at=at, done=done, total=total)

    application.jobs.beat = stopping
    application.worker(lambda: NOW).run_next()
    application.jobs.beat = beat
    return job_id


def test_progress_is_drilled_down_to_people_and_taken_away(year):
    admin = year["admin"]
    front = admin.get("/training")
    assert "年度诚信教育（2026）" in front.text
    page = admin.get("/training/cycles/1", params={"unit": "青石市/财政局"})
    assert page.status_code == 200
    assert "张三" in page.text
    assert "预算科" in page.text
    assert admin.get("/training/cycles/1", params={"unit": "没有"}).status_code == 404
    assert admin.get("/training/cycles/999").status_code == 404
    assert admin.get("/training/cycles/1/file.xlsx").content[:2] == b"PK"
    assert admin.get("/training/cycles/1/file.pdf").content[:4] == b"%PDF"
    assert admin.get("/training/hours.xlsx").content[:2] == b"PK"
    page = admin.get("/training/coverage", params={"unit": "青石市/财政局"})
    document = re.search(r'document=(\w+)">青石市诚信服务条例<', page.text)[1]
    assert "第一条" in admin.get("/training/coverage", params={"document": document}).text
    assert admin.get("/training/coverage/file.xlsx").content[:2] == b"PK"
    assert admin.get("/training/coverage/file.pdf").content[:4] == b"%PDF"
    period = {"unit": "青石市/财政局", "first": "2026-01-01", "last": "2026-12-31"}
    assert admin.submit("/training/evidence", period).headers["content-type"] == "application/zip"
    for fault in ({"unit": "没有这个单位"}, {"last": "2025-12-31"}, {"unit": ""}, {"first": "何时"}):
        page = admin.submit("/training/evidence", period | fault)
        assert page.status_code == 422
        assert page.text.count('class="fault"') == 1
        kept = [value for name, value in period.items() if name not in fault]
        assert all(f'value="{value}"' in page.text for value in kept)


def test_what_a_person_owes_is_done_signed_and_certified(year, desk):
    staff, engine = year["staff"], desk.state.house.application.engine
    page = staff.get("/learning")
    assert "待完成" in page.text
    assert "《公务员法》第十四条" in page.text
    words = staff.get("/learning/pledges/honesty")
    assert "本人承诺诚实守信。" in words.text
    assert staff.submit("/learning/pledges/honesty", {"version": "1", "agreed": "1"}).status_code == 303
    activity = Activity("event:x", ActivityKind.EVENT, "道德讲堂", NOW, 90)
    tell(engine, [("S-staff", activity)], NOW)
    page = staff.get("/learning").text
    assert "已完成" in page
    link = re.search(r"/learning/certificates/\d+", page)[0]
    assert staff.get(link).content[:4] == b"%PDF"
    assert year["trainer"].get(link).status_code == 403, "a trainer without that unit"
    with engine.connect() as connection:
        number, code = connection.execute(select(certificates.c.number, certificates.c.code)).one()
    public = Browser(desk)
    assert "证书真实有效" in public.get(f"/certificates/{number}", params={"code": code}).text
    assert "张三" not in public.get(f"/certificates/{number}", params={"code": code}).text
    assert public.get(f"/certificates/{number}", params={"code": "x"}).status_code == 404


def test_an_event_is_kept_with_its_sheet(year):
    admin = year["admin"]
    fields = {"topic": "道德讲堂", "title": "第一讲", "unit": "青石市/财政局", "place": "礼堂",
              "starts": "2026-05-20T14:00", "minutes": "90"}  # fmt: skip
    made = admin.submit("/training/events", fields)
    assert made.status_code == 303
    place = made.headers["location"]
    assert admin.submit(place, {"numbers": "S-trainer，S-nobody\n王小明，S-nobody"}).status_code == 303
    page = admin.get(place).text
    assert "李四" in page
    assert "录入3个工号，其中新增1人。名册中没有以下2个工号，未计入签到：S-nobody、王小明。" in page
    admin.submit(place, {"numbers": " ".join("无" * 60 + str(number) for number in range(30))})
    page = admin.get(place).text
    assert ("30个工号" in page, page.count("无" * 16 + "…"), "无" * 17 in page) == (True, 20, False)
    admin.submit(place, {"numbers": "S-trainer"})
    page = admin.get(place).text
    assert ("录入1个工号，其中新增0人。" in page, "名册中没有" in page) == (True, False)
    assert admin.submit("/training/events", {**fields, "unit": "没有"}).status_code == 422


def test_an_exemption_is_decided_with_its_reason(year):
    page = year["admin"].get("/training/cycles/1", params={"unit": "青石市/财政局"}).text
    link = re.findall(r"/training/assignments/\d+/excuse", page)[-1]
    assert year["admin"].submit(link, {"kind": "exempt", "reason": ""}).status_code == 422
    assert year["admin"].submit(link, {"kind": "exempt", "reason": "病假"}).status_code == 303
    assert "病假" in year["admin"].get(link).text


def test_a_form_that_somebody_else_overtook_is_told(year, desk):
    with desk.state.house.application.engine.connect() as connection:
        (kept,) = [one for one in find_all(connection) if one.standing.value == "active"]
    place = f"/training/requirements/{kept.requirement.id}"
    admin = year["admin"]
    assert 'value="年度诚信教育"' in admin.get(place).text
    fields = {"seen": str(kept.version - 1), "title": "抢先", "standing": "active", "event": "道德讲堂",
              "hour_rules": ""}  # fmt: skip
    assert admin.submit(place, fields, page=place).headers["location"] == place
    assert admin.submit(place, {**fields, "title": ""}, page=place).status_code == 422


def test_what_is_to_be_practised_must_be_there_and_have_items(year):
    place, admin = "/training/requirements/new", year["admin"]
    fields = {"seen": "0", "title": "条文掌握", "standing": "draft", "hour_rules": "", "first_year": "2026"}
    refused = admin.submit(place, {**fields, "practice": "没有的文件#第一条"}, page=place)
    assert (refused.status_code, "没有的文件#第一条" in refused.text) == (422, True)
    bare = admin.submit(place, {**fields, "practice": "青石市诚信服务条例#第一条"}, page=place)
    assert (bare.status_code, "还没有已发布的试题" in bare.text) == (422, True)


def test_a_draft_is_previewed_and_put_in_force_with_one_click(year, desk):
    admin = year["admin"]
    new = "/training/requirements/new"
    fields = {"seen": "0", "title": "读条例", "standing": "draft", "hour_rules": "nanjing", "first_year": "2026",
              "reading": "青石市诚信服务条例#第一条", "basis": "青石市诚信服务条例｜第二条"}  # fmt: skip
    assert admin.submit(new, fields, page=new).status_code == 303
    place = re.findall(r"/training/requirements/\w+/publish", admin.get("/training/requirements").text)
    with desk.state.house.application.engine.connect() as connection:
        (draft,) = [one for one in find_all(connection) if one.requirement.title == "读条例"]
    shown = f"/training/requirements/{draft.requirement.id}/publish"
    assert shown in place
    page = admin.get(shown).text
    for told in ("名册中2人", "施行日期未经核实", "2人没有电子邮箱", "至 2026-12-31", "到期前30天"):
        assert told in page
    assert "知识库中没有这一条" not in page
    assert admin.submit(shown, {"seen": "7"}, page=shown).headers["location"] == shown, "somebody changed it meanwhile"
    assert admin.submit(shown, {"seen": "1"}, page=shown).headers["location"] == "/training"
    assert "读条例（2026）" in admin.get("/training").text
    assert year["trainer"].submit(shown, {"seen": "2"}).status_code == 403


def test_trainers_without_units_and_staff_see_nobody(year):
    assert "张三" not in year["trainer"].get("/training/cycles/1").text
    assert year["staff"].get("/training").status_code == 403
    assert year["trainer"].get("/training/people/S-staff").status_code == 403


def test_who_looked_at_somebody_and_took_people_away_is_in_the_audit_log(year):
    admin = year["admin"]
    engine = admin.app.state.house.application.engine
    before = max(entry.id for entry in entries(engine))
    for path in ("/training/people/S-staff", "/training/cycles/1/file.xlsx", "/training/hours.pdf"):
        assert admin.get(path).status_code == 200
    assert year["staff"].get("/learning").status_code == 200
    assert year["trainer"].get("/training/people/S-staff").status_code == 403
    assert admin.get("/training/cycles/1/file.exe").status_code == 404
    made = entries(engine, after=before)
    assert [entry.action for entry in made] == ["person.view", "report.take", "report.take"]
    assert "S-staff" not in str([(entry.subject, entry.detail) for entry in made])
    assert made[1].detail["people"] >= 1


def test_a_result_counts_for_training_as_soon_as_the_paper_is_handed_in(year, desk):
    application = desk.state.house.application
    made = announce(application, NOW)
    place = year["staff"].submit(f"/examinations/{made.id}/start").headers["location"]
    year["staff"].submit(f"{place}/submit", {"seen": "0"}, page=place)
    with application.engine.connect() as connection:
        query = select(people.c.staff_number).join_from(activities, people)
        told = connection.scalars(query.where(activities.c.source.like(f"attempt:{place.rpartition('/')[2]}#%")))
        assert told.all() == ["S-staff"]
    application.quiz.examinations.cancel(TRAINER, made.id, "完成", NOW)


def test_a_trainer_without_a_unit_is_told_why_nobody_is_shown(year):
    assert "没有设置负责单位" in year["trainer"].get("/training").text
    assert "没有设置负责单位" not in year["admin"].get("/training").text


@pytest.mark.parametrize("area", ["roster", "requirements", "events", "pledges"])
def test_every_page_of_the_area_opens(year, area):
    assert year["admin"].get(f"/training/{area}").status_code == 200




@pytest.fixture(scope="module")
def leader(year, desk):
    """A trainer who answers for one unit."""
    application = desk.state.house.application
    roles = [Role.STAFF, Role.TRAINER]
    made = application.accounts.add(PROGRAM, "leader", roles, at=NOW, units=["青石市/财政局"])
    yield Browser(desk, "leader")
    application.accounts.change(
        PROGRAM, made.id, at=NOW, name="leader", staff_number="", roles=roles, units=[], active=False
    )


def test_a_trainer_sees_the_contacts_of_own_units_alone_and_no_form_that_is_refused(year, leader):
    for unit, contact in (("青石市", "wecombot://secret"), ("青石市/财政局", "a@b.example")):
        fields = {"unit": unit, "contact": contact}
        assert year["admin"].submit("/training/units/contact", fields).status_code == 303
    page = leader.get("/training/roster").text
    assert "a@b.example" in page and "wecombot://secret" not in page
    assert 'action="/training/roster"' not in page and 'action="/training/units/contact"' not in page
    assert "wecombot://secret" in year["admin"].get("/training/roster").text
    assert 'value="青石市/财政局"' in leader.get("/training").text


def test_a_trainer_asks_own_units_and_keeps_what_was_typed_for_others(leader):
    new = "/training/requirements/new"
    assert "青石市/财政局</textarea>" in leader.get(new).text
    fields = {"seen": "0", "title": "别处的要求", "event": "道德讲堂", "units": "青石市", "first_year": "2026"}
    refused = leader.submit(new, fields, page=new)
    assert refused.status_code == 403 and "只能为您负责的单位" in refused.text and "别处的要求" in refused.text
    assert leader.submit(new, {**fields, "units": "青石市/财政局"}, page=new).status_code == 303


def test_a_record_names_the_paper_that_is_to_be_passed(year, desk):
    application = desk.state.house.application
    if application.quiz.items.bank.get("S-0") is None:
        publish(application.engine, [single(n) for n in range(6)])
    paper = application.quiz.papers.make(ADMIN, "年度试卷", Blueprint((Part((Section(4, 25),)),), 60, 30), NOW)
    fields = {"seen": "0", "title": "通过测试", "standing": "active", "paper": paper.id, "first_year": "2026"}
    new = "/training/requirements/new"
    assert year["admin"].submit(new, fields, page=new).status_code == 303
    page = year["staff"].get("/learning")
    assert page.status_code == 200 and "年度试卷" in page.text
    assert "年度试卷" in year["admin"].get("/training/people/S-staff").text
