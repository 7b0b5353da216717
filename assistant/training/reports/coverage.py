"""How far training reaches the knowledge base: of each article in force, its items, who must read and who knows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, func, select

from assistant.accounts.principal import Principal
from assistant.documents import current, find_documents
from assistant.quiz.bank.life import Standing as ItemStanding
from assistant.quiz.bank.tables import items
from assistant.training import requirements
from assistant.training.model import ActivityKind, Standing
from assistant.training.reports.answers import Answers, examined, practised
from knowledge.catalogue.reading import Catalogue
from knowledge.model import ArticleKind, Status, Version
from knowledge.reference.labels import label_key

IN_FORCE = (Status.IN_FORCE, Status.UNKNOWN)
NONE = Answers()


@dataclass(frozen=True, slots=True)
class Covered:
    """An article in force: its published items, the requirements that name it, people who met it, and who was right."""

    document: str
    title: str
    label: str
    heading: str
    items: int
    required: tuple[str, ...]
    practised: int
    practised_right: int
    examined: int
    examined_right: int


@dataclass(frozen=True, slots=True)
class DocumentCover:
    """A document: how many of its articles in force have items, are named by a requirement, were answered, rightly."""

    document: str
    title: str
    articles: int
    with_items: int
    required: int
    answered: int
    right: int


def coverage(
    engine: Engine, catalogue: Catalogue, principal: Principal, day: date, unit: str = "", document: str = ""
) -> list[Covered]:
    """Every article in force on a day, of one document or of all, by title and place.

    Raises:
        Forbidden: somebody who answers for no unit asks.
    """
    with engine.connect() as connection:
        practice = practised(connection, principal, unit)
        published = _published(connection)
        named = _named(connection, catalogue)
    sat = examined(engine, principal, unit)
    in_practice, in_halls = _by_digest(practice), _by_digest(sat)
    covered = []
    for version in _in_force(catalogue, day, document):
        for found in catalogue.articles_of(version):
            article = found.article
            if article.kind is not ArticleKind.ARTICLE:
                continue
            known, tried = in_practice.get(article.digest, NONE), in_halls.get(article.digest, NONE)
            key = label_key(article.label)
            required = named[version.document_id, ""] | named[version.document_id, key]
            covered.append(
                Covered(version.document_id, version.title, article.label, article.heading, published[article.digest],
                        tuple(sorted(required)), known.people, known.right, tried.people, tried.right)
            )  # fmt: skip
    return covered


def by_document(covered: Sequence[Covered]) -> list[DocumentCover]:
    """The articles added up by document."""
    grouped: dict[str, list[Covered]] = defaultdict(list)
    for one in covered:
        grouped[one.document].append(one)
    return [
        DocumentCover(
            document, found[0].title, len(found), sum(bool(one.items) for one in found),
            sum(bool(one.required) for one in found), sum(bool(one.practised or one.examined) for one in found),
            sum(bool(one.practised_right or one.examined_right) for one in found),
        )
        for document, found in grouped.items()
    ]  # fmt: skip


def _in_force(catalogue: Catalogue, day: date, document: str) -> list[Version]:
    grouped: dict[str, list[Version]] = defaultdict(list)
    for version in catalogue.versions().values():
        if document in ("", version.document_id):
            grouped[version.document_id].append(version)
    chosen = [one for versions in grouped.values() for one in current(versions, day)]
    holding = [one for one in chosen if not one.shadowed and one.status_on(day) in IN_FORCE]
    return sorted(holding, key=lambda one: (one.title, one.document_id, one.part))


def _published(connection: Connection) -> Counter[str]:
    query = select(items.c.digest, func.count()).where(items.c.standing == ItemStanding.PUBLISHED.value)
    return Counter({row[0]: row[1] for row in connection.execute(query.group_by(items.c.digest))})


def _named(connection: Connection, catalogue: Catalogue) -> Mapping[tuple[str, str], set[str]]:
    """The titles of active requirements by what is to be read or practised: a document, or an article of one."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kept in requirements.find_all(connection, Standing.ACTIVE):
        title = kept.requirement.title
        for part in kept.requirement.parts:
            for subject in part.subjects:
                if part.kind in (ActivityKind.READING, ActivityKind.PRACTICE):
                    document, _, label = subject.partition("#")
                    for version in find_documents(catalogue, document):
                        named[version.document_id, label_key(label)].add(title)
    return named


def _by_digest(found: Mapping[tuple[str, str, str], Answers]) -> dict[str, Answers]:
    return {digest: answers for (_, _, digest), answers in found.items()}
