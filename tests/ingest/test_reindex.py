"""The indexes thrown away and rebuilt from the catalogue: the same passages, the same answers."""

from datetime import date

from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience
from knowledge.search.filters import Filters

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
