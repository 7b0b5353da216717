"""The encoder port, the model that ships, and the refusal of a half-empty folder."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import make_encoder
from knowledge.encoder.choose import prompts_of
from knowledge.encoder.static import SHIPPED, StaticEncoder

TEXTS = [
    "换了领导之前答应的事还算数吗",
    "不得以政府换届、相关责任人更替等理由毁约",
    "第九百八十九条 本编调整因人格权的享有和保护产生的民事关系。",
    "ＡＢＣ 2017年130号",
]


@pytest.fixture(scope="module")
def encoder():
    return make_encoder(None)


def test_vectors_are_unit_rows_of_the_declared_length(encoder):
    vectors = encoder.encode_document(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_without_a_known_word_gives_a_zero_row(encoder):
    assert not encoder.encode_query(["☃ ☃", ""]).any()
    assert encoder.encode_query([]).shape == (0, encoder.dimension)


def test_the_shipped_model_gives_the_vectors_that_sentence_transformers_gives(encoder):
    sentence_transformers = pytest.importorskip("sentence_transformers")
    model = sentence_transformers.SentenceTransformer(str(SHIPPED))
    assert np.abs(model.encode(TEXTS) - encoder.encode_query(TEXTS)).max() < 1e-3


def test_the_name_changes_with_the_weights(encoder, tmp_path):
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    assert StaticEncoder(tmp_path).name == encoder.name
    weights = bytearray((tmp_path / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert StaticEncoder(tmp_path).name != encoder.name


def test_a_folder_without_weights_is_refused_with_the_file_that_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"model\.safetensors"):
        StaticEncoder(tmp_path)


def test_the_shipped_model_loads_without_torch_and_fits_in_sixteen_megabytes():
    code = (
        "import sys; from knowledge.encoder import make_encoder; make_encoder().encode_query(['合同']);"
        "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 16_000_000


def test_a_question_is_encoded_in_under_two_milliseconds(encoder):
    encoder.encode_query(TEXTS)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        encoder.encode_query(TEXTS[:1])
        times.append(time.perf_counter() - start)
    assert sorted(times)[10] < 0.002


def test_makers_prompts_are_known_by_a_part_of_the_name():
    assert prompts_of("BAAI/bge-small-zh-v1.5")["query"].startswith("为这个句子")
    assert prompts_of("intfloat/multilingual-e5-small")["document"] == "passage: "
    assert prompts_of("some/other-model") == {}
