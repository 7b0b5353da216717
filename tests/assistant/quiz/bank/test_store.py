"""The life of an item in the bank, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.bank.life import Action, Refusal, Standing, move
from assistant.quiz.bank.store import Bank
from tests.assistant.quiz.samples import single

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def bank(engine):
    made = Bank(engine)
    made.put([single(number="T-1")], who="author", at=NOON)
    return made


def act(bank, action, who="reviewer", **given_note):
    return bank.act("T-1", action, who=who, at=NOON, **given_note)


def test_an_item_is_published_by_another_than_its_author(bank):
    assert act(bank, Action.SUBMIT, "author") is Standing.IN_REVIEW
    assert act(bank, Action.APPROVE, "author") is Refusal.OWN_ITEM
    assert bank.get("T-1").standing is Standing.IN_REVIEW
    assert act(bank, Action.APPROVE) is Standing.PUBLISHED


def test_every_version_is_kept_and_an_edit_goes_back_to_draft(bank):
    first = bank.get("T-1").item
    act(bank, Action.SUBMIT)
    act(bank, Action.APPROVE)
    edited = replace(first, stem="新录用公务员的试用期为：")
    assert bank.put([edited], who="editor", at=NOON) == {"T-1": Action.EDIT}
    kept = bank.get("T-1")
    assert (kept.version, kept.standing, kept.author) == (2, Standing.DRAFT, "editor")
    assert bank.version("T-1", 1) == first
    assert bank.version("T-1", 2) == edited


def test_who_did_what_and_when_is_recorded(bank):
    act(bank, Action.SUBMIT, "author")
    act(bank, Action.REJECT, note="选项不可信")
    told = [(event.action, event.who, event.standing, event.note) for event in bank.history("T-1")]
    assert told == [
        (Action.CREATE, "author", Standing.DRAFT, ""),
        (Action.SUBMIT, "author", Standing.IN_REVIEW, ""),
        (Action.REJECT, "reviewer", Standing.DRAFT, "选项不可信"),
    ]


def test_what_is_unchanged_is_not_touched(bank):
    assert bank.put([single(number="T-1")], who="other", at=NOON) == {}
    assert len(bank.history("T-1")) == 1


def test_a_refused_action_leaves_no_trace(bank):
    assert act(bank, Action.APPROVE) is Refusal.NOT_FROM_HERE
    assert len(bank.history("T-1")) == 1


def test_a_pulled_item_is_out_of_the_pool_until_reviewed(bank):
    act(bank, Action.SUBMIT)
    act(bank, Action.APPROVE)
    assert act(bank, Action.PULL) is Standing.NEEDS_REVIEW
    assert bank.all(Standing.PUBLISHED) == []
    assert act(bank, Action.APPROVE) is Standing.PUBLISHED


def test_a_recited_item_keeps_its_standing_and_gets_a_version(bank):
    act(bank, Action.SUBMIT)
    act(bank, Action.APPROVE)
    bank.recite("T-1", replace(bank.get("T-1").item, explanation="见第四十条"), who="recheck", at=NOON, note="")
    kept = bank.get("T-1")
    assert (kept.version, kept.standing, kept.author) == (2, Standing.PUBLISHED, "author")


def test_an_unknown_item_is_named(bank):
    with pytest.raises(KeyError, match="T-9"):
        bank.act("T-9", Action.SUBMIT, who="author", at=NOON)


def test_a_time_without_a_zone_is_refused(bank):
    with pytest.raises(ValueError, match="time zone"):
        bank.put([single("新题", number="T-2")], who="author", at=datetime(2026, 1, 1))
    assert bank.get("T-2") is None


@given(st.lists(st.sampled_from(list(Action)), max_size=12))
def test_nothing_is_published_but_by_approval_after_submission(actions):
    standing, submitted = Standing.DRAFT, False
    for action in actions:
        moved = move(standing, action, who="reviewer", author="author")
        if isinstance(moved, Standing):
            submitted = submitted or action is Action.SUBMIT
            if moved is Standing.PUBLISHED and standing is not Standing.PUBLISHED:
                assert action is Action.APPROVE
                assert submitted
            standing = moved
