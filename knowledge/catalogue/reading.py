"""Reading the catalogue, bound from the start to the audiences it may show."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    FromClause,
    RowMapping,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
    union,
)

from knowledge.catalogue.rows import to_article, to_responsibility, to_version
from knowledge.catalogue.tables import (
    State,
    article_references,
    articles,
    document_references,
    responsibilities,
    revisions,
    sources,
    titles,
    versions,
)
from knowledge.model import (
    Audience,
    CataloguedArticle,
    DocumentReference,
    Relation,
    Responsibility,
    Version,
)

BATCH = 400
AT_ONCE = 20
"""Places asked for in one statement."""
Place = tuple[str, int]
Placed = tuple[tuple[str, ...], str]
REVISION = select(revisions.c.number)
ARTICLES = select(articles)
DUTIES = select(responsibilities).order_by(responsibilities.c.position)
TEXTS = select(articles.c.version_id, articles.c.ordinal, articles.c.headings, articles.c.heading, articles.c.text)
ARTICLES_OF = ARTICLES.where(articles.c.version_id == bindparam("version")).order_by(articles.c.ordinal)
ARTICLES_LABELLED = ARTICLES_OF.where(articles.c.label_key == bindparam("label"))
DUTIES_OF = DUTIES.where(responsibilities.c.version_id == bindparam("version"))
REFERENCES_OF = select(document_references).where(document_references.c.version_id == bindparam("version"))
REFERENCES_OF = REFERENCES_OF.order_by(document_references.c.position)
"""What every answer asks of the database, put together once: SQLAlchemy takes longer over it than the database."""


class Catalogue:
    """What readers see: active versions of the given audiences, and nothing else."""

    def __init__(self, engine: Engine, audiences: Iterable[Audience]) -> None:
        self._engine = engine
        self.audiences = frozenset(audiences)
        self._visible = self._seen(versions)

    def _seen(self, table: FromClause) -> ColumnElement[bool]:
        """Whether a row of `versions`, by whatever name, may be shown."""
        return and_(table.c.state == State.ACTIVE, table.c.audience.in_([a.value for a in self.audiences]))

    def versions(self) -> dict[str, Version]:
        """Every visible version by its id."""
        return {version.id: version for version in self._versions_where(true())}

    def revision(self) -> int:
        """Counts the changes of the catalogue: cheap to ask, for whoever keeps something derived from it."""
        with self._engine.connect() as connection:
            return connection.scalar(REVISION) or 0

    def corpus_id(self) -> str:
        """Names the state of the knowledge base: changes whenever a visible version or its standing does."""
        columns = (versions.c.id, versions.c.superseded_on, versions.c.repealed_on, versions.c.shadowed)
        seen = sorted(str(tuple(row.values())) for row in self._rows(select(*columns).where(self._visible)))
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:12]

    def with_title(self, title_key: str) -> list[Version]:
        """Versions that go by this title or short title (see `reference.titles.title_key`)."""
        return self._versions_where(
            versions.c.id.in_(select(titles.c.version_id).where(titles.c.title_key == title_key))
        )

    def with_number(self, number_key: str) -> list[Version]:
        """Versions that carry this 发文字号 (see `reference.numbers.document_number_key`)."""
        return self._versions_where(versions.c.number_key == number_key) if number_key else []

    def with_id(self, identifier: str) -> list[Version]:
        """Versions whose own id or document's id this is."""
        return self._versions_where(or_(versions.c.id == identifier, versions.c.document_id == identifier))

    def title_keys(self) -> list[tuple[str, str]]:
        """Pairs (title key, version id) of all visible versions."""
        visible = select(titles.c.title_key, titles.c.version_id).join(versions).where(self._visible)
        return [(row["title_key"], row["version_id"]) for row in self._rows(visible)]

    def articles_at(self, places: Sequence[Place], known: Mapping[str, Version],
                    dutiful: Container[str] | None = None) -> list[CataloguedArticle]:  # fmt: skip
        """The articles at (version id, ordinal), in that order; places not in `known` are passed over.

        `dutiful` are the versions that make anyone responsible, where that is known: no others are asked for duties.
        """
        wanted = [place for place in places if place[0] in known]
        rows = {(row["version_id"], row["ordinal"]): row for row in self._rows_at(ARTICLES, wanted)}
        asked = wanted if dutiful is None else [place for place in wanted if place[0] in dutiful]
        duties = _grouped(self._rows_at(DUTIES, asked))
        return [to_article(rows[place], known[place[0]], duties.get(place, ())) for place in wanted if place in rows]

    def texts_at(self, places: Sequence[Place], known: Mapping[str, Version]) -> dict[Place, Placed]:
        """The headings and the text at (version id, ordinal); places not in `known` are passed over."""
        rows = self._rows_at(TEXTS, [place for place in places if place[0] in known])
        return {
            (row["version_id"], row["ordinal"]): ((*row["headings"], row["heading"]), row["text"]) for row in rows
        }

    def dutiful(self) -> frozenset[str]:
        """The visible versions that make anyone responsible."""
        query = select(responsibilities.c.version_id).distinct().join(versions).where(self._visible)
        return frozenset(row["version_id"] for row in self._rows(query))

    def articles_of(self, version: Version) -> list[CataloguedArticle]:
        """The whole document in order: articles, preamble, leads, annexes."""
        found = self._rows(ARTICLES_OF, {"version": version.id})
        duties = self._duties(DUTIES_OF, {"version": version.id})
        return [to_article(row, version, duties.get((version.id, row["ordinal"]), ())) for row in found]

    def labels_in(self, version_ids: Sequence[str], label_keys: Sequence[str]) -> list[tuple[str, int, str]]:
        """The articles of some versions that have one of some labels: version id, ordinal, label key."""
        found: list[tuple[str, int, str]] = []
        columns = (articles.c.version_id, articles.c.ordinal, articles.c.label_key)
        for first in range(0, len(version_ids), BATCH):
            for start in range(0, len(label_keys), BATCH):
                here = articles.c.version_id.in_(version_ids[first : first + BATCH])
                named = articles.c.label_key.in_(label_keys[start : start + BATCH])
                rows = self._rows(select(*columns).where(here, named))
                found += [(row["version_id"], row["ordinal"], row["label_key"]) for row in rows]
        return found

    def pieces_of(self, version: Version) -> list[tuple[int, int]]:
        """The ordinals of a version's articles, each with the number of its passages."""
        query = select(articles.c.ordinal, articles.c.pieces).where(articles.c.version_id == version.id)
        return [(row["ordinal"], row["pieces"]) for row in self._rows(query.order_by(articles.c.ordinal))]

    def article_labelled(self, version: Version, label_key: str) -> list[CataloguedArticle]:
        """Articles of a version under a label (see `reference.labels.label_key`)."""
        found = self._rows(ARTICLES_LABELLED, {"version": version.id, "label": label_key})
        duties = self._duties(DUTIES_OF, {"version": version.id})
        return [to_article(row, version, duties.get((version.id, row["ordinal"]), ())) for row in found]

    def responsible(self, due_by: date | None = None) -> list[tuple[str, int, Responsibility]]:
        """All responsibilities (version id, ordinal, responsibility); with `due_by` those due that day at latest."""
        query = select(responsibilities).join(versions).where(self._visible)
        if due_by:
            query = query.where(responsibilities.c.due <= due_by)
        ordered = query.order_by(responsibilities.c.version_id, responsibilities.c.ordinal, responsibilities.c.position)
        return [(row["version_id"], row["ordinal"], to_responsibility(row)) for row in self._rows(ordered)]

    def references_of(self, version: Version) -> list[DocumentReference]:
        """The documents that a version points at, in the order of its text."""
        rows = self._rows(REFERENCES_OF, {"version": version.id})
        return [DocumentReference(row["title"], row["number"], Relation(row["relation"])) for row in rows]

    def referring_to(self, title_keys: Iterable[str], number_key: str = "") -> list[tuple[Version, Relation]]:
        """The versions that point at a document, and how."""
        pointing: ColumnElement[bool] = document_references.c.title_key.in_(list(title_keys))
        if number_key:
            pointing = or_(pointing, document_references.c.number_key == number_key)
        query = (
            select(versions, document_references.c.relation)
            .join(document_references, document_references.c.version_id == versions.c.id)
            .where(self._visible, pointing)
        )
        return list({(row["id"], row["relation"]): (to_version(row), Relation(row["relation"]))
                     for row in self._rows(query)}.values())  # fmt: skip

    def documents_citing(self) -> dict[str, int]:
        """For every version that others point at, how many other documents do (any of their articles, or the whole)."""
        citing, cited = versions.alias("citing"), versions.alias("cited")
        named = union(
            select(document_references.c.version_id, document_references.c.title_key),
            select(article_references.c.version_id, article_references.c.title_key),
        ).subquery()
        query = (
            select(cited.c.id, func.count(citing.c.document_id.distinct()).label("documents"))
            .select_from(named)
            .join(citing, citing.c.id == named.c.version_id)
            .join(titles, titles.c.title_key == named.c.title_key)
            .join(cited, cited.c.id == titles.c.version_id)
            .where(self._seen(citing), self._seen(cited), citing.c.document_id != cited.c.document_id)
            .group_by(cited.c.id)
        )
        return {row["id"]: row["documents"] for row in self._rows(query)}

    def articles_citing(self) -> dict[Place, int]:
        """For every article that others point at, how many articles of other documents do."""
        citing, cited = versions.alias("citing"), versions.alias("cited")
        query = (
            select(articles.c.version_id, articles.c.ordinal, func.sum(article_references.c.articles).label("articles"))
            .select_from(article_references)
            .join(citing, citing.c.id == article_references.c.version_id)
            .join(titles, titles.c.title_key == article_references.c.title_key)
            .join(cited, cited.c.id == titles.c.version_id)
            .join(
                articles,
                and_(articles.c.version_id == cited.c.id, articles.c.label_key == article_references.c.label_key),
            )
            .where(self._seen(citing), self._seen(cited), citing.c.document_id != cited.c.document_id)
            .group_by(articles.c.version_id, articles.c.ordinal)
        )
        return {(row["version_id"], row["ordinal"]): int(row["articles"]) for row in self._rows(query)}

    def restored(self, version: Version) -> list[str]:
        """What was mended when the version was read, as words of the source and the mending."""
        rows = self._rows(select(versions.c.restored).where(versions.c.id == version.id))
        return list(rows[0]["restored"]) if rows else []

    def passages_by_audience(self) -> dict[Audience, int]:
        """How many passages the indexes should hold."""
        query = (
            select(versions.c.audience, func.sum(articles.c.pieces))
            .join(articles, articles.c.version_id == versions.c.id)
            .where(self._visible)
            .group_by(versions.c.audience)
        )
        with self._engine.connect() as connection:
            return {Audience(audience): int(count) for audience, count in connection.execute(query)}

    def source_digests(self) -> dict[str, tuple[str, str]]:
        """Every file taken in: path → (digest of its bytes, audience asked for or "")."""
        return {row["path"]: (row["digest"], row["audience"]) for row in self._rows(select(sources))}

    def _versions_where(self, condition: ColumnElement[bool]) -> list[Version]:
        found = [to_version(row) for row in self._rows(select(versions).where(self._visible, condition))]
        return self._as_seen(found)

    def _as_seen(self, found: list[Version]) -> list[Version]:
        """A card gives way to its original only for those who may read the original."""
        shadowed = {version.document_id for version in found if version.shadowed}
        if not shadowed:
            return found
        query = select(versions.c.document_id).where(
            self._visible, versions.c.card.is_(False), versions.c.document_id.in_(shadowed)
        )
        readable = {row["document_id"] for row in self._rows(query)}
        return [
            replace(version, shadowed=version.shadowed and version.document_id in readable) for version in found
        ]

    def _duties(self, query: Select[Any], values: Mapping[str, Any]) -> dict[Place, tuple[Responsibility, ...]]:
        return _grouped(self._rows(query, values))

    def _rows_at(self, query: Select[Any], places: Sequence[Place]) -> list[RowMapping]:
        found: list[RowMapping] = []
        for start in range(0, len(places), AT_ONCE):
            batch = places[start : start + AT_ONCE]
            values: dict[str, str | int] = {}
            for n, (version, ordinal) in enumerate(batch):
                values[f"v{n}"], values[f"o{n}"] = version, ordinal
            found += self._rows(_at(query, len(batch)), values)
        return found

    def _rows(self, query: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[RowMapping]:
        with self._engine.connect() as connection:
            return connection.execute(query, values).mappings().all()


@lru_cache(maxsize=4 * AT_ONCE)
def _at(query: Select[Any], count: int) -> Select[Any]:
    """A query for the rows at so many places.

    Pair by pair: an index finds each of them, in SQLite too, which reads the whole table for a list of pairs, and all
    crossings of versions and ordinals for two lists.
    """
    (table,) = query.get_final_froms()
    return query.where(
        or_(*(and_(table.c.version_id == bindparam(f"v{n}"), table.c.ordinal == bindparam(f"o{n}"))
              for n in range(count)))
    )  # fmt: skip


def _grouped(rows: Iterable[RowMapping]) -> dict[Place, tuple[Responsibility, ...]]:
    grouped: dict[Place, list[Responsibility]] = defaultdict(list)
    for row in rows:
        grouped[(row["version_id"], row["ordinal"])].append(to_responsibility(row))
    return {place: tuple(found) for place, found in grouped.items()}
