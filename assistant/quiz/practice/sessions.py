"""Practice as a person has it: the next items, an answer with its article, how well each article is known."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from assistant.accounts.principal import Principal
from assistant.quiz.asked import Asked, asked, read_response, response_to_json
from assistant.quiz.bank.life import Standing
from assistant.quiz.bank.published import PublishedPool
from assistant.quiz.bank.store import Bank
from assistant.quiz.bank.versions import ItemVersions
from assistant.quiz.examinations.sitting import person_of
from assistant.quiz.marking import Mark, MultipleRule, Response, mark
from assistant.quiz.model import Item
from assistant.quiz.papers.draw import Pooled
from assistant.quiz.papers.keys import arrange
from assistant.quiz.papers.sheet import Slot, shown
from assistant.quiz.practice import schedule
from assistant.quiz.practice.choose import Memory, Reason, article_key, choose
from assistant.quiz.practice.tables import practice_answers, review_cards


@dataclass(frozen=True, slots=True)
class Offered:
    """An item to practise, without its key."""

    item_id: str
    version: int
    asked: Asked
    reason: Reason
    title: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What came of an answer: the item as it was shown, key and explanation with it, and the mark."""

    item: Item
    response: Response
    mark: Mark
    at: datetime


class Practice:
    """Practice. Everything is about the person who asks: nobody sees another's."""

    def __init__(
        self, engine: Engine, versions: ItemVersions | None = None, pool: PublishedPool | None = None
    ) -> None:
        self._engine = engine
        self._versions = versions or ItemVersions(engine)
        self._pool = pool or PublishedPool(engine)

    def next(
        self, who: Principal, at: datetime, *, count: int = 1, documents: Iterable[str] = (),
        articles: Iterable[str] = (),
    ) -> list[Offered]:  # fmt: skip
        """The next items, of all documents or of some; of some articles, where their text hashes are named."""
        wanted, named = frozenset(documents), frozenset(articles)
        pool = [
            Pooled(kept.item, kept.version)
            for kept in self._pool.items()
            if (not wanted or (kept.item.proof and kept.item.proof.document_id in wanted))
            and (not named or article_key(kept.item) in named)
        ]
        with self._engine.connect() as connection:
            memories = _memories(connection, person_of(who), at)
            last = _last_asked(connection, person_of(who))
        seed = f"{person_of(who)}:{len(last)}:{max(last.values(), default='')}"
        picks = choose(pool, memories, last, at, count, seed)
        return [_offered(pick.pooled, pick.reason, person_of(who)) for pick in picks]

    def offer(self, who: Principal, item_id: str, version: int, reason: Reason = Reason.AGAIN) -> Offered:
        """An item again, as it was offered to this person.

        Raises:
            KeyError: the bank has no such version.
        """
        item = self._versions.of([(item_id, version)])[item_id, version]
        return _offered(Pooled(item, version), reason, person_of(who))

    def answer(self, who: Principal, item_id: str, version: int, response: Mapping[str, Any], at: datetime) -> int:
        """Marks an answer, keeps it, and settles when its article is due again; the id to ask for its feedback.

        Raises:
            KeyError: the bank has no such version, or it was never published.
            ValueError: it is no response to this item.
        """
        item = self._versions.of([(item_id, version)])[item_id, version]
        if not any(event.standing is Standing.PUBLISHED for event in Bank(self._engine).history(item_id)):
            raise KeyError(f"{item_id} was never published")
        given = read_response(response, asked(item))
        share = _mark(item, given).given / (item.marks or 1)
        proof = item.proof
        place = {"document_id": proof.document_id if proof else "", "label": proof.label if proof else ""}
        own = {"person": person_of(who), "digest": article_key(item), **place}
        with self._engine.begin() as connection:
            row = {**own, "item_id": item_id, "version": version, "response": response_to_json(given), "share": share}
            kept = connection.execute(insert(practice_answers).values(**row, at=at))
            before = connection.execute(
                select(review_cards.c.card).where(
                    review_cards.c.person == own["person"], review_cards.c.digest == own["digest"]
                )
            ).scalar()
            card, due = schedule.review(before, share, at)
            _keep_card(connection, {**own, "card": card, "due": due})
        return int((kept.inserted_primary_key or (0,))[0])

    def feedback(self, who: Principal, answer_id: int) -> Feedback | None:
        """What came of an answer of one's own."""
        own = (practice_answers.c.id == answer_id) & (practice_answers.c.person == person_of(who))
        with self._engine.connect() as connection:
            row = connection.execute(select(practice_answers).where(own)).mappings().first()
        if row is None:
            return None
        item = self._versions.of([(row["item_id"], row["version"])])[row["item_id"], row["version"]]
        seen = _as_shown(Pooled(item, row["version"]), person_of(who))
        given = read_response(row["response"], asked(seen))
        return Feedback(seen, given, _mark(seen, given), row["at"])

    def progress(self, who: Principal, at: datetime) -> dict[str, Memory]:
        """What one knows of each article asked about so far, by article key."""
        with self._engine.connect() as connection:
            return _memories(connection, person_of(who), at)


def mastery(engine: Engine, person: str, digests: Iterable[str], at: datetime) -> dict[str, float]:
    """How well a person knows articles, from 0 to 1, by text hash; 0 for those never asked about."""
    with engine.connect() as connection:
        known = _memories(connection, person, at)
    return {digest: known[digest].mastery if digest in known else 0.0 for digest in digests}


def _memories(connection: Connection, person: str, at: datetime) -> dict[str, Memory]:
    cards = connection.execute(select(review_cards).where(review_cards.c.person == person)).mappings()
    found = {row["digest"]: row for row in cards}
    shares: dict[str, list[float]] = {}
    given = select(practice_answers.c.digest, practice_answers.c.share).where(practice_answers.c.person == person)
    for digest, share in connection.execute(given.order_by(practice_answers.c.id)):
        shares.setdefault(digest, []).append(share)
    return {
        digest: Memory(
            row["document_id"],
            row["label"],
            tuple(shares.get(digest, ())),
            row["due"],
            schedule.retained(row["card"], at),
        )
        for digest, row in found.items()
    }


def _last_asked(connection: Connection, person: str) -> dict[str, datetime]:
    query = select(practice_answers.c.item_id, practice_answers.c.at).where(practice_answers.c.person == person)
    rows = connection.execute(query.order_by(practice_answers.c.id))
    return {row.item_id: row.at for row in rows}


def _keep_card(connection: Connection, row: Mapping[str, Any]) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    changed = {name: row[name] for name in ("card", "due", "document_id", "label")}
    kept = dialect.insert(review_cards).values(**row)
    connection.execute(kept.on_conflict_do_update(index_elements=["person", "digest"], set_=changed))


def _offered(pooled: Pooled, reason: Reason, person: str) -> Offered:
    item = _as_shown(pooled, person)
    proof = item.proof
    title, label = (proof.title, proof.label) if proof else ("", "")
    return Offered(item.id, pooled.version, asked(item), reason, title, label)


def _as_shown(pooled: Pooled, person: str) -> Item:
    """The item with its options in the order that this person always sees."""
    item = replace(pooled.item, number=pooled.item.id)
    ((options, parts),) = arrange([item], random.Random(f"{person}:{item.id}:{pooled.version}"))
    slot = Slot(0, item.id, pooled.version, item.marks, options, parts)
    return shown(slot, {(item.id, pooled.version): item})


def _mark(item: Item, response: Response) -> Mark:
    return mark(item, response, MultipleRule(partial=True))
