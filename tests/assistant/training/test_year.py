"""The year of one unit: roster in, requirement set, people learn, one transferred, one exempt, one fails and makes up,
the deadline passes, the pack is written and verified."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from assistant.audit.log import verify
from assistant.training.certificates import NotCompleted, address, check, issue, revoke
from assistant.training.events import announce, sign_in
from assistant.training.excuses import OwnExcuse, decisions, grant
from assistant.training.model import ActivityKind, Excuse, Part, Schedule
from assistant.training.nightly import run_nightly
from assistant.training.pledges import sign, signed, write
from assistant.training.reports.completion import by_department, by_person, by_unit, hours_by_year
from assistant.training.reports.evidence import Fault, verify_pack, write_pack
from assistant.training.reports.excel import write_workbook
from assistant.training.reports.pdf import write_certificate, write_pdf
from assistant.training.reports.sheets import completion_sheet, people_sheet
from assistant.training.tables import assignments, people
from assistant.wording.words import answer_words
from tests.assistant.training.made import (
    ADMIN,
    CHAPTER,
    FORUM,
    PAPER,
    PLEDGE,
    STAFF,
    TRAINER,
    active,
    clock,
    did,
    requirement,
    roster,
    row,
    standing_of,
)  # fmt: skip

FINANCE, CIVIL = "青石市/财政局", "青石市/民政局"
ZH = answer_words("zh")


def learn(engine, number, at, *, score):
    """One person reads, sits the paper, goes to the forum's sheet later."""
    did(engine, number, ActivityKind.READING, CHAPTER, at, minutes=45)
    did(engine, number, ActivityKind.PAPER, PAPER, at, score=score)


def assignment_of(engine, number):
    query = select(assignments.c.id).join(people, people.c.id == assignments.c.person_id)
    with engine.connect() as connection:
        return connection.scalar(query.where(people.c.staff_number == str(number)).order_by(assignments.c.id))


def test_the_year_of_one_unit(engine, tmp_path):
    # January: the roster comes in, the requirement is set, the night gives everybody their assignment.
    staff = [row(1001, "张三", FINANCE, department="办公室"), row(1002, "李四", FINANCE, department="办公室"),
             row(1003, "王五", FINANCE, department="预算科"), row(1004, "赵喆", FINANCE, department="预算科"),
             row(1005, "孙七", FINANCE, department="预算科"), row(2001, "周八", CIVIL)]  # fmt: skip
    roster(engine, *staff, at=clock(2026, 1, 5))
    write(engine, PLEDGE, "信用承诺书", "本人郑重承诺：依法履职，诚实守信。", TRAINER, months=12, at=clock(2026, 1, 6))
    parts = (
        Part(ActivityKind.READING, (CHAPTER,), minutes=30),
        Part(ActivityKind.PAPER, (PAPER,), pass_mark=60, attempts=1, makeups=1),
        Part(ActivityKind.EVENT, (FORUM,)),
        Part(ActivityKind.PLEDGE, (PLEDGE,)),
    )
    asked = requirement(parts=parts, schedule=Schedule(2026, makeup_days=31, validity_months=24))
    active(engine, asked, at=clock(2026, 1, 6))
    assert run_nightly(engine, clock(2026, 1, 7, 2)).assigned.given == 6

    # Spring: the forum is held, the sheet handed in twice, everybody but two signs the pledge.
    forum = announce(engine, FORUM, "道德讲堂第一讲", FINANCE, TRAINER, place="大会议室",
                     starts_at=clock(2026, 3, 9, 14), minutes=120, at=clock(2026, 3, 1))  # fmt: skip
    sheet = ["1001", "1002", "1003", "1004", "9999"]
    assert sign_in(engine, forum, sheet, TRAINER, clock(2026, 3, 9, 17)) == 4
    assert sign_in(engine, forum, sheet, TRAINER, clock(2026, 3, 10)) == 0
    for number in (1001, 1002, 1003, 1004):
        sign(engine, PLEDGE, 1, person(number), clock(2026, 3, 12))

    # People learn: one in time, one at the last second of the year, one fails.
    learn(engine, 1001, clock(2026, 5, 6), score=92)
    learn(engine, 1002, clock(2026, 12, 31, 23, 59, 59), score=75)
    learn(engine, 1003, clock(2026, 11, 2), score=41)

    # One is transferred to the civil affairs office; one falls ill and is exempted by somebody else than herself.
    roster(engine, row(1004, "赵喆", CIVIL, department="救助科"), at=clock(2026, 7, 1))
    assert run_nightly(engine, clock(2026, 7, 2, 2)).assigned.moved == 1
    ill = assignment_of(engine, 1005)
    with pytest.raises(OwnExcuse):
        grant(engine, ill, Excuse.EXEMPT, person(1005, TRAINER), reason="病假", at=clock(2026, 9, 1))
    grant(engine, ill, Excuse.EXEMPT, TRAINER, reason="长期病假", evidence="病假证明2026-18号", at=clock(2026, 9, 1))

    # New Year: the deadline has passed; who failed still has January to make up.
    new_year = clock(2027, 1, 1, 0, 0)
    run_nightly(engine, new_year)
    ended = {number: found[0] for number, found in standing_of(engine, new_year).items()}
    assert ended == {
        "1001": "completed", "1002": "completed", "1003": "overdue", "1004": "overdue", "1005": "exempt",
        "2001": "overdue",
    }  # fmt: skip
    did(engine, 1003, ActivityKind.PAPER, PAPER, clock(2027, 1, 20), score=80)
    with engine.connect() as connection:
        made_up = by_person(connection, 1, TRAINER, clock(2027, 1, 21), unit=FINANCE, department="预算科")
    assert [(one.staff_number, one.status.value, one.late) for one in made_up] == [
        ("1003", "completed", False), ("1005", "exempt", False),
    ]  # fmt: skip

    reports(engine, tmp_path)
    certificate(engine, tmp_path)
    pack(engine, tmp_path)
    assert verify(engine) is None


def person(number, like=STAFF):
    """The account of somebody in the roster."""
    return type(like)(f"s-{number}", "某", str(number), like.roles, like.units)


def reports(engine, tmp_path):
    """The trainer of the finance office sees it and nothing else; the administrator sees the city."""
    now = clock(2027, 1, 21)
    with engine.connect() as connection:
        (own,) = by_unit(connection, 1, TRAINER, now)
        assert (own.code, own.total, own.done, own.share) == (FINANCE, 3, 3, 1.0)
        city = by_unit(connection, 1, ADMIN, now)
        assert [(one.code, one.total, one.done) for one in city] == [
            ("青石市", 5, 3), (CIVIL, 2, 0), (FINANCE, 3, 3),
        ]  # fmt: skip
        departments = by_department(connection, 1, FINANCE, TRAINER, now)
        assert [(one.name, one.done) for one in departments] == [("办公室", 2), ("预算科", 1)]
        everyone = by_person(connection, 1, ADMIN, now)
        hours = {one.staff_number: one.years for one in hours_by_year(connection, ADMIN, (2026, 2027))}
        assert hours["1001"] == {2026: 350}, "45 minutes read, a paper passed, two hours of forum"
        assert len(signed(connection, TRAINER)) == 3, "who was transferred is the other office's"
    title = "年度诚信教育（2026）完成情况"
    sheets = [completion_sheet(title, city, ZH, now), people_sheet("人员名单", everyone, ZH, now)]
    book = io.BytesIO()
    write_workbook(sheets, book)
    assert book.getvalue()[:2] == b"PK"
    with (tmp_path / "report.pdf").open("wb") as out:
        write_pdf(sheets, out, ZH)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert "完成情况" in text
    assert "财政局" in text


def certificate(engine, tmp_path):
    """Issued once, checked by whoever holds it without showing more than it must, taken back."""
    first = assignment_of(engine, 1001)
    with pytest.raises(NotCompleted):
        issue(engine, assignment_of(engine, 2001), ADMIN, clock(2027, 1, 21))
    made = issue(engine, first, STAFF, clock(2027, 1, 21))
    assert issue(engine, first, TRAINER, clock(2027, 1, 25)) == made
    with (tmp_path / "certificate.pdf").open("wb") as out:
        write_certificate(made, address("https://integrity.qs.gov.cn", made), out, ZH)
    (page,) = PdfReader(tmp_path / "certificate.pdf").pages
    assert made.number in page.extract_text()
    with engine.connect() as connection:
        seen = check(connection, made.number, made.code, clock(2027, 2, 1))
        assert (seen.name, seen.valid) == ("*三", True)
        assert check(connection, made.number, "guessed", clock(2027, 2, 1)) is None
        assert not check(connection, made.number, made.code, clock(2028, 5, 7, 0, 0)).valid
    revoke(engine, made.number, ADMIN, reason="替考", at=clock(2027, 2, 2))
    with engine.connect() as connection:
        assert check(connection, made.number, made.code, clock(2027, 2, 3)).revoked


def pack(engine, tmp_path):
    """Everything of the unit's year in one zip, and any change to it found."""
    path = tmp_path / "evidence.zip"
    write_pack(engine, FINANCE, date(2026, 1, 1), date(2026, 12, 31), TRAINER, path, clock(2027, 2, 10))
    assert verify_pack(path) == []
    with zipfile.ZipFile(path) as found:
        listed = list(csv.DictReader(io.StringIO(found.read("roster.csv").decode("utf-8-sig"))))
        assert [one["staff_number"] for one in listed] == ["1001", "1002", "1003", "1005"], "as on the last day"
        (excused,) = csv.DictReader(io.StringIO(found.read("exemptions.csv").decode("utf-8-sig")))
        assert (excused["approver"], excused["evidence"]) == ("t-1", "病假证明2026-18号")
        manifest = json.loads(found.read("manifest.json"))
        assert manifest["unit"] == FINANCE
        audit = [json.loads(line) for line in found.read("audit.jsonl").decode().splitlines()]
        assert {"requirement.save", "roster.import", "assignment.excuse"} <= {one["action"] for one in audit}
        content = {name: found.read(name) for name in found.namelist()}
    content["completion.csv"] = content["completion.csv"].replace(b"exempt", b"completed")
    del content["reminders.csv"]
    with zipfile.ZipFile(path, "w") as forged:
        for name, body in {**content, "note.txt": b"x"}.items():
            forged.writestr(name, body)
    assert verify_pack(path) == [
        Fault("note.txt", "added"), Fault("completion.csv", "changed"), Fault("reminders.csv", "missing"),
    ]  # fmt: skip
    with engine.connect() as connection:
        assert [one.kind for one in decisions(connection, assignment_of(engine, 1005))] == [Excuse.EXEMPT]
