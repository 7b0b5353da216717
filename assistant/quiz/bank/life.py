"""The life of an item: who may move it where. Pure: nothing here reads a clock or a database."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """Where an item is in its life. Only `PUBLISHED` items may be drawn for a paper."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    NEEDS_REVIEW = "needs_review"
    RETIRED = "retired"


class Action(StrEnum):
    """What people and re-checks do to an item."""

    CREATE = "create"
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    RECITE = "recite"  # the same text under a new number
    QUESTION = "question"  # the article changed, the key didn't
    PULL = "pull"  # the key changed
    RETIRE = "retire"


class Refusal(StrEnum):
    """Why an action isn't taken."""

    NOT_FROM_HERE = "not_from_here"
    OWN_ITEM = "own_item"


MOVES: dict[tuple[Standing, Action], Standing] = {
    (Standing.DRAFT, Action.EDIT): Standing.DRAFT,
    (Standing.DRAFT, Action.SUBMIT): Standing.IN_REVIEW,
    (Standing.DRAFT, Action.RETIRE): Standing.RETIRED,
    (Standing.IN_REVIEW, Action.EDIT): Standing.DRAFT,
    (Standing.IN_REVIEW, Action.APPROVE): Standing.PUBLISHED,
    (Standing.IN_REVIEW, Action.REJECT): Standing.DRAFT,
    (Standing.IN_REVIEW, Action.RETIRE): Standing.RETIRED,
    (Standing.PUBLISHED, Action.EDIT): Standing.DRAFT,
    (Standing.PUBLISHED, Action.RETIRE): Standing.RETIRED,
    (Standing.NEEDS_REVIEW, Action.APPROVE): Standing.PUBLISHED,
    (Standing.NEEDS_REVIEW, Action.EDIT): Standing.DRAFT,
    (Standing.NEEDS_REVIEW, Action.REJECT): Standing.DRAFT,
    (Standing.NEEDS_REVIEW, Action.RETIRE): Standing.RETIRED,
    (Standing.RETIRED, Action.EDIT): Standing.DRAFT,
    **{
        (standing, action): Standing.NEEDS_REVIEW
        for standing in (Standing.IN_REVIEW, Standing.PUBLISHED, Standing.NEEDS_REVIEW)
        for action in (Action.QUESTION, Action.PULL)
    },
    **{(Standing.DRAFT, action): Standing.DRAFT for action in (Action.QUESTION, Action.PULL)},
    **{(standing, Action.RECITE): standing for standing in Standing},
}
"""From where each action leads where; what isn't listed is refused."""


def move(standing: Standing, action: Action, *, who: str, author: str) -> Standing | Refusal:
    """Where an action leads. Nobody approves an item whose present version is their own."""
    if (standing, action) not in MOVES:
        return Refusal.NOT_FROM_HERE
    if action is Action.APPROVE and who == author:
        return Refusal.OWN_ITEM
    return MOVES[standing, action]
