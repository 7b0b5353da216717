"""The dense index, embedded: audiences apart, text kept out of it, closed to other models."""

import numpy as np
import pytest

from knowledge.model import Audience
from knowledge.vectors import ArticleVectors, drop_vectors, open_client
from tests.parts import take_in
from tests.samples import regulation

TEXT = "青石市的秘密口径"


def rows(count, seed=1):
    made = np.random.default_rng(seed).standard_normal((count, 8)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def client(tmp_path):
    return open_client(tmp_path / "chroma", None)


def test_the_audiences_are_collections_of_their_own(client):
    public, staff = (ArticleVectors(client, audience, "m@1") for audience in Audience)
    vector = rows(1)
    staff.add(["s-0-0"], vector)
    assert public.query(vector[0], 5) == []
    assert len(public) == 0
    assert staff.query(vector[0], 5)[0][0] == "s-0-0"


def test_adding_again_replaces_and_likeness_is_the_cosine(client):
    vectors = ArticleVectors(client, Audience.PUBLIC, "m@1")
    made = rows(3)
    vectors.add(["a", "b", "c"], made)
    vectors.add(["a"], made[2:3])
    assert len(vectors) == 3
    found = dict(vectors.query(made[2], 3))
    assert found["a"] == pytest.approx(1, abs=1e-5)
    assert found["b"] == pytest.approx(float(made[1] @ made[2]), abs=1e-5)
    assert np.allclose(vectors.vectors(["a"])["a"], made[2], atol=1e-6)


def test_more_than_one_batch_goes_in_and_out(client, monkeypatch):
    monkeypatch.setattr("knowledge.vectors.ADD_AT_MOST", 7)
    vectors = ArticleVectors(client, Audience.PUBLIC, "m@1")
    ids = [f"v-{n}-0" for n in range(20)]
    vectors.add(ids, rows(20))
    assert len(vectors) == len(vectors.vectors(ids)) == 20
    vectors.delete(ids[:15])
    assert set(vectors.vectors(ids)) == set(ids[15:])


def test_what_was_added_is_there_after_opening_again(tmp_path):
    made = rows(2)
    ArticleVectors(open_client(tmp_path, None), Audience.PUBLIC, "m@1").add(["a", "b"], made)
    assert ArticleVectors(open_client(tmp_path, None), Audience.PUBLIC, "m@1").query(made[1], 1)[0][0] == "b"


def test_a_dropped_collection_is_empty_when_opened_again(client):
    ArticleVectors(client, Audience.PUBLIC, "m@1").add(["a"], rows(1))
    drop_vectors(client, Audience.PUBLIC)
    drop_vectors(client, Audience.PUBLIC)
    assert len(ArticleVectors(client, Audience.PUBLIC, "m@2")) == 0


def test_no_text_ever_reaches_chromas_files(application):
    take_in(application, regulation(TEXT))
    folder = application.settings.chroma_folder
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert stored
    assert TEXT.encode() not in stored
