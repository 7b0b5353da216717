"""The head of a Markdown file over what its text says."""

from datetime import date

import pytest

from ingest.loaded import Reason, Rejected
from ingest.metadata.front_matter import apply_front_matter
from knowledge.model import Audience, DateName, DocumentType, ParsedDocument

FOUND = ParsedDocument("印出的标题", DocumentType.OTHER, (), issuer="甲局", dates={DateName.SIGNED: date(2020, 1, 2)})


def test_fields_named_take_the_place_of_what_was_found_and_the_others_stay():
    stated = apply_front_matter(FOUND, {"title": "手册", "type": "handbook", "audience": "public", "tags": ["x"]})
    assert (stated.title, stated.type, stated.audience) == ("手册", DocumentType.HANDBOOK, Audience.PUBLIC)
    assert stated.issuer == "甲局"


def test_dates_are_added_to_those_found():
    stated = apply_front_matter(FOUND, {"dates": {"in_force": "2020-02-01"}})
    assert stated.dates == {DateName.SIGNED: date(2020, 1, 2), DateName.IN_FORCE: date(2020, 2, 1)}


def test_without_front_matter_nothing_changes():
    assert apply_front_matter(FOUND, {}) is FOUND


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "novel"), ("title", ["a"]), ("dates", {"born": "2020-01-01"}), ("cites", [{"number": "1"}])],
)
def test_a_field_that_cannot_be_read_is_named(field, value):
    with pytest.raises(Rejected) as caught:
        apply_front_matter(FOUND, {field: value})
    assert caught.value.reason is Reason.DAMAGED
    assert field in caught.value.detail
