"""Embedded Chroma without its Python layer gives and keeps what chromadb's own client does."""

from unittest.mock import patch

import numpy as np
import pytest

from knowledge.embedded_chroma import EmbeddedClient, open_embedded
from knowledge.model import Audience
from knowledge.vectors import ArticleVectors, open_client

ROWS = np.random.default_rng(3).standard_normal((400, 24)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
IDS = [f"v-{number}-0" for number in range(len(ROWS))]


def own_client(folder):
    """chromadb's own."""
    with patch("knowledge.vectors.open_embedded", return_value=None):
        return open_client(folder, None)


def filled(client, audience=Audience.PUBLIC):
    vectors = ArticleVectors(client, audience, "m@1")
    vectors.add(IDS, ROWS)
    vectors.add(IDS[:5], ROWS[5:10])
    vectors.delete([*IDS[20:40], "not-there-0"])
    return vectors


def test_the_installed_version_is_one_that_this_was_tested_with(tmp_path):
    assert isinstance(open_client(tmp_path, None), EmbeddedClient)
    assert not isinstance(own_client(tmp_path / "own"), EmbeddedClient)


def test_another_version_is_left_to_chromadb_s_own_client(tmp_path):
    with patch("knowledge.embedded_chroma.version", return_value="2.0.0"):
        assert open_embedded(tmp_path) is None
        assert len(filled(open_client(tmp_path, None))) == len(IDS) - 20


def test_both_find_and_keep_the_same(tmp_path):
    ours, theirs = filled(open_client(tmp_path / "ours", None)), filled(own_client(tmp_path / "theirs"))
    assert len(ours) == len(theirs) == len(IDS) - 20
    for row in ROWS[::13]:
        assert ours.query(row, 30) == theirs.query(row, 30)
    mine, others = ours.vectors(IDS), theirs.vectors(IDS)
    assert mine.keys() == others.keys()
    assert all((mine[id_] == others[id_]).all() for id_ in mine)


def test_what_one_wrote_the_other_reads_with_the_same_settings(tmp_path):
    filled(open_client(tmp_path / "ours", None))
    filled(own_client(tmp_path / "theirs"))
    read_by_theirs = own_client(tmp_path / "ours").get_collection("articles-public")
    made_by_theirs = own_client(tmp_path / "theirs").get_collection("articles-public")
    assert read_by_theirs.configuration_json == made_by_theirs.configuration_json
    assert read_by_theirs.schema == made_by_theirs.schema
    assert read_by_theirs.metadata == made_by_theirs.metadata == {"encoder": "m@1"}
    read_by_ours = ArticleVectors(open_client(tmp_path / "theirs", None), Audience.PUBLIC, "m@1")
    assert dict(read_by_ours.query(ROWS[50], 1)).keys() == {IDS[50]}


def test_a_folder_is_opened_once(tmp_path):
    first = open_embedded(tmp_path)
    (tmp_path / "other").mkdir()
    assert open_embedded(tmp_path / ".." / tmp_path.name) is first
    assert open_embedded(tmp_path / "other") is not first


def test_a_collection_that_is_gone_is_an_error_of_chromadb_s(tmp_path):
    from chromadb.errors import NotFoundError

    client = open_client(tmp_path, None)
    vectors = filled(client)
    client.delete_collection("articles-public")
    with pytest.raises(NotFoundError):
        vectors.query(ROWS[0], 3)
