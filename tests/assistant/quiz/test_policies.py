"""Official documents: who leads a task, and the measures under a heading."""

import pytest

from assistant.quiz.generate import generate
from assistant.quiz.model import Falsity, ItemType
from evals.quiz.documents import policies
from tests.assistant.quiz.made import TODAY


@pytest.fixture(scope="module")
def documents(shared):
    return policies(shared)


@pytest.fixture(scope="module")
def made(documents):
    return generate(documents, TODAY, seed=1)


@pytest.fixture(scope="module")
def found(documents):
    return {(one.version.id, one.article.label): one.article for one in documents}


def test_who_leads_is_asked_among_those_who_have_no_part_in_the_task(made, found):
    asked = [item for item in made.items if item.type is ItemType.MULTIPLE]
    assert asked
    for item in asked:
        article = found[item.proof.version_id, item.proof.label]
        span = article.text[item.proof.start : item.proof.end]
        wrong = [option.text for option in item.options if option.id not in item.key]
        assert len(item.key) >= 2
        assert all(option.text in span for option in item.options if option.id in item.key)
        assert not [text for text in wrong if text in article.text]
        assert {one.falsity for one in item.proof.refutations} == {Falsity.OTHER_BODY}


def test_who_leads_and_who_answers_for_it_are_not_mixed(made, found):
    for item in made.items:
        if item.target == "body" and item.type in (ItemType.SINGLE, ItemType.MULTIPLE):
            span = found[item.proof.version_id, item.proof.label].text[item.proof.start : item.proof.end]
            assert ("牵头单位" in item.stem) is ("牵头" in span)


def test_measures_are_all_that_stands_under_the_heading_word_for_word(made, found):
    asked = [item for item in made.items if item.type is ItemType.SHORT_ANSWER]
    assert len(asked) >= 5
    for item in asked:
        article = found[item.proof.version_id, item.proof.label]
        held = article.text[item.proof.start : item.proof.end]
        assert article.heading[:4] in item.stem
        for point in item.points:
            assert point.text in held
            held = held.replace(point.text, "", 1)
        assert len(held.strip("，,；;。 \n")) <= 2 * len(item.points)


def test_a_template_that_names_no_place_gives_nothing(made):
    assert not [item for item in made.items if "县财政局政务公开" in item.proof.title or "×" in item.proof.title]
