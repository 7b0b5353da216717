"""The dense index behaves the same on a Chroma server as embedded."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.model import Audience
from knowledge.vectors import ArticleVectors, EncoderMismatch, drop_vectors, open_client


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma-server")
    program = str(Path(sys.executable).with_name("chroma"))
    command = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the Chroma server did not start within 30 seconds")


@pytest.fixture(params=["embedded", "server"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path, server_url: str) -> ArticleVectors:
    client = open_client(tmp_path, server_url if request.param == "server" else None)
    drop_vectors(client, Audience.PUBLIC)
    return ArticleVectors(client, Audience.PUBLIC, "model@1")


def unit_rows(count: int) -> np.ndarray:
    rows = np.random.default_rng(7).standard_normal((count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_nearest_passage_is_itself_and_what_is_deleted_is_gone(vectors: ArticleVectors):
    rows = unit_rows(20)
    vectors.add([f"v-{n}-0" for n in range(20)], rows)
    assert vectors.query(rows[3], 5)[0][0] == "v-3-0"
    vectors.delete(["v-3-0", "not-there-0"])
    assert "v-3-0" not in dict(vectors.query(rows[3], 20))
    assert len(vectors) == 19


def test_adding_the_same_passage_twice_keeps_one(vectors: ArticleVectors):
    rows = unit_rows(2)
    vectors.add(["v-0-0"], rows[:1])
    vectors.add(["v-0-0"], rows[1:])
    assert len(vectors) == 1
    assert np.allclose(vectors.vectors(["v-0-0"])["v-0-0"], rows[1], atol=1e-6)


def test_an_index_made_by_another_model_is_refused_with_the_way_out(tmp_path: Path, server_url: str):
    for url in (None, server_url):
        client = open_client(tmp_path, url)
        drop_vectors(client, Audience.STAFF)
        ArticleVectors(client, Audience.STAFF, "model@1").add(["v-0-0"], unit_rows(1))
        with pytest.raises(EncoderMismatch, match="integrity reindex"):
            ArticleVectors(client, Audience.STAFF, "model@2")
