"""The set-up that ships: a pledge, a paper of the starter items, a yearly requirement to put in force or to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from assistant.accounts.principal import Principal
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Section
from assistant.quiz.papers.blueprint import Part as PaperPart
from assistant.quiz.papers.store import Paper, Papers
from assistant.training import pledges, requirements
from assistant.training.calendar import day_of
from assistant.training.model import ActivityKind, Audience, Basis, Part, Requirement, Schedule

SHIPPED = Path(__file__).with_name("first_year.yaml")


@dataclass(frozen=True, slots=True)
class FirstYear:
    """What was made: the paper and the requirement that asks for it."""

    paper: str
    requirement: str


def put_first_year(engine: Engine, who: Principal, at: datetime, path: Path = SHIPPED) -> FirstYear | None:
    """Makes the set-up unless it was made before, or the bank hasn't enough published items yet."""
    import yaml

    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = told["requirement"]
    with engine.connect() as connection:
        if requirements.find(connection, asked["id"]) is not None:
            return None
    paper = Papers(engine).make(who, told["paper"]["title"], _blueprint(told["paper"]), at, seed=asked["id"])
    if not isinstance(paper, Paper):
        return None
    pledge = told["pledge"]
    pledges.write(engine, pledge["id"], pledge["title"], pledge["body"], who, months=pledge["months"], at=at)
    made = _requirement(asked, paper.id, pledge["id"], float(told["paper"]["pass_mark"]), at)
    requirements.save(engine, made, who, at=at)
    return FirstYear(paper.id, made.id)


def _blueprint(told: Mapping[str, Any]) -> Blueprint:
    sections = tuple(Section(count, marks, (ItemType(kind),)) for kind, count, marks in told["sections"])
    return Blueprint((PaperPart(sections),), told["pass_mark"], told["minutes"])


def _requirement(told: Mapping[str, Any], paper: str, pledge: str, pass_mark: float, at: datetime) -> Requirement:
    parts = (
        Part(ActivityKind.PAPER, (paper,), pass_mark=pass_mark, attempts=told["attempts"], makeups=told["makeups"]),
        Part(ActivityKind.PLEDGE, (pledge,)),
        Part(ActivityKind.EVENT, (told["event"],)),
    )
    year = day_of(at).year
    schedule = Schedule(year, makeup_days=told["makeup_days"], validity_months=told["validity_months"])
    basis = tuple(Basis(one["document"], one["article"], one["number"], one["quote"]) for one in told["basis"])
    return Requirement(
        told["id"], told["title"], Audience(), parts, schedule, basis, told["hour_rules"],
        description=told["description"],
    )  # fmt: skip
