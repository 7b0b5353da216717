"""The labelled questions in the database: put in, taken back, read by the search."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, func, insert, select, update

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.labelled.tables import labelled_questions
from knowledge.questions.model import ArticleName, LabelledQuestion, Revision, spoken

LONGEST = 500
_t = labelled_questions.c
REVISION = select(
    func.max(_t.id), select(func.count()).where(_t.removed_at.is_not(None)).scalar_subquery()
)  # every search asks


class Origin(StrEnum):
    """How a label came in."""

    TYPED = "typed"
    SHEET = "sheet"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Label:
    """One question with one article that answers it; `label` is the article's as written at the time."""

    text: str
    document_id: str
    label_key: str
    label: str


@dataclass(frozen=True, slots=True)
class KeptLabel:
    """A label in the database."""

    id: int
    label: Label
    origin: Origin
    who: str
    at: datetime


class StoredQuestions:
    """The labelled questions that were not taken back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def revision(self) -> Revision:
        """The newest row, and how many rows were closed: rows are never deleted."""
        with self._engine.connect() as connection:
            newest, gone = connection.execute(REVISION).one()
        return (newest or 0, gone)

    def questions(self) -> list[LabelledQuestion]:
        """Every labelled question, in the order in which they were first put in."""
        texts: dict[str, str] = {}
        names: dict[str, list[ArticleName]] = defaultdict(list)
        for kept in self.all():
            key = question_key(kept.label.text)
            texts.setdefault(key, kept.label.text)
            names[key].append(ArticleName(kept.label.document_id, kept.label.label_key))
        return [LabelledQuestion(text, tuple(dict.fromkeys(names[key]))) for key, text in texts.items()]

    def all(self) -> list[KeptLabel]:
        """Every label, oldest first."""
        query = select(labelled_questions).where(_t.removed_at.is_(None)).order_by(_t.id)
        with self._engine.connect() as connection:
            return [
                KeptLabel(
                    row["id"],
                    Label(row["text"], row["document_id"], row["label_key"], row["label"]),
                    Origin(row["origin"]),
                    row["who"],
                    row["at"],
                )
                for row in connection.execute(query).mappings()
            ]

    def add(self, labels: Iterable[Label], origin: Origin, principal: Principal, at: datetime) -> int:
        """Puts labels in, those that are there already left alone; gives the number of new ones.

        Raises:
            Forbidden: the person is neither trainer nor administrator.
        """
        principal.require(Role.TRAINER, Role.ADMIN)
        added = 0
        with self._engine.begin() as connection:
            for label in labels:
                key = question_key(label.text)
                row = {"text_key": key, "document_id": label.document_id, "label_key": label.label_key}
                same = [labelled_questions.c[name] == value for name, value in row.items()]
                if connection.scalar(select(func.count()).where(_t.removed_at.is_(None), *same)):
                    continue
                more = {"text": label.text, "label": label.label, "origin": origin.value, "who": principal.account_id}
                made = connection.execute(insert(labelled_questions).values(**row, **more, at=at).returning(_t.id))
                subject = f"labelled_question:{made.scalar_one()}"
                record(connection, "labelled_question.add", subject, who=principal.account_id, at=at,
                       document=label.document_id, article=label.label_key, origin=origin.value)  # fmt: skip
                added += 1
        return added

    def remove(self, ids: Iterable[int], principal: Principal, at: datetime) -> int:
        """Takes labels back; gives how many there were of these.

        Raises:
            Forbidden: the person is neither trainer nor administrator.
        """
        principal.require(Role.TRAINER, Role.ADMIN)
        gone = 0
        with self._engine.begin() as connection:
            for number in dict.fromkeys(ids):
                open_one = update(labelled_questions).where(_t.id == number, _t.removed_at.is_(None))
                if connection.execute(open_one.values(removed_at=at)).rowcount:
                    subject = f"labelled_question:{number}"
                    record(connection, "labelled_question.remove", subject, who=principal.account_id, at=at)
                    gone += 1
        return gone


def question_key(text: str) -> str:
    """The same for two ways of typing one question: width, case, spaces and punctuation don't count."""
    return hashlib.sha256(spoken(text).encode()).hexdigest()
