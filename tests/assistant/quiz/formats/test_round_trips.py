"""What is exported and imported again is the same bank, in every format."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.quiz.formats.gift import read_gift, write_gift
from assistant.quiz.formats.json_lines import read_lines, write_lines
from assistant.quiz.formats.qti import read_package, write_package
from assistant.quiz.formats.reading import Outcome, settle
from assistant.quiz.formats.xlsx import read_workbook, write_workbook
from assistant.quiz.grammar import sheet
from assistant.quiz.items.case import case
from assistant.quiz.model import ItemType, Target
from tests.assistant.quiz.made import items, proven_items
from tests.assistant.quiz.samples import single

banks = st.lists(proven_items(), min_size=1, max_size=4, unique_by=lambda item: item.id)


@given(banks)
@settings(max_examples=40)
def test_json_lines_lose_nothing(bank):
    assert [row.item for row in read_lines(write_lines(bank))] == bank


@given(banks)
@settings(max_examples=30)
def test_qti_with_our_record_loses_nothing(bank):
    assert [row.item for row in read_package(write_package(bank))] == bank


@given(items())
@settings(max_examples=60)
def test_qti_alone_keeps_stem_options_key_and_marks(item):
    (row,) = read_package(write_package([item]), records=False)
    assert row.item == replace(item, difficulty="medium", topics=())


@given(banks)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_loses_nothing(bank):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.xlsx"
        write_workbook(bank, path)
        assert [row.item for row in read_workbook(path)] == bank


@given(items())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_the_visible_cells_of_a_workbook_alone_give_the_item(item):
    from openpyxl import load_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.xlsx"
        write_workbook([item], path)
        book = load_workbook(path)
        book.active.delete_cols(sheet.COLUMNS.index(sheet.RECORD) + 1)
        book.save(path)
        (row,) = read_workbook(path)
    assert row.faults == ()
    assert row.item == item


@given(st.lists(items([k for k in ItemType if k not in (ItemType.ORDERING, ItemType.CASE)]), min_size=1, max_size=4))
def test_gift_keeps_what_it_has_a_place_for(bank):
    written, left_out = write_gift(bank)
    held = [item for item in bank if item not in left_out]
    read = [unordered(row.item) for row in read_gift(written)]
    assert read == [unordered(replace(item, marks=1.0, difficulty="medium", topics=())) for item in held]


def unordered(item):
    """A matching item without the order of its right side, which GIFT doesn't keep."""
    if item.type is not ItemType.MATCHING:
        return item
    return replace(item, options=tuple(sorted(item.options, key=lambda option: option.id)))


def test_a_case_keeps_its_sub_questions_in_a_workbook(tmp_path):
    told = case("某单位公务员甲……", (single("甲应当受到何种处分？"), single("处分期多长？")))
    write_workbook([told], tmp_path / "bank.xlsx")
    assert [row.item for row in read_workbook(tmp_path / "bank.xlsx")] == [told]


@given(banks)
@settings(max_examples=30)
def test_reading_a_bank_into_itself_changes_nothing(bank):
    known = {item.id: item for item in bank}
    rows = settle(read_lines(write_lines(bank)), known)
    assert {row.outcome for row in rows} == {Outcome.UNCHANGED}


@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind is not ItemType.CASE])
def test_the_strategy_makes_every_type(kind):
    made = []

    @given(items([kind]))
    @settings(max_examples=3)
    def take(item):
        made.append(item)

    take()
    assert {item.type for item in made} == {kind}
    assert {item.target for item in made} == {Target.AUTHORED}
