"""The items that ship."""

from pathlib import Path

import pytest

from assistant.quiz.model import ItemType
from assistant.quiz.starter import starter_items
from ingest.load import load
from ingest.structure import read_documents
from knowledge.model import CataloguedArticle, Version

HANDBOOK = Path(__file__).parents[3] / "knowledge" / "library" / "handbook" / "handbook.md"


@pytest.fixture(scope="module")
def articles():
    (book,) = read_documents(load(HANDBOOK))
    version = Version(
        "v", "d", book.title, "", "", book.issuer, "", book.type, book.audience, book.declared, book.dates, 80
    )
    return [CataloguedArticle(version, n, article) for n, article in enumerate(book.articles)]


def test_fifty_items_ship_and_the_handbook_proves_every_one(articles):
    items = starter_items(articles)
    texts = {found.article.label: found.article for found in articles}
    assert len(items) == 50
    assert len({item.id for item in items}) == 50
    for item in items:
        article = texts[item.proof.label]
        assert article.text[item.proof.start : item.proof.end] == item.proof.key_text
        assert item.proof.digest == article.digest


def test_every_key_is_an_option_and_a_single_choice_has_one(articles):
    for item in starter_items(articles):
        ids = [option.id for option in item.options]
        assert set(item.key) <= set(ids)
        assert len(set(ids)) == len(ids)
        if item.type in (ItemType.SINGLE, ItemType.TRUE_FALSE):
            assert len(item.key) == 1
        else:
            assert 2 <= len(item.key) < len(ids)


def test_without_the_handbook_there_are_none(articles):
    assert starter_items(articles[:0]) == []
