"""The indexes thrown away and rebuilt from the catalogue: the same passages, the same answers."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.bootstrap import Application
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience, Passage
from knowledge.search.filters import Filters
from knowledge.vectors import EncoderMismatch

TODAY = date(2026, 1, 1)


def hits(application, question):
    return [
        (hit.found.version.id, hit.found.ordinal, hit.score)
        for hit in application.searcher().search(question, Filters(TODAY), 10)
    ]


def test_rebuilt_indexes_give_the_same_results(sample_base):
    before = hits(sample_base, "承诺应当在几日内登记")
    assert before
    total, *steps = sample_base.reindex()
    catalogue = sample_base.catalogue()
    assert total == len(catalogue.versions()) == len(steps)
    counts = catalogue.passages_by_audience()
    assert sum(steps) == sum(counts.values())
    for audience in Audience:
        assert len(sample_base.index(audience).vectors) == counts[audience]
        assert len(sample_base.index(audience).lexical) == counts[audience]
    assert hits(sample_base, "承诺应当在几日内登记") == before


def test_a_large_base_is_rebuilt_in_batches_without_losing_any(sample_base, monkeypatch):
    monkeypatch.setattr("ingest.reindex.BATCH", 2)
    list(sample_base.reindex())
    counts = Catalogue(sample_base.engine, Audience).passages_by_audience()
    assert {audience: len(sample_base.index(audience).vectors) for audience in Audience} == counts


def of_model(base, name):
    """The same knowledge base as a program with another embedding model has it."""
    other = Application(base.settings)
    shipped = base.encoder
    other.__dict__["encoder"] = SimpleNamespace(
        name=name, encode_query=shipped.encode_query, encode_document=shipped.encode_document
    )
    return other


def folders(base):
    return sorted(path.name for path in base.settings.lexical_folder.iterdir())


def test_who_searches_meanwhile_finds_the_same_and_then_uses_the_new_ones(sample_base):
    searcher = sample_base.searcher()

    def found():
        hits = searcher.search("承诺应当在几日内登记", Filters(TODAY), 10)
        return [(hit.found.version.id, hit.found.ordinal, hit.score) for hit in hits]

    before, first = found(), sample_base.index(Audience.PUBLIC)
    steps = sample_base.reindex()
    next(steps)
    for _ in steps:
        assert found() == before
        assert sample_base.index(Audience.PUBLIC) is first
    assert found() == before
    assert sample_base.index(Audience.PUBLIC) is not first
    assert folders(sample_base) == ["public-1", "staff-1"]


def test_what_was_broken_off_leaves_the_old_ones_in_use(sample_base):
    before = hits(sample_base, "承诺应当在几日内登记")
    steps = sample_base.reindex()
    next(steps)
    next(steps)
    steps.close()
    assert hits(Application(sample_base.settings), "承诺应当在几日内登记") == before
    assert folders(sample_base) == ["public", "staff"]


def test_what_a_killed_program_left_is_cleared_by_the_next(sample_base):
    left = sample_base._shelf._generations.begin(sample_base.encoder.name)
    half = sample_base._shelf._open(Audience.STAFF, left)
    half.replace([Passage("gone", 0, 0, "从前的一条。", 0, "题", "")], (), (), sample_base.encoder)
    assert f"staff-{left}" in folders(sample_base)
    list(sample_base.reindex())
    counts = sample_base.catalogue().passages_by_audience()
    assert len(sample_base.index(Audience.STAFF).lexical) == counts[Audience.STAFF]
    assert len(sample_base.index(Audience.STAFF).vectors) == counts[Audience.STAFF]
    assert len(folders(sample_base)) == 2


def test_programs_change_over_to_another_model_one_by_one(sample_base, samples):
    before = hits(sample_base, "承诺应当在几日内登记")
    newer = of_model(sample_base, "newer")
    with pytest.raises(EncoderMismatch):
        newer.indexes()
    list(newer.reindex())
    assert hits(newer, "承诺应当在几日内登记") == hits(sample_base, "承诺应当在几日内登记") == before
    with pytest.raises(EncoderMismatch, match="newer"):
        sample_base.pipeline()
    newer.pipeline()
    with pytest.raises(EncoderMismatch, match="newer"):
        sample_base.indexes()
    assert folders(sample_base) == ["public-1", "staff-1"]


def test_documents_taken_in_afterwards_are_found(sample_base, tmp_path):
    list(sample_base.reindex())
    file = tmp_path / "更新.md"
    text = "# 青石市承诺公示规定\n\n第一条 承诺事项应当在灯塔广场公示。\n\n第二条 公示不少于七日。\n"
    file.write_text(text, encoding="utf-8")
    with sample_base.changing():
        assert [row.outcome for row in sample_base.take_in([file], Audience.PUBLIC)[1]] == ["added"]
    assert hits(sample_base, "灯塔广场公示")[0][2] > 0
    counts = sample_base.catalogue().passages_by_audience()
    assert len(sample_base.index(Audience.PUBLIC).lexical) == counts[Audience.PUBLIC]
