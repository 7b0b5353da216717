"""Sheets laid down for people: from the paper that is the same for all, or drawn from the pool that was frozen."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.store import Examination
from assistant.quiz.examinations.terms import AttemptStanding
from assistant.quiz.papers import sheet as sheets
from assistant.quiz.papers.draw import Pooled, Short, draw
from assistant.quiz.papers.sheet import Sheet
from assistant.quiz.papers.store import Paper


class PoolTooSmall(Exception):  # noqa: N818 - says what is the matter
    """A sheet can't be drawn from the pool that was frozen."""

    def __init__(self, examination_id: str) -> None:
        super().__init__(f"the frozen pool of examination {examination_id} can't fill its paper: freeze it again")


def sheet_for(examination: Examination, paper: Paper, versions: ItemVersions, person: str, number: int) -> Sheet:
    """The sheet of a person's attempt of that number: the same whenever it is asked for.

    Raises:
        PoolTooSmall: the pool can't fill the paper.
    """
    if paper.sheet:
        return paper.sheet
    found = versions.of(examination.pool)
    pool = [Pooled(found[one], one[1]) for one in examination.pool]
    drawn = draw(paper.blueprint, pool, f"{paper.seed}:{examination.id}:{person}:{number}")
    if isinstance(drawn, Short):
        raise PoolTooSmall(examination.id)
    return drawn


def attempt_row(
    examination: Examination, person: str, name: str, number: int, sheet: Sheet, at: datetime
) -> dict[str, Any]:
    """The row of an attempt that nobody has started."""
    return {
        "id": uuid4().hex,
        "examination_id": examination.id,
        "person": person,
        "name": name,
        "number": number,
        "standing": AttemptStanding.FROZEN.value,
        "make_up": False,
        "sheet": sheets.to_json(sheet),
        "frozen_at": at,
    }
