"""Examination attempts as evidence: the paper as it was frozen, the articles its answers rest on, the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.store import answers_of, results_of, to_attempt
from assistant.quiz.examinations.tables import attempts, examinations
from assistant.quiz.formats.json_lines import to_json
from assistant.quiz.model import Item
from assistant.quiz.papers.sheet import shown
from assistant.training.calendar import local
from knowledge.catalogue.tables import articles

AT_ONCE = 400


def told_attempts(engine: Engine, people: Sequence[str], since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """Every attempt that people (by 工号) made in a period, item by item."""
    versions = ItemVersions(engine)
    with engine.connect() as connection:
        for start in range(0, len(people), AT_ONCE):
            query = select(attempts, examinations.c.title, examinations.c.paper_id).join(
                examinations, examinations.c.id == attempts.c.examination_id
            )
            query = query.where(
                attempts.c.person.in_(people[start : start + AT_ONCE]),
                attempts.c.ended_at >= since, attempts.c.ended_at < until,
            ).order_by(attempts.c.ended_at, attempts.c.id)  # fmt: skip
            rows = connection.execute(query).mappings().all()
            ids = [row["id"] for row in rows]
            answers, results = answers_of(connection, ids), results_of(connection, ids)
            for row in rows:
                attempt = to_attempt(row)
                items = versions.of([(slot.item_id, slot.version) for slot in attempt.sheet])
                result = results.get(attempt.id)
                yield {
                    "attempt": attempt.id, "examination": row["title"], "paper": row["paper_id"],
                    "staff_number": attempt.person, "name": attempt.name, "number": attempt.number,
                    "make_up": attempt.make_up, "standing": attempt.standing.value,
                    "frozen_at": local(row["frozen_at"]).isoformat(),
                    "started_at": _at(attempt.started_at), "ended_at": _at(attempt.ended_at),
                    "score": result.score if result else None, "possible": result.possible if result else None,
                    "passed": result.passed if result else None,
                    "items": [
                        {
                            "version": slot.version, "item": to_json(item := shown(slot, items)),
                            "article": _article(connection, item),
                            "response": answers.get(attempt.id, {})[number].response
                            if number in answers.get(attempt.id, {}) else None,
                            "given": result.marks[number].given if result else None, "possible": slot.marks,
                        }
                        for number, slot in enumerate(attempt.sheet)
                    ],
                }  # fmt: skip


def _article(connection: Connection, item: Item) -> dict[str, str] | None:
    """The article that proves an item's key, with its text as it was (if the catalogue still keeps it) and its hash."""
    proof = item.proof
    if proof is None:
        return None
    text = connection.scalar(select(articles.c.text).where(articles.c.digest == proof.digest).limit(1))
    told = {"title": proof.title, "number": proof.number, "label": proof.label, "digest": proof.digest}
    return told | {"key_text": proof.key_text, "text": text or ""}


def _at(at: datetime | None) -> str | None:
    return local(at).isoformat() if at else None
