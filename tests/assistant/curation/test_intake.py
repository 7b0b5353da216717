"""Uploads, corrections and removals as jobs, over the real parts."""

import threading
from datetime import UTC, date, datetime

import pytest

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.answering.model import Question
from assistant.audit.log import entries, verify
from assistant.bootstrap import EVERYONE
from assistant.curation.dependants import dependants
from assistant.curation.intake import CORRECT, REMOVE, TAKE_IN, fit_name, keep_upload
from assistant.curation.links import pointed_at_by, points_at
from assistant.documents import find_documents
from assistant.jobs.model import State
from knowledge.model import Audience

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 6, 1)
RULE = (
    "青石市窗口服务规定\n\n（2024年5月1日青石市人民政府发布）\n\n"
    "第一条 窗口应当在{days}个工作日内答复书面询问。\n\n第二条 本规定自2024年6月1日起施行。\n"
)


@pytest.fixture
def admin(sample_base):
    return sample_base.accounts.add(PROGRAM, "admin", [Role.ADMIN], at=NOW).principal()


def run(application, by, kind, **arguments):
    job_id = application.jobs.put(by, kind, arguments, at=NOW)
    assert application.worker(lambda: NOW).run_next()
    job = application.jobs.get(by, job_id)
    return job, application.jobs.rows(by, job_id)


def upload(application, by, files, audience="public"):
    folder = application.settings.uploads_folder / "upload"
    for name, text in files.items():
        keep_upload(folder, name, [text.encode() if isinstance(text, str) else text])
    return run(application, by, TAKE_IN, folder=str(folder), audience=audience)


def the(application, title):
    found = find_documents(application.catalogue(), title)
    assert len(found) == 1
    return found[0]


def test_every_file_of_an_upload_has_its_row_and_a_bad_one_leaves_nothing(sample_base, admin):
    files = {"a.txt": RULE.format(days="七"), "b.pdf": b"%PDF-1.4 broken"}
    job, rows = upload(sample_base, admin, files)
    assert (job.state, job.done, job.total) == (State.DONE, 2, 2)
    assert [(row["path"], row["outcome"]) for row in rows] == [("a.txt", "added"), ("b.pdf", "rejected")]
    assert rows[1]["reason"]
    home = sample_base.settings.documents_folder
    assert [path.name for path in home.iterdir()] == ["a.txt"]
    assert not any(sample_base.settings.uploads_folder.iterdir())
    assert "七个工作日" in sample_base.answerer().answer(Question("《青石市窗口服务规定》第一条", DAY)).text
    actions = [entry.action for entry in entries(sample_base.engine)]
    assert "document.take-in" in actions and verify(sample_base.engine) is None


def test_a_rejected_new_text_leaves_the_old_one_in_place(sample_base, admin):
    upload(sample_base, admin, {"a.txt": RULE.format(days="七")})
    _, rows = upload(sample_base, admin, {"a.txt": ""})
    assert rows[0]["outcome"] == "rejected"
    assert "七个工作日" in (sample_base.settings.documents_folder / "a.txt").read_text()
    assert the(sample_base, "青石市窗口服务规定")


def test_searches_go_on_while_an_upload_is_taken_in(sample_base, admin):
    answers, stop = [], threading.Event()

    def ask():
        answerer = sample_base.answerer()
        while not stop.is_set():
            answers.append(answerer.answer(Question("登记承诺事项由谁负责？", DAY)).status.value)

    with sample_base.reading():
        asking = threading.Thread(target=ask)
        asking.start()
        files = {f"{n}.txt": RULE.replace("青石市", f"{name}市").format(days="七") for n, name in enumerate("甲乙丙丁")}
        job, rows = upload(sample_base, admin, files)
        stop.set()
        asking.join()
    assert job.state is State.DONE and {row["outcome"] for row in rows} == {"added"}
    assert len(answers) > 3 and set(answers) == {"answered"}


def test_a_correction_holds_in_catalogue_and_answers_and_survives_a_re_reading(sample_base, admin):
    upload(sample_base, admin, {"a.txt": RULE.format(days="七")})
    version = the(sample_base, "青石市窗口服务规定")
    fields = {"title": "青石市政务窗口服务规定", "issuer": "青石市人民政府", "audience": "staff"}
    fields["dates"] = {"in_force": "2024-07-01", "repealed": "2030-01-01"}
    job, rows = run(sample_base, admin, CORRECT, version_id=version.id, fields=fields)
    assert (job.state, job.fault) == (State.DONE, "")
    changed = the(sample_base, "青石市政务窗口服务规定")
    assert (changed.issuer, changed.audience, changed.effective) == ("青石市人民政府", Audience.STAFF, date(2024, 7, 1))
    assert changed.repealed_on == date(2030, 1, 1)
    asked = Question("《青石市政务窗口服务规定》窗口几个工作日内答复书面询问？", DAY)
    assert "七个工作日" in sample_base.answerer().answer(asked).text
    assert "七个工作日" not in sample_base.answerer(EVERYONE).answer(asked).text
    upload(sample_base, admin, {"a.txt": RULE.format(days="九")})
    assert the(sample_base, "青石市政务窗口服务规定").audience is Audience.STAFF
    assert "九个工作日" in sample_base.answerer().answer(asked).text


def test_only_administrators_correct(sample_base):
    person = Principal("t", "t", roles=frozenset({Role.TRAINER}))
    with pytest.raises(Forbidden):
        sample_base.corrections.set(person, "/a", 0, {"title": "x"}, at=NOW)


@pytest.mark.parametrize(
    "fields", [{"title": " "}, {"owner": "x"}, {"audience": "all"}, {"dates": {"in_force": "soon"}}]
)
def test_a_correction_that_cannot_be_read_is_refused(sample_base, admin, fields):
    with pytest.raises(ValueError):
        sample_base.corrections.set(admin, "/a", 0, fields, at=NOW)


def test_a_removed_document_goes_with_its_uploaded_file(sample_base, admin):
    upload(sample_base, admin, {"a.txt": RULE.format(days="七")})
    version = the(sample_base, "青石市窗口服务规定")
    job, _ = run(sample_base, admin, REMOVE, document_id=version.document_id, title=version.title)
    assert job.state is State.DONE
    assert find_documents(sample_base.catalogue(), "青石市窗口服务规定") == []
    assert not any(sample_base.settings.documents_folder.iterdir())


def test_a_document_knows_what_it_implements_and_what_implements_it(sample_base, admin):
    text = (
        "青石市窗口服务实施细则\n\n第一条 为贯彻落实《青石市窗口服务规定》，制定本细则。\n\n"
        "第二条 本细则自2025年1月1日起施行。\n"
    )
    upload(sample_base, admin, {"a.txt": RULE.format(days="七"), "b.txt": text})
    rule, detail = the(sample_base, "青石市窗口服务规定"), the(sample_base, "青石市窗口服务实施细则")
    catalogue = sample_base.catalogue()
    named = points_at(catalogue, [detail], DAY)
    assert [(link.title, link.document_id) for link in named] == [(rule.title, rule.document_id)]
    assert [link.document_id for link in pointed_at_by(catalogue, [rule])] == [detail.document_id]
    hanging = dependants(catalogue, sample_base.engine, [rule])
    assert [link.title for link in hanging.documents] == [detail.title] and hanging.items == {}


def test_training_labels_and_replies_are_among_what_hangs_on_a_document(sample_base, admin):
    from assistant.labelled.store import Label, Origin, StoredQuestions
    from assistant.training.model import ActivityKind, Audience, Basis, Part, Requirement, Schedule
    from assistant.training.requirements import save

    upload(sample_base, admin, {"a.txt": RULE.format(days="七")})
    rule = the(sample_base, "青石市窗口服务规定")
    assert not dependants(sample_base.catalogue(), sample_base.engine, [rule])
    read = (Part(ActivityKind.READING, (f"{rule.title}#第一条",)),)
    event = (Part(ActivityKind.EVENT, ("道德讲堂",)),)
    based = (Basis(rule.title, "第一条"),)
    for name, parts, basis in (("read", read, ()), ("rests", event, based), ("other", event, ())):
        save(sample_base.engine, Requirement(name, name, Audience(), parts, Schedule(2026), basis), admin, at=NOW)
    label = Label("窗口几天答复", rule.document_id, "1", "第一条")
    StoredQuestions(sample_base.engine).add([label], Origin.TYPED, admin, NOW)
    hanging = dependants(sample_base.catalogue(), sample_base.engine, [rule])
    assert [one.id for one in hanging.requirements] == ["read", "rests"]
    assert hanging.labels == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("notes", "notes"),
        ("实施方案.docx", "实施方案.docx"),
        ("C:\\x\\a.pdf", "C_x_a.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
        ("...", "_"),
    ],
)
def test_a_name_stays_inside_its_folder(name, kept):
    assert fit_name(name) == kept


def test_a_file_that_breaks_off_half_way_leaves_the_one_before_in_its_place(sample_base, admin):
    upload(sample_base, admin, {"a.txt": RULE.format(days="七")})
    home = sample_base.settings.documents_folder
    with sample_base.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE versions RENAME TO gone")
    job, _ = upload(sample_base, admin, {"a.txt": RULE.format(days="九")})
    with sample_base.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO versions")
    assert job.state is State.FAILED
    assert [path.name for path in home.iterdir()] == ["a.txt"]
    assert "七个工作日" in (home / "a.txt").read_text(encoding="utf-8")
