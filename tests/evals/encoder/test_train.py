"""The trainer, from a few statutes written here to a folder that both loaders read."""

import hashlib
import json

import numpy as np
import pytest

from evals.encoder.supervision import read_supervision
from evals.encoder.texts import gather
from evals.encoder.train import Recipe, train
from knowledge.encoder.static import StaticEncoder

SMALL = Recipe(dimension=16, vocabulary=600, epochs=2, steps=40, near_steps=5, batch=32, tuning=10, workers=1)
TEXTS = ["政府换届以后承诺还算数吗", "借款人应当按照约定的期限返还借款", "ＡＢＣ 2017年130号", "☃"]
STATUTES = {
    "诚信条例(2020-01-01)": (
        "第一条 行政机关应当履行依法作出的承诺。\n\n第二条 行政机关不得以政府换届为由违反承诺；因公共利益需要改变"
        "承诺的，应当依法补偿。\n\n第三条 违反本条例第二条规定的，责令改正；造成损失的，依法赔偿。\n"
    ),
    "借款条例(2019-01-01)": (
        "第一条 借款人应当按照约定的期限返还借款；逾期返还的，应当支付逾期利息。\n\n"
        "第二条 贷款人不得预先扣除利息；预先扣除的，按照实际借款数额返还。\n"
    ),
    "借款条例(2021-01-01)": (
        "第一条 借款人应当按照约定的期限返还借款；逾期返还的，应当支付逾期利息。\n\n"
        "第二条 贷款人不得预先扣除利息；预先扣除的，按照实际借款数额返还。\n\n"
        "第三条 利率不得违反国家规定；没有约定利息的，视为没有利息。\n"
    ),
}
ROWS = {
    "lawbench/consultation": [
        {"question": "借钱不还怎么办", "answer": "回答:可以起诉要求返还借款，见《借款条例》第一条。"}
    ],
    "stard/answers": [{"id": 1, "query": "换了领导承诺还算数吗", "answer": "政府换届不是违反承诺的理由。"}],
    "stard/train": [{"id": 1, "query": "换了领导承诺还算数吗", "articles": ["诚信条例第二条", "别的条例第九条"]}],
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    for name, articles in STATUTES.items():
        path = folder / "laws" / "national" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        title, day = name.removesuffix(")").split("(")
        year = day[:4]
        head = f"# {title}\n\n{year}年1月1日公布\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n"
        path.write_text(head + articles, encoding="utf-8")
    for name, rows in ROWS.items():
        path = folder / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    train(shared, folder, SMALL)
    return folder


def test_only_the_newest_version_of_a_statute_is_learnt_from(shared):
    articles = gather(shared).articles
    assert sorted((text.title, text.label) for text in articles if text.title == "借款条例") == [
        ("借款条例", "第一条"),
        ("借款条例", "第三条"),
        ("借款条例", "第二条"),
    ]


def test_the_self_supervised_stages_see_no_labelled_question(shared):
    material = gather(shared)
    asked = ROWS["stard/train"][0]["query"]
    assert not any(asked in text for text in (*material.national, *material.local, *material.lay))


def test_labels_are_placed_in_the_articles_that_were_read(shared):
    articles = gather(shared).articles
    supervision = read_supervision(shared, articles)
    named = {item.question: [articles[place].label for place in item.articles] for item in supervision.labelled}
    assert named == {"换了领导承诺还算数吗": ["第二条"], "借钱不还怎么办": ["第一条"]}
    assert supervision.unplaced == 1


def test_a_law_kept_back_takes_its_labels_and_its_answers_with_it(shared):
    supervision = read_supervision(shared, gather(shared).articles)
    left = supervision.without(laws=["借款条例"])
    assert [item.question for item in left.labelled] == ["换了领导承诺还算数吗"]
    assert [item.question for item in left.answered] == ["换了领导承诺还算数吗"]
    left = supervision.without(questions=["换了领导承诺还算数吗"])
    assert [item.question for item in (*left.labelled, *left.answered)] == ["借钱不还怎么办"] * 2


def test_both_loaders_give_the_same_vectors(trained):
    sentence_transformers = pytest.importorskip("sentence_transformers")
    ours = StaticEncoder(trained).encode_query(TEXTS)
    theirs = sentence_transformers.SentenceTransformer(str(trained), device="cpu").encode(TEXTS)
    assert ours.shape == (len(TEXTS), SMALL.dimension)
    assert ours[:2].any(axis=1).all()
    assert np.abs(ours - theirs).max() < 1e-4


def test_a_clause_is_nearer_to_its_own_statute_after_training(trained):
    encoder = StaticEncoder(trained)
    promise, loan = encoder.encode_document(["行政机关应当履行承诺，不得违反承诺", "借款人应当返还借款，支付利息"])
    asked = encoder.encode_query(["政府换届 承诺"])[0]
    assert asked @ promise > asked @ loan


def test_the_same_seed_gives_the_same_model(shared, trained, tmp_path):
    train(shared, tmp_path, SMALL)
    digests = [hashlib.sha256((folder / "tokenizer.json").read_bytes()).hexdigest() for folder in (trained, tmp_path)]
    assert digests[0] == digests[1]
    assert np.array_equal(StaticEncoder(trained).encode_query(TEXTS), StaticEncoder(tmp_path).encode_query(TEXTS))


def test_a_kept_base_is_taken_up_again(shared, trained, tmp_path):
    train(shared, tmp_path / "first", SMALL, tmp_path / "kept")
    train(shared, tmp_path / "second", SMALL, tmp_path / "kept")
    first, second = (StaticEncoder(tmp_path / name).encode_query(TEXTS) for name in ("first", "second"))
    assert np.array_equal(first, second)


def test_a_folder_without_statutes_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no article"):
        train(tmp_path, tmp_path / "model", SMALL)
