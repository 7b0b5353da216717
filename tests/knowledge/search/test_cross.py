"""A cross-encoder that is configured: a real model of sentence-transformers, small, untrained, the same each time."""

from datetime import date

import pytest

from assistant.bootstrap import Application
from knowledge.search.filters import Filters

TODAY = date(2026, 1, 1)
QUESTION = "承诺应当在几日内登记"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """The folder of a cross-encoder."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross")
    characters = sorted(set("对外作出的承诺应当在几三五七日内登记公示青石市诚信条例第一二四六八九十条。，"))
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    CrossEncoder(str(folder / "bert"), max_length=64).save_pretrained(str(folder / "model"))
    return str(folder / "model")


def found(application, question):
    return [
        ((hit.found.version.id, hit.found.ordinal), hit.score)
        for hit in application.searcher().search(question, Filters(TODAY), 10)
    ]


def test_the_best_come_in_the_order_that_the_model_gives(sample_base, model):
    plain = found(sample_base, QUESTION)
    reading = Application(sample_base.settings.model_copy(update={"cross_encoder": model}))
    read = found(reading, QUESTION)
    places = [place for place, _ in read]
    articles = reading.catalogue().articles_at(places, reading.catalogue().versions())
    scores = reading.cross_encoder.score(
        QUESTION, [" ".join(filter(None, (a.version.title, a.article.heading, a.article.text))) for a in articles]
    )
    assert scores == sorted(scores, reverse=True) and len(set(scores)) > 1
    assert sorted(score for _, score in read) == sorted(score for _, score in plain)
    assert read != plain


def test_what_is_named_stays_first(sample_base, model):
    reading = Application(sample_base.settings.model_copy(update={"cross_encoder": model}))
    title = next(iter(sample_base.catalogue().versions().values())).title
    asked = f"《{title}》第一条"
    assert found(reading, asked)[0] == found(sample_base, asked)[0]


def test_without_one_nothing_is_loaded(sample_base):
    assert sample_base.cross_encoder is None
