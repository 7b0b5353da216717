"""What is read ahead by the program beside is what would have been read here, in the same order."""

import multiprocessing
import zipfile
from dataclasses import replace

import pytest

import ingest.ahead
from ingest.ahead import Ahead
from ingest.bundle import Taken, unpacked
from ingest.load import load
from ingest.loaded import Reason, Rejected
from knowledge.encoder.static import StaticEncoder
from tests.ingest.test_pipeline import ingest as take_in
from tests.ingest.test_pipeline import many_files, outcomes, state
from tests.parts import open_application

ENCODER = StaticEncoder()


@pytest.fixture
def at_once(monkeypatch):
    """The program beside is started for the first file, also on one core."""
    monkeypatch.setattr(ingest.ahead, "FIRST", 0)
    monkeypatch.setattr(ingest.ahead, "_cores", lambda: 2)


@pytest.fixture
def ahead(at_once):
    reading = Ahead(load, ENCODER)
    yield reading
    reading.close()
    assert not multiprocessing.active_children()


def takens(folder):
    return [taken for path in sorted(folder.iterdir()) for taken in unpacked(path)]


def never(_name, _digest):
    return False


def test_the_indexes_are_the_same_as_without_reading_ahead(tmp_path, monkeypatch, at_once):
    files = many_files(tmp_path / "many", 30)
    beside = open_application(tmp_path / "beside")
    rows = take_in(beside, files)
    monkeypatch.setattr(ingest.ahead, "_cores", lambda: 1)
    alone = open_application(tmp_path / "alone")
    assert take_in(alone, files) == rows
    assert state(beside) == state(alone)
    assert outcomes(take_in(beside, files)) == ["unchanged"] * 30
    for audience, ids in passages(alone).items():
        ours, theirs = (one.index(audience).vectors.vectors(ids) for one in (beside, alone))
        assert ours.keys() == theirs.keys() and ours
        assert all((ours[one] == theirs[one]).all() for one in ours)


def passages(application):
    catalogue = application.catalogue()
    found = {}
    for version in catalogue.versions().values():
        for ordinal, pieces in catalogue.pieces_of(version):
            found.setdefault(version.audience, []).extend(f"{version.id}-{ordinal}-{n}" for n in range(pieces))
    return found


def test_files_come_in_their_order_each_with_what_it_holds(tmp_path, ahead):
    files = takens(many_files(tmp_path / "many", 12))
    coming = list(ahead.through(files, never))
    assert [one.taken for one in coming] == files
    assert [one.read().documents[0].title for one in coming] == [
        load(taken.path).text.splitlines()[0].lstrip("# ") for taken in files
    ]


def test_what_did_not_change_is_not_read(tmp_path, ahead):
    files = takens(many_files(tmp_path / "many", 3))
    changed = files[1].name
    reads = [one.read for one in ahead.through(files, lambda name, _: name != changed)]
    assert [read is None for read in reads] == [True, False, True]


def test_a_file_that_cannot_be_taken_in_says_why_and_the_next_is_read(tmp_path, ahead):
    (tmp_path / "1.md").write_text("", encoding="utf-8")
    (tmp_path / "3.md").write_text("# 题\n\n第一条 应当公开。\n", encoding="utf-8")
    files = [Taken(tmp_path / f"{n}.md", str(tmp_path / f"{n}.md")) for n in (1, 2, 3)]
    empty, gone, good = ahead.through(files, never)
    with pytest.raises(Rejected) as rejected:
        empty.read()
    assert rejected.value.reason is Reason.EMPTY
    with pytest.raises(FileNotFoundError):
        gone.read()
    assert good.read().documents[0].articles


def test_when_the_program_beside_ends_the_rest_is_read_here(tmp_path, ahead):
    files = takens(many_files(tmp_path / "many", 12))
    coming = list(ahead.through(files, never))
    first = coming[0].read().documents[0].title
    (program,) = multiprocessing.active_children()
    program.kill()
    program.join()
    titles = [first, *(one.read().documents[0].title for one in coming[1:])]
    assert titles == [load(taken.path).text.splitlines()[0].lstrip("# ") for taken in files]


def test_a_bundle_is_read_here_file_by_file_before_the_next_is_taken_out(tmp_path, ahead):
    bundle = tmp_path / "files.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.md", f"# 题{number}\n\n第一条 应当公开。\n")
    titles = [one.read().documents[0].title for one in ahead.through(unpacked(bundle), never)]
    assert titles == ["题0", "题1", "题2"]


def test_what_a_person_put_right_is_indexed_and_not_what_was_read_ahead(tmp_path, ahead):
    path = tmp_path / "1.md"
    path.write_text("# 题\n\n第一条 应当公开。\n", encoding="utf-8")
    (coming,) = ahead.through([Taken(path, str(path))], never)
    read = coming.read()
    (document,) = read.documents
    assert read.prepared_for(0, document) is read.prepared[0]
    assert read.prepared_for(0, replace(document, title="另一题")) is None


def test_no_program_is_started_for_a_few_files_nor_on_one_core(tmp_path, monkeypatch):
    files = takens(many_files(tmp_path / "many", 6))
    for first, cores in ((10, 2), (0, 1)):
        monkeypatch.setattr(ingest.ahead, "FIRST", first)
        monkeypatch.setattr(ingest.ahead, "_cores", lambda cores=cores: cores)
        reading = Ahead(load, ENCODER)
        assert all(one.read().documents for one in reading.through(files, never))
        assert not multiprocessing.active_children()
        reading.close()
