"""Files in, by difference: idempotent, replaced at once, never doubled, and whole again after a kill."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from ingest.loaded import Reason
from ingest.pipeline import Outcome, discover
from knowledge.catalogue.writing import CatalogueWriter
from knowledge.model import Audience, Status
from knowledge.search.filters import Filters
from tests.parts import open_application
from tests.samples import MEMO, NEW_RULES, PLAN, write_samples

CHECKOUT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 1, 1)


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    return write_samples(folder)


def ingest(application, *paths, audience=None):
    with application.changing():
        return list(application.take_in(paths, audience)[1])


def outcomes(rows):
    return [row.outcome.value for row in rows]


def state(application):
    """All that readers can see, and what the indexes hold."""
    catalogue = application.catalogue()
    versions = catalogue.versions().values()
    texts = sorted(
        (v.id, v.superseded_on, a.ordinal, a.article.text) for v in versions for a in catalogue.articles_of(v)
    )
    expected = catalogue.passages_by_audience()
    dense = {a: len(application.index(a).vectors) for a in Audience if a in expected}
    lexical = {a: len(application.index(a).lexical) for a in Audience if a in expected}
    assert expected == dense == lexical
    assert CatalogueWriter(application.engine).leftovers() == {}
    return catalogue.corpus_id(), texts


def first_hit(application, question):
    (found, *_) = application.searcher().search(question, Filters(TODAY), 1) or [None]
    return found and (found.found.version.title, found.found.article.label)


def test_files_become_documents_of_the_audience_they_declare(application, files):
    rows = ingest(application, files)
    assert outcomes(rows) == ["added"] * 4
    known = {(v.title, v.audience.value, v.articles) for v in application.catalogue().versions().values()}
    assert known == {
        ("青石市诚信服务条例", "public", 4),
        ("青石市政务承诺管理实施方案", "public", 6),
        ("青石市政务承诺内部核查工作意见", "staff", 3),
    }


def test_the_same_again_changes_nothing(application, files):
    ingest(application, files)
    before, revision = state(application), application.catalogue().revision()
    rows = ingest(application, files)
    assert outcomes(rows) == ["unchanged"] * 4
    assert (state(application), application.catalogue().revision()) == (before, revision + 1)


def test_two_versions_of_a_regulation_are_one_document(application, files):
    ingest(application, files)
    found = [v for v in application.catalogue().versions().values() if v.title == "青石市诚信服务条例"]
    assert len({v.document_id for v in found}) == 1
    assert sorted(v.status_on(TODAY) for v in found) == [Status.IN_FORCE, Status.SUPERSEDED]
    assert sorted(v.status_on(date(2020, 1, 1)) for v in found) == [Status.IN_FORCE, Status.NOT_YET_IN_FORCE]


def test_a_changed_file_replaces_its_articles(application, files):
    ingest(application, files)
    plan = files / "政务承诺管理实施方案.txt"
    plan.write_text(PLAN.replace("三日内登记", "二日内登记"), encoding="utf-8")
    rows = ingest(application, files)
    assert sorted(outcomes(rows)) == ["unchanged", "unchanged", "unchanged", "updated"]
    texts = [text for *_, text in state(application)[1]]
    assert any("二日内登记" in text for text in texts)
    assert not any("三日内登记" in text for text in texts)


def test_a_reader_in_the_middle_of_an_update_sees_the_old_text_whole(application, files, monkeypatch):
    ingest(application, files)
    before = state(application)[1]
    (files / "政务承诺管理实施方案.txt").write_text(PLAN.replace("三日内登记", "二日内登记"), encoding="utf-8")
    seen = []
    activate = CatalogueWriter.activate

    def look_then_activate(writer, *given):
        catalogue = application.catalogue()
        versions = catalogue.versions().values()
        seen.append(sorted((v.id, v.superseded_on, a.ordinal, a.article.text)
                           for v in versions for a in catalogue.articles_of(v)))  # fmt: skip
        return activate(writer, *given)

    monkeypatch.setattr(CatalogueWriter, "activate", look_then_activate)
    ingest(application, files)
    assert seen == [before]


def test_a_copy_is_reported_and_not_doubled(application, files):
    ingest(application, files)
    before = state(application)
    copy = files / "方案的副本.txt"
    copy.write_text(PLAN, encoding="utf-8")
    (row,) = ingest(application, copy)
    assert Path(row.duplicate_of).name == "政务承诺管理实施方案.txt"
    assert state(application) == before


def test_a_copy_in_the_same_run_is_reported_too(application, files):
    (files / "方案的副本.txt").write_text(PLAN, encoding="utf-8")
    rows = ingest(application, files)
    assert [bool(row.duplicate_of) for row in rows].count(True) == 1
    assert len({v.document_id for v in application.catalogue().versions().values()}) == 3


def test_a_moved_file_is_the_same_document(application, files):
    ingest(application, files)
    before = state(application)
    (files / "政务承诺管理实施方案.txt").rename(files / "新名字.txt")
    rows = ingest(application, files)
    assert "rejected" not in outcomes(rows)
    assert state(application) == before


def test_a_moved_and_changed_file_replaces_what_the_old_one_said(application, files):
    ingest(application, files)
    (files / "政务承诺管理实施方案.txt").unlink()
    (files / "新名字.txt").write_text(PLAN.replace("三日内登记", "二日内登记"), encoding="utf-8")
    ingest(application, files)
    texts = [text for *_, text in state(application)[1]]
    assert sum("日内登记" in text for text in texts) == 1


def test_a_document_that_a_file_no_longer_holds_goes(application, files):
    both = files / "两篇.txt"
    both.write_text(PLAN, encoding="utf-8")
    for other in files.iterdir():
        if other != both:
            other.unlink()
    ingest(application, files)
    both.write_text(MEMO, encoding="utf-8")
    rows = ingest(application, files)
    assert outcomes(rows) == ["updated"]
    assert {v.title for v in application.catalogue().versions().values()} == {"青石市政务承诺内部核查工作意见"}


def test_a_removed_document_leaves_every_index_and_comes_back_when_its_file_does(application, files):
    ingest(application, files)
    before = state(application)
    assert first_hit(application, "承诺应当三日内登记")[0] == "青石市政务承诺管理实施方案"
    version = next(v for v in application.catalogue().versions().values() if "管理实施方案" in v.title)
    with application.changing():
        paths = application.pipeline().remove(version.document_id)
    assert [Path(path).name for path in paths] == ["政务承诺管理实施方案.txt"]
    state(application)
    hits = application.searcher().search("承诺应当三日内登记", Filters(TODAY), 50)
    assert version.id not in {hit.found.version.id for hit in hits}
    ingest(application, files)
    assert state(application) == before


def test_a_rejected_file_leaves_nothing_behind_and_the_rest_goes_in(application, files):
    (files / "空.txt").write_bytes(b"")
    (files / "假.docx").write_bytes(b"not a docx")
    rows = {Path(row.path).name: row for row in ingest(application, files)}
    assert rows["空.txt"].reason is Reason.EMPTY
    assert rows["假.docx"].outcome is Outcome.REJECTED
    assert sum(row.outcome is Outcome.ADDED for row in rows.values()) == 4
    digests = application.catalogue().source_digests()
    assert not any("空" in path or "假" in path for path in digests)
    state(application)


def test_a_file_that_turns_bad_keeps_what_it_said_before(application, files):
    ingest(application, files)
    before = state(application)
    (files / "政务承诺管理实施方案.txt").write_bytes(b"")
    assert "rejected" in outcomes(ingest(application, files))
    assert state(application) == before


def test_the_audience_asked_for_overrules_what_a_document_says(application, files):
    ingest(application, files, audience=Audience.STAFF)
    assert {v.audience for v in application.catalogue().versions().values()} == {Audience.STAFF}
    assert application.catalogue({Audience.PUBLIC}).versions() == {}
    ingest(application, files)
    audiences = {v.title: v.audience for v in application.catalogue().versions().values()}
    assert audiences["青石市政务承诺管理实施方案"] is Audience.PUBLIC
    assert audiences["青石市政务承诺内部核查工作意见"] is Audience.STAFF
    state(application)


def test_hidden_files_are_passed_over_and_folders_searched_below(tmp_path):
    for name in ("b/二.txt", "b/c/三.md", "一.txt", ".git/config", "b/.cache/x.txt", ".DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in discover([tmp_path, tmp_path / "一.txt"])]
    assert sorted(found) == sorted(["b/二.txt", "b/c/三.md", "一.txt"])


STEPS = ["stage", "replace", "activate", "forget"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_stopped_at_any_step_the_same_command_makes_it_whole(files, tmp_path, monkeypatch, step, when):
    whole = open_application(tmp_path / "whole")
    ingest(whole, files)
    (files / "政务承诺管理实施方案.txt").write_text(PLAN.replace("三日内", "二日内"), encoding="utf-8")
    ingest(whole, files)

    class Killed(BaseException):
        pass

    (files / "政务承诺管理实施方案.txt").write_text(PLAN, encoding="utf-8")
    stopped = open_application(tmp_path / "stopped")
    ingest(stopped, files)
    (files / "政务承诺管理实施方案.txt").write_text(PLAN.replace("三日内", "二日内"), encoding="utf-8")
    pipeline = stopped.pipeline()
    owner = type(stopped.index(Audience.PUBLIC)) if step == "replace" else CatalogueWriter
    real = getattr(owner, step)

    def killed(*given):
        if when == "after":
            real(*given)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(owner, step, killed)
        list(pipeline.ingest(discover([files]), stopped.catalogue().source_digests()))
    ingest(stopped, files)
    assert state(stopped) == state(whole)


def many_files(folder, count):
    folder.mkdir()
    for number in range(count):
        text = NEW_RULES.replace("青石市诚信服务条例", f"青石市第{number}号诚信服务条例")
        (folder / f"{number:03}.md").write_text(text.replace("五个工作日", f"{number}个工作日"), encoding="utf-8")
    return folder


def run(files, data, kill_after=None):
    command = [sys.executable, "-m", "tests.ingest.small_batches", "ingest", str(files), "--data-dir", str(data)]
    process = subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    if kill_after is None:
        assert process.wait(timeout=120) == 0
        return
    time.sleep(kill_after)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)


def test_killed_with_signal_9_at_random_moments_the_same_command_resumes(tmp_path):
    files = many_files(tmp_path / "many", 40)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    started = time.monotonic()
    run(files, whole)
    seconds = time.monotonic() - started
    moments = random.Random(2024)
    for _ in range(3):
        run(files, killed, kill_after=moments.uniform(0.4, 1.0) * seconds)
        for path in files.glob("00*.md"):
            path.write_text(path.read_text(encoding="utf-8") + "\n第五条 补充规定。\n", encoding="utf-8")
    run(files, killed)
    shutil.rmtree(whole)
    run(files, whole)
    found, expected = (state(open_application(folder)) for folder in (killed, whole))
    assert found == expected
