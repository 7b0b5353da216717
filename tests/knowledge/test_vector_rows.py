"""Vectors beside Chroma's: as like as Chroma's, seen by others, silent about what is not whole."""

import numpy as np
import pytest

from knowledge.model import Audience
from knowledge.vector_rows import LONGEST, VectorRows
from knowledge.vectors import ArticleVectors, open_client
from tests.knowledge.test_vectors import rows

MADE = rows(5)


@pytest.fixture
def kept(tmp_path):
    made = VectorRows(tmp_path / "rows", "m@1")
    made.add(["v-2-0", "v-0-0", "v-1-0"], MADE[:3])
    return made


def names_and_rows(folder):
    (names,), (stored,) = folder.glob("*.names"), folder.glob("*.rows")
    return names, stored


def test_likeness_is_the_cosine_and_strangers_are_left_out(kept):
    found = kept.similarities(["v-1-0", "v-9-0", "v-2-0"], MADE[3])
    assert list(found) == ["v-1-0", "v-2-0"]
    assert list(found.values()) == pytest.approx([float(MADE[2] @ MADE[3]), float(MADE[0] @ MADE[3])], abs=2e-3)
    assert kept.similarities([], MADE[3]) == {}


def test_nothing_is_here_before_anything_was_added(tmp_path):
    assert VectorRows(tmp_path / "none", "m@1").similarities(["v-0-0"], MADE[0]) == {}


def test_what_is_added_again_counts_as_it_was_last(kept):
    kept.add(["v-0-0"], MADE[4:])
    assert kept.similarities(["v-0-0"], MADE[4])["v-0-0"] == pytest.approx(1, abs=2e-3)


def test_another_reader_sees_what_is_added_later(kept, tmp_path):
    other = VectorRows(tmp_path / "rows", "m@1")
    assert set(other.similarities(["v-0-0", "v-7-0"], MADE[0])) == {"v-0-0"}
    kept.add(["v-7-0"], MADE[4:])
    assert set(other.similarities(["v-0-0", "v-7-0"], MADE[0])) == {"v-0-0", "v-7-0"}


def test_another_model_has_rows_of_its_own(kept, tmp_path):
    assert VectorRows(tmp_path / "rows", "m@2").similarities(["v-0-0"], MADE[0]) == {}


@pytest.mark.parametrize("lost", [1, 8, 16, 17])
def test_what_was_cut_off_is_not_here_and_the_next_ones_stand_right(kept, tmp_path, lost):
    _, stored = names_and_rows(tmp_path / "rows")
    with stored.open("r+b") as file:
        file.truncate(3 * 16 - lost)
    again = VectorRows(tmp_path / "rows", "m@1")
    assert set(again.similarities(["v-2-0", "v-0-0", "v-1-0"], MADE[0])) == {"v-2-0", "v-0-0", "v-1-0"} - (
        {"v-1-0"} if lost <= 16 else {"v-1-0", "v-0-0"}
    )
    again.add(["v-8-0"], MADE[4:])
    assert again.similarities(["v-8-0"], MADE[4])["v-8-0"] == pytest.approx(1, abs=2e-3)
    assert "v-1-0" not in again.similarities(["v-1-0"], MADE[0])


def test_a_row_that_never_reached_the_disk_is_not_here(kept, tmp_path):
    names, stored = names_and_rows(tmp_path / "rows")
    stored.write_bytes(stored.read_bytes()[:16] + bytes(16) + stored.read_bytes()[32:])
    assert set(VectorRows(tmp_path / "rows", "m@1").similarities(["v-2-0", "v-0-0"], MADE[0])) == {"v-2-0"}
    assert names.stat().st_size == 3 * LONGEST


def test_names_too_long_to_keep_are_left_to_chroma(tmp_path):
    long = "v" * (LONGEST + 1)
    vectors = ArticleVectors(open_client(tmp_path / "chroma", None), Audience.PUBLIC, "m@1", rows=tmp_path / "rows")
    vectors.add([long, "v-0-0"], MADE[:2])
    found = vectors.similarities(MADE[1], [long, "v-0-0", "v-5-0"])
    assert found == pytest.approx({long: float(MADE[0] @ MADE[1]), "v-0-0": 1.0}, abs=2e-3)


def test_with_and_without_rows_the_likeness_is_the_same(tmp_path):
    client = open_client(tmp_path / "chroma", None)
    ArticleVectors(client, Audience.PUBLIC, "m@1", rows=tmp_path / "rows").add(["a", "b", "c"], MADE[:3])
    with_rows = ArticleVectors(client, Audience.PUBLIC, "m@1", rows=tmp_path / "rows")
    without = ArticleVectors(client, Audience.PUBLIC, "m@1")
    ids = ["c", "a", "x"]
    assert with_rows.similarities(MADE[4], ids) == without.similarities(MADE[4], ids)
    assert np.isfinite(list(without.similarities(MADE[4], ids).values())).all()


def test_whoever_asks_while_another_thread_adds_finds_what_was_there(kept):
    class Interrupted(np.ndarray):
        def __len__(self):
            kept.add(["w-0-0"], MADE[3:4])
            return super().__len__()

    before = kept.similarities(["v-2-0", "v-0-0"], MADE[0])
    kept._mapped = np.array(kept._mapped).view(Interrupted)
    assert kept.similarities(["v-2-0", "v-0-0"], MADE[0]) == before
