"""Papers in the database: drawn from what is published, kept as they were drawn."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, RowMapping, insert, select

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.quiz.bank.life import Standing
from assistant.quiz.bank.store import Bank
from assistant.quiz.papers import blueprint as blueprints
from assistant.quiz.papers import sheet as sheets
from assistant.quiz.papers.blueprint import Blueprint
from assistant.quiz.papers.draw import Pooled, Short, Shortage, draw
from assistant.quiz.papers.sheet import Sheet
from assistant.quiz.papers.tables import papers


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper. `sheet` is empty where each person gets their own from the pool."""

    id: str
    title: str
    blueprint: Blueprint
    seed: str
    sheet: Sheet
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a paper wasn't made: names of faults of its blueprint, or sections that the pool can't fill."""

    faults: tuple[str, ...] = ()
    shortages: tuple[Shortage, ...] = ()


class Papers:
    """The papers. Making and seeing them is for trainers and administrators."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def preview(self, who: Principal, blueprint: Blueprint, seed: str) -> Sheet | Refused:
        """The sheet that a seed gives now; nothing is kept."""
        who.require(Role.TRAINER, Role.ADMIN)
        if found := blueprints.faults(blueprint):
            return Refused(found)
        drawn = draw(blueprint, published(self._engine), seed)
        return Refused(shortages=drawn.sections) if isinstance(drawn, Short) else drawn

    def make(self, who: Principal, title: str, blueprint: Blueprint, at: datetime, seed: str = "") -> Paper | Refused:
        """Draws a paper and keeps it; the same seed gives the sheet that was previewed, if the bank hasn't changed."""
        seed = seed or new_id()
        drawn = self.preview(who, blueprint, seed)
        if isinstance(drawn, Refused):
            return drawn
        sheet: Sheet = () if blueprint.per_person else drawn
        made = Paper(new_id(), title.strip(), blueprint, seed, sheet, who.account_id, at)
        with self._engine.begin() as connection:
            connection.execute(
                insert(papers).values(
                    id=made.id,
                    title=made.title,
                    blueprint=blueprints.to_json(blueprint),
                    seed=seed,
                    sheet=sheets.to_json(sheet),
                    author=made.author,
                    at=at,
                )
            )
            record(connection, "paper.make", f"paper:{made.id}", who=who.account_id, at=at, seed=seed)
        return made

    def get(self, who: Principal, paper_id: str) -> Paper | None:
        """A paper."""
        who.require(Role.TRAINER, Role.ADMIN)
        return read_paper(self._engine, paper_id)

    def all(self, who: Principal) -> list[Paper]:
        """All papers, the newest first."""
        who.require(Role.TRAINER, Role.ADMIN)
        with self._engine.connect() as connection:
            rows = connection.execute(select(papers).order_by(papers.c.at.desc(), papers.c.id)).mappings().all()
        return [_paper(row) for row in rows]


def read_paper(engine: Engine, paper_id: str) -> Paper | None:
    """A paper, for the services of examinations."""
    with engine.connect() as connection:
        row = connection.execute(select(papers).where(papers.c.id == paper_id)).mappings().first()
    return _paper(row) if row else None


def published(engine: Engine) -> list[Pooled]:
    """What may be drawn now."""
    return [Pooled(kept.item, kept.version) for kept in Bank(engine).all(Standing.PUBLISHED)]


def new_id() -> str:
    """An id that can't be guessed."""
    return secrets.token_hex(8)


def _paper(row: RowMapping) -> Paper:
    return Paper(
        row["id"],
        row["title"],
        blueprints.from_json(row["blueprint"]),
        row["seed"],
        sheets.from_json(row["sheet"]),
        row["author"],
        row["at"],
    )
