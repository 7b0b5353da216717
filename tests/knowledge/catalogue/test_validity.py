"""Which version holds when: the rule by itself, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue.validity import Dated, effective_date, standings
from knowledge.model import Audience, DateName, DocumentType, Status, Version

OLD, NEW = date(2018, 3, 20), date(2024, 12, 25)
DAY = timedelta(days=1)


def dated(name, effective=None, *, part="", card=False):
    return Dated(name, part, effective, card)


def test_a_version_is_superseded_on_the_day_the_next_came_into_force():
    found = standings([dated("old", OLD), dated("new", NEW)])
    assert found["old"].superseded_on == NEW
    assert found["new"].superseded_on is None


def test_of_three_versions_each_is_superseded_by_the_nearest_later_one():
    found = standings([dated("c", NEW), dated("a", OLD), dated("b", date(2020, 1, 1))])
    assert [found[name].superseded_on for name in "abc"] == [date(2020, 1, 1), NEW, None]


def test_an_undated_version_neither_supersedes_nor_is_superseded():
    found = standings([dated("old", OLD), dated("undated")])
    assert all(standing.superseded_on is None for standing in found.values())


def test_parts_of_one_law_do_not_supersede_each_other():
    found = standings([dated("general", OLD, part="总则"), dated("property", NEW, part="物权编")])
    assert all(standing.superseded_on is None for standing in found.values())


@pytest.mark.parametrize(
    ("original", "card", "shadowed"),
    [(OLD, OLD, True), (NEW, OLD, True), (OLD, NEW, False), (None, OLD, True), (OLD, None, True)],
)
def test_a_card_gives_way_to_an_original_that_is_no_older(original, card, shadowed):
    found = standings([dated("original", original), dated("card", card, card=True)])
    assert found["card"].shadowed is shadowed
    assert not found["original"].shadowed


def test_a_card_of_the_whole_is_shadowed_by_an_original_of_any_part():
    found = standings([dated("original", OLD, part="总则"), dated("card", OLD, card=True)])
    assert found["card"].shadowed


def test_a_newer_card_does_not_supersede_an_original():
    found = standings([dated("original", OLD), dated("card", NEW, card=True)])
    assert found["original"].superseded_on is None


def test_the_day_in_force_comes_before_every_other_date():
    dates = {DateName.ADOPTED: OLD, DateName.PUBLISHED: date(2019, 1, 1), DateName.IN_FORCE: NEW}
    assert effective_date(dates) == NEW
    assert effective_date({DateName.ADOPTED: OLD}) == OLD
    assert effective_date({}) is None


def version(**more):
    known = {"type": DocumentType.LAW, "audience": Audience.PUBLIC, "declared": Status.UNKNOWN, "effective": OLD}
    blank = {"id": "v", "document_id": "d", "title": "t", "part": "", "number": "", "issuer": "", "region": ""}
    return Version(**blank, dates={}, articles=1, **{**known, **more})


def test_status_turns_on_the_very_day():
    old = version(superseded_on=NEW)
    assert old.status_on(OLD - DAY) is Status.NOT_YET_IN_FORCE
    assert old.status_on(OLD) is Status.IN_FORCE
    assert old.status_on(NEW - DAY) is Status.IN_FORCE
    assert old.status_on(NEW) is Status.SUPERSEDED
    assert version(repealed_on=NEW).status_on(NEW) is Status.REPEALED


def test_only_what_holds_or_does_not_say_answers():
    assert version().answers_on(NEW)
    assert version(type=DocumentType.NORMATIVE).status_on(NEW) is Status.UNKNOWN
    assert version(type=DocumentType.NORMATIVE).answers_on(NEW)
    assert not version(superseded_on=NEW).answers_on(NEW)
    assert not version(shadowed=True).answers_on(NEW)
    assert not version(declared=Status.REPEALED).answers_on(NEW)


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.lists(days, min_size=1, max_size=6, unique=True), days)
def test_on_any_day_at_most_one_version_of_a_document_is_in_force(effective, day):
    found = standings([dated(str(n), start) for n, start in enumerate(effective)])
    versions = [version(effective=s, superseded_on=found[str(n)].superseded_on) for n, s in enumerate(effective)]
    in_force = [v.effective for v in versions if v.status_on(day) is Status.IN_FORCE]
    assert in_force == [max(start for start in effective if start <= day)] if min(effective) <= day else in_force == []
