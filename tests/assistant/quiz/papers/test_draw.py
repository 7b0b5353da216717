"""Sheets drawn from a pool."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.model import Item, ItemType, Option, Proof, Target, make_options
from assistant.quiz.papers.blueprint import Blueprint, Part, Section, faults, from_json, to_json
from assistant.quiz.papers.draw import Pooled, Short, Shortage, draw
from assistant.quiz.papers.keys import arrange
from assistant.quiz.papers.presets import PRESETS
from assistant.quiz.papers.sheet import from_json as sheet_from_json
from assistant.quiz.papers.sheet import shown
from assistant.quiz.papers.sheet import to_json as sheet_to_json
from tests.assistant.quiz.made import items


def proof(label, document="d"):
    return Proof(document, "v", "试行法", "", label, "0" * 64, 0, 1, "一")


def pool(single=0, multiple=0, true_false=0, document="d", start=0):
    made = []
    for kind, count in ((ItemType.SINGLE, single), (ItemType.MULTIPLE, multiple), (ItemType.TRUE_FALSE, true_false)):
        for n in range(start, start + count):
            options = make_options([f"{kind}{n}甲", f"{kind}{n}乙", f"{kind}{n}丙", f"{kind}{n}丁"])
            key = (options[0].id, options[1].id) if kind is ItemType.MULTIPLE else (options[0].id,)
            if kind is ItemType.TRUE_FALSE:
                options, key = (Option("true", "正确"), Option("false", "错误")), ("true" if n % 4 else "false",)
            item = Item(
                kind, Target.AUTHORED, f"{document}{kind}{n}：", "", proof(f"第{kind}{n}条", document),
                options=options, key=key, number=f"{document}-{kind}-{n}",
            )  # fmt: skip
            made.append(Pooled(item, 1))
    return made


def three(single, multiple, true_false, **changes):
    sections = (
        Section(single, 2, (ItemType.SINGLE,)),
        Section(multiple, 3, (ItemType.MULTIPLE,)),
        Section(true_false, 2, (ItemType.TRUE_FALSE,)),
    )
    return Blueprint((Part(sections),), 60, 90, **changes)


def test_a_sheet_has_what_the_blueprint_wants_and_no_item_twice():
    sheet = draw(three(25, 10, 10), pool(60, 20, 20), "seed")
    assert Counter(slot.section for slot in sheet) == {0: 25, 1: 10, 2: 10}
    assert len({slot.item_id for slot in sheet}) == 45
    assert sum(slot.marks for slot in sheet) == 100


def test_the_same_seed_gives_the_same_sheet_and_another_seed_another():
    drawn = [draw(three(25, 10, 10), pool(60, 20, 20), seed) for seed in ("a", "a", "b")]
    assert drawn[0] == drawn[1] != drawn[2]


def test_the_order_of_the_pool_changes_nothing():
    turned = pool(60, 20, 20)
    random.Random(1).shuffle(turned)
    assert draw(three(25, 10, 10), turned, "a") == draw(three(25, 10, 10), pool(60, 20, 20), "a")


def test_what_the_pool_lacks_is_named_by_section():
    assert draw(three(25, 10, 10), pool(60, 4, 20), "a") == Short((Shortage(1, 10, 4),))


def test_a_section_with_few_candidates_is_not_starved_by_one_that_takes_anything():
    blueprint = Blueprint((Part((Section(20, 1), Section(5, 1, documents=("rare",)))),), 10, 30)
    sheet = draw(blueprint, pool(20) + pool(5, document="rare"), "a")
    assert Counter(slot.section for slot in sheet) == {0: 20, 1: 5}


def test_an_article_is_asked_about_once_while_there_are_others():
    twins = [Pooled(replace(one.item, number=one.item.id + "b", stem=one.item.stem + "b"), 1) for one in pool(10)]
    sheet = draw(Blueprint((Part((Section(10, 1),)),), 5, 30), pool(10) + twins, "a")
    assert len({slot.item_id.rstrip("b") for slot in sheet}) == 10


def test_true_and_false_statements_are_balanced():
    sheet = draw(Blueprint((Part((Section(10, 1),)),), 5, 30), pool(true_false=40), "a")
    versions = {(one.item.id, 1): one.item for one in pool(true_false=40)}
    assert Counter(shown(slot, versions).key[0] for slot in sheet) == {"true": 5, "false": 5}


@given(st.integers(1, 60), st.integers())
def test_no_letter_is_the_key_more_than_once_oftener_than_another(count, seed):
    asked = [one.item for one in pool(count)]
    orders = arrange(asked, random.Random(seed))
    letters = Counter(options.index(item.key[0]) for item, (options, _) in zip(asked, orders, strict=True))
    assert max(letters.values()) - min((letters[n] for n in range(4)), default=0) <= 1


@given(items(), st.integers())
def test_shuffling_loses_no_option_and_an_ordering_is_never_shown_solved(item, seed):
    ((options, _),) = arrange([item], random.Random(seed))
    assert sorted(options) == sorted(option.id for option in item.options)
    if item.type is ItemType.ORDERING:
        assert options != item.key
    if item.type is ItemType.TRUE_FALSE:
        assert options == ("true", "false")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_drawn_adds_up_to_a_hundred_and_survives_json(name):
    blueprint = PRESETS[name]
    assert faults(blueprint) == ()
    assert blueprint.possible == 100
    assert from_json(to_json(blueprint)) == blueprint
    sheet = draw(blueprint, pool(120, 80, 80), "a")
    assert len(sheet) == sum(section.count for section in blueprint.sections)
    assert sheet_from_json(sheet_to_json(sheet)) == sheet


def test_the_presets_are_those_of_the_bodies_that_use_them():
    assert (PRESETS["integrity-test"].pass_mark, PRESETS["integrity-test"].sections[0].count) == (80, 80)
    assert [(part.possible, part.minimum) for part in PRESETS["appointment"].parts] == [(70, 40), (30, 20)]
    told = [(section.count, section.marks) for section in PRESETS["law-45"].sections]
    assert (told, PRESETS["law-45"].minutes) == ([(25, 2), (10, 3), (10, 2)], 90)


def test_an_impossible_blueprint_is_refused_by_name():
    assert faults(three(1, 1, 1)) == ("pass_mark",)
    assert "minimum" in faults(Blueprint((Part((Section(1, 5),), minimum=6),), 3, 10))
