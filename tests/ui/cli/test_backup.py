"""A backup is the state of one moment; put back on an empty machine it gives the same answers."""

import json
import stat
import threading
import zipfile
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assistant.answering.model import Question
from assistant.audit.log import entries, record, verify
from assistant.backup.archive import Unusable, read_manifest, write_backup
from assistant.backup.restore import restore
from assistant.bootstrap import Application
from assistant.database.engine import make_engine
from assistant.database.schema import upgrade
from assistant.quiz.bank.store import Bank
from assistant.settings import Settings
from knowledge.catalogue.tables import articles
from tests.assistant.quiz.samples import single

NOW = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
ASKED = ("对外作出的承诺应当在几日内登记？", "市财政局牵头哪些任务", "青石市诚信条例第三条是什么")


def nothing():
    """What a bar does on no terminal."""


@pytest.fixture
def filled(sample_base):
    """A knowledge base with a bank, an audit entry, an original and a key."""
    Bank(sample_base.engine).put([single(number="T-1")], who="program", at=NOW)
    with sample_base.engine.begin() as connection:
        record(connection, "item.put", "item:1", who="program", at=NOW, why={"原因": ["一", 2]})
    folder = sample_base.settings.data_dir
    (folder / "originals" / "ab").mkdir(parents=True)
    (folder / "originals" / "ab" / "abc.pdf").write_bytes(b"%PDF original")
    (folder / "contacts.key").write_bytes(b"key")
    return sample_base


def answers(application):
    return [
        (answer.status, answer.text, [citation.quote for citation in answer.citations])
        for text in ASKED
        for answer in [application.answerer().answer(Question(text, NOW.date()))]
    ]


def test_a_restored_machine_gives_the_same_answers(integrity, filled, tmp_path, database_url):
    before = answers(filled)
    archive = tmp_path / "all.zip"
    status, out, _ = integrity("backup", archive)
    assert status == 0
    assert "all.zip" in out
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    elsewhere = Application(Settings(data_dir=tmp_path / "elsewhere", database_url=database_url))
    restore(elsewhere.engine, elsewhere.settings.data_dir, archive, nothing)
    list(elsewhere.reindex())
    assert answers(elsewhere) == before
    assert before[0][0] == "answered"
    assert Bank(elsewhere.engine).all() == Bank(filled.engine).all() != []
    assert entries(elsewhere.engine) == entries(filled.engine)
    assert verify(elsewhere.engine) is None
    assert (tmp_path / "elsewhere/originals/ab/abc.pdf").read_bytes() == b"%PDF original"
    assert stat.S_IMODE((tmp_path / "elsewhere/contacts.key").stat().st_mode) == 0o600
    with elsewhere.engine.begin() as connection:  # numbers go on where they were
        record(connection, "item.put", "item:2", who="program", at=NOW)
    Bank(elsewhere.engine).put([single(number="T-2")], who="another", at=NOW, note="again")
    elsewhere.engine.dispose()


def test_the_command_restores_and_keeps_what_was_there(integrity, filled, tmp_path, data_folder):
    archive = tmp_path / "all.zip"
    integrity("backup", archive)
    with filled.engine.begin() as connection:
        record(connection, "item.put", "item:later", who="program", at=NOW)
    status, _, err = integrity("restore", archive)
    assert status == 1
    assert "--replace" in err
    assert len(entries(filled.engine)) == 2
    status, out, err = integrity("restore", archive, "--replace")
    assert (status, err) == (0, "")
    assert len(entries(filled.engine)) == 1
    (kept,) = data_folder.glob("before-restore-*.zip")
    assert read_manifest(kept).rows["audit_log"] == 2


def test_a_backup_shows_one_moment_whatever_is_written_meanwhile(engine, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            with engine.begin() as connection:
                record(connection, "item.put", f"item:{number}", who="program", at=NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            write_backup(engine, tmp_path / "none", tmp_path / f"{number}.zip", NOW, nothing)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        put_back = make_engine(f"sqlite:///{tmp_path / f'{number}.sqlite3'}")
        upgrade(put_back)
        restore(put_back, tmp_path / "none", tmp_path / f"{number}.zip", nothing)
        assert verify(put_back) is None  # its head and its entries are of the same moment
        put_back.dispose()


def damaged(archive, target):
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace("第".encode(), "等".encode()) if "articles" in name else content)


@pytest.mark.parametrize("fault", ["missing", "no zip", "cut off", "changed", "newer"])
def test_a_bad_backup_is_refused_before_anything_is_touched(filled, tmp_path, fault):
    archive, bad = tmp_path / "all.zip", tmp_path / "bad.zip"
    write_backup(filled.engine, filled.settings.data_dir, archive, NOW, nothing)
    match fault:
        case "no zip":
            bad.write_text("not a backup", encoding="utf-8")
        case "cut off":
            bad.write_bytes(archive.read_bytes()[:-500])
        case "changed":
            damaged(archive, bad)
        case "newer":
            with zipfile.ZipFile(bad, "w") as new:
                new.writestr(
                    "manifest.json",
                    json.dumps({"format": 1, "schema": "9999", "made_at": "", "rows": {}, "members": {}}),
                )
    with pytest.raises(Unusable):
        restore(filled.engine, filled.settings.data_dir, bad, nothing)
    with filled.engine.connect() as connection:
        assert connection.execute(select(articles.c.text)).first() is not None


def test_a_file_outside_the_data_folder_is_never_written(filled, tmp_path):
    archive, bad = tmp_path / "all.zip", tmp_path / "bad.zip"
    write_backup(filled.engine, filled.settings.data_dir, archive, NOW, nothing)
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(bad, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        name, digest = next(item for item in manifest["members"].items() if item[0].endswith("contacts.key"))
        manifest["members"]["files/../../escaped.key"] = digest
        for member in old.namelist():
            new.writestr(member, old.read(member) if member != "manifest.json" else json.dumps(manifest))
        new.writestr("files/../../escaped.key", old.read(name))
    with pytest.raises(Unusable, match="outside"):
        restore(filled.engine, filled.settings.data_dir, bad, nothing)
    assert not (filled.settings.data_dir.parent.parent / "escaped.key").exists()
