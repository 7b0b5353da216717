"""The statistics of an item from first attempts at examinations."""

from __future__ import annotations

from sqlalchemy import Engine, Text, cast, select

from assistant.quiz.asked import asked, read_response
from assistant.quiz.examinations.store import answers_of, results_of, to_attempt
from assistant.quiz.examinations.tables import attempts
from assistant.quiz.examinations.terms import ENDED
from assistant.quiz.marking import Response
from assistant.quiz.model import Item, ItemType
from assistant.quiz.statistics import Answered, Figures, figures

CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE)


def item_figures(engine: Engine, item: Item, version: int) -> tuple[int, Figures | None]:
    """How many first attempts a version of an item has, and what they say of it; None below thirty.

    Other versions don't count: what was edited asks something else.
    """
    answered = first_answers(engine, item, version)
    options = [option.id for option in item.options] if item.type in CHOICES else []
    return len(answered), figures(answered, options, item.key)


def first_answers(engine: Engine, item: Item, version: int) -> list[Answered]:
    """Each person's first attempt at every examination that asked this version."""
    query = select(attempts).where(
        attempts.c.number == 1,
        attempts.c.standing.in_([standing.value for standing in ENDED]),
        cast(attempts.c.sheet, Text).like(f'%"{item.id}", {version},%'),
    )
    with engine.connect() as connection:
        found = [to_attempt(row) for row in connection.execute(query).mappings()]
        results = results_of(connection, [attempt.id for attempt in found])
        given = answers_of(connection, [attempt.id for attempt in found])
    answered = []
    for attempt in found:
        places = [n for n, slot in enumerate(attempt.sheet) if (slot.item_id, slot.version) == (item.id, version)]
        if not places or attempt.id not in results:
            continue
        marks, slot = results[attempt.id].marks, places[0]
        rest = [mark for n, mark in enumerate(marks) if n != slot]
        possible = sum(mark.possible for mark in rest)
        if not marks[slot].possible:  # it was voided
            continue
        kept = given[attempt.id].get(slot)
        response = read_response(kept.response, asked(item)) if kept else Response()
        share = marks[slot].given / marks[slot].possible
        rest_share = sum(mark.given for mark in rest) / possible if possible else 0.0
        answered.append(Answered(share, rest_share, response.choices))
    return answered
