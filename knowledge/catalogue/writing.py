"""Writing the catalogue so that a reader never sees half a document and a kill loses or doubles nothing.

A version is first *staged* (written, invisible), then put into the indexes, then *activated* together with the
retirement of what it replaces, in one transaction. What is retired, or was staged and never activated, is swept:
out of the indexes first, then out of the tables. Every step may be repeated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, RowMapping, Table, bindparam, delete, insert, or_, select, update

from knowledge.catalogue import rows
from knowledge.catalogue.tables import (
    State,
    article_references,
    articles,
    document_references,
    documents,
    responsibilities,
    revisions,
    sources,
    titles,
    versions,
)
from knowledge.catalogue.validity import Dated, Standing, standings
from knowledge.model import Audience, DateName, DocumentType, ParsedDocument, Relation

Place = tuple[str, str, date | None, bool]
AT_A_TIME = 400
# Asked for every file, so put together once: SQLAlchemy takes longer over it than the database.
FROM_SOURCE = select(versions.c.id).where(versions.c.state == State.ACTIVE, versions.c.source == bindparam("path"))
UNDATED = select(versions.c.id, versions.c.source, versions.c.digest).where(
    versions.c.state == State.ACTIVE,
    *(versions.c[name] == bindparam(name) for name in ("document_id", "part", "card")),
    versions.c.effective.is_(None),
)
DATED = select(versions.c.id, versions.c.source, versions.c.digest).where(
    versions.c.state == State.ACTIVE,
    *(versions.c[name] == bindparam(name) for name in ("document_id", "part", "effective", "card")),
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A version about to be written: its id, content, the number of passages of each article, its digest if known."""

    version_id: str
    parsed: ParsedDocument
    source: str
    pieces: tuple[int, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken in: its path, the digest of its bytes, the audience asked for ("" when it decided itself)."""

    path: str
    digest: str
    audience: str


@dataclass(frozen=True, slots=True)
class Occupant:
    """An active version that holds a place (document, part, date, card or original), whatever its audience."""

    version_id: str
    source: str
    digest: str


def new_version_id(parsed: ParsedDocument) -> str:
    """The id that a parsed document's version has or will have."""
    return identified(parsed)[0]


def identified(parsed: ParsedDocument) -> tuple[str, Place, str]:
    """The same; what only one active version may hold: document, part, effective date, card or original; its digest."""
    row = rows.version_row(parsed, "")
    place = (str(row["document_id"]), str(row["part"]), row["effective"], bool(row["card"]))
    return str(row["id"]), place, str(row["digest"])


class Overtaken(Exception):  # noqa: N818 - says what is the matter
    """Another program changed the catalogue in the middle of a change."""

    def __init__(self) -> None:
        super().__init__(
            "another program changed the knowledge base at the same time, so this batch of files was not taken in; "
            "run the same command again, and only one at a time"
        )


class CatalogueWriter:
    """The one writer; sees every audience."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def occupant(self, place: Place) -> Occupant | None:
        """The active version that a document of that place would be a second copy of, if there is one."""
        document_id, part, effective, card = place
        same = {"document_id": document_id, "part": part, "card": card}
        query, values = (DATED, {**same, "effective": effective}) if effective else (UNDATED, same)
        with self._engine.connect() as connection:
            found = connection.execute(query, values).first()
        return Occupant(found.id, found.source, found.digest) if found else None

    def from_source(self, path: str) -> list[str]:
        """Ids of the active versions that came from a file."""
        with self._engine.connect() as connection:
            return list(connection.scalars(FROM_SOURCE, {"path": path}))

    def of_document(self, document_id: str) -> list[str]:
        """Ids of the active versions of a document."""
        query = select(versions.c.id).where(versions.c.state == State.ACTIVE, versions.c.document_id == document_id)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def rehome(self, version_id: str, path: str) -> None:
        """Notes that a version now comes from another file: the one it came from has gone."""
        with self._engine.begin() as connection:
            connection.execute(update(versions).where(versions.c.id == version_id).values(source=path))

    def stage(self, batch: Sequence[Staged]) -> None:
        """Writes versions that no reader sees yet; one staged before under the same id is written anew."""
        with self._engine.begin() as connection:
            _delete_versions(connection, [staged.version_id for staged in batch])
            known = set(connection.scalars(select(documents.c.id)))
            for table, made in _rows_of(batch, known):
                if made:
                    connection.execute(insert(table), made)

    def activate(self, staged: Sequence[str], retired: Sequence[str], taken: Sequence[Source]) -> None:
        """Shows the staged versions, hides the retired ones and records the files: all at once.

        Raises:
            Overtaken: what was staged is no longer there.
        """
        with self._engine.begin() as connection:
            _set_state(connection, retired, State.RETIRED)
            if _set_state(connection, staged, State.ACTIVE) != len(set(staged)):
                raise Overtaken
            _note_sources(connection, taken)
            _refresh(connection, [*staged, *retired])
            if connection.execute(update(revisions).values(number=revisions.c.number + 1)).rowcount == 0:
                connection.execute(insert(revisions).values(id=1, number=1))

    def forget_sources(self, paths: Iterable[str]) -> None:
        """Takes files off the record, so that they are read anew when next given."""
        with self._engine.begin() as connection:
            connection.execute(delete(sources).where(sources.c.path.in_(list(paths))))

    def sources_of(self, version_ids: Sequence[str]) -> list[str]:
        """The files that versions came from."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(versions.c.source).where(versions.c.id.in_(version_ids))))

    def leftovers(self) -> dict[str, tuple[Audience, list[tuple[int, int]]]]:
        """What a sweep must take out of the indexes: version id → audience and (ordinal, pieces) of its articles."""
        stale = versions.c.state != State.ACTIVE
        query = (
            select(versions.c.id, versions.c.audience, articles.c.ordinal, articles.c.pieces)
            .join(articles, isouter=True)
            .where(stale)
        )
        result: dict[str, tuple[Audience, list[tuple[int, int]]]] = {}
        with self._engine.connect() as connection:
            for version_id, audience, ordinal, pieces in connection.execute(query):
                places = result.setdefault(version_id, (Audience(audience), []))[1]
                if ordinal is not None:
                    places.append((ordinal, pieces))
        return result

    def forget(self, version_ids: Sequence[str]) -> None:
        """Deletes versions that the indexes no longer hold, and documents left without any."""
        with self._engine.begin() as connection:
            _delete_versions(connection, version_ids)
            remaining = select(versions.c.document_id)
            connection.execute(delete(documents).where(documents.c.id.not_in(remaining)))


def _rows_of(batch: Sequence[Staged], known: Collection[str]) -> list[tuple[Table, list[dict[str, object]]]]:
    """The rows of each table, in an order in which they may be written; `known` documents have theirs."""
    made: dict[Table, list[dict[str, object]]] = {documents: [], versions: []}
    there = set(known)
    for staged in batch:
        row = rows.version_row(staged.parsed, staged.source, staged.digest)
        document_id = str(row["document_id"])
        if document_id not in there:
            there.add(document_id)
            identity = rows.identity_of(staged.parsed)
            made[documents].append({"id": document_id, "identity": identity, "title": staged.parsed.title})
        made[versions].append({**row, "state": State.STAGED.value})
        for table, found in (
            (articles, rows.article_rows(staged.version_id, staged.parsed, staged.pieces)),
            (titles, rows.title_rows(staged.version_id, staged.parsed)),
            (responsibilities, rows.responsibility_rows(staged.version_id, staged.parsed)),
            (document_references, rows.reference_rows(staged.version_id, staged.parsed)),
            (article_references, rows.article_reference_rows(staged.version_id, staged.parsed)),
        ):
            made.setdefault(table, []).extend(found)
    return list(made.items())


def _note_sources(connection: Connection, taken: Sequence[Source]) -> None:
    last = {source.path: source for source in taken}
    paths = list(last)
    for start in range(0, len(paths), AT_A_TIME):
        connection.execute(delete(sources).where(sources.c.path.in_(paths[start : start + AT_A_TIME])))
    if last:
        made = [{"path": one.path, "digest": one.digest, "audience": one.audience} for one in last.values()]
        connection.execute(insert(sources), made)


def _set_state(connection: Connection, version_ids: Sequence[str], state: State) -> int:
    if not version_ids:
        return 0
    changed = connection.execute(update(versions).where(versions.c.id.in_(version_ids)).values(state=state.value))
    return changed.rowcount


def _delete_versions(connection: Connection, version_ids: Sequence[str]) -> None:
    for table in (articles, titles, responsibilities, document_references, article_references):
        connection.execute(delete(table).where(table.c.version_id.in_(version_ids)))
    connection.execute(delete(versions).where(versions.c.id.in_(version_ids)))


def _refresh(connection: Connection, changed: Sequence[str]) -> None:
    """Works out anew the standing of every document that a change of these versions can touch."""
    touched = set(connection.scalars(select(versions.c.document_id).where(versions.c.id.in_(changed))))
    named = (
        select(titles.c.version_id)
        .join(document_references, document_references.c.title_key == titles.c.title_key)
        .where(
            document_references.c.version_id.in_(changed),
            document_references.c.relation == Relation.REPEALS.value,
        )
    )
    touched |= set(connection.scalars(select(versions.c.document_id).where(versions.c.id.in_(named))))
    query = select(versions).where(versions.c.document_id.in_(touched), versions.c.state == State.ACTIVE)
    by_document: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        by_document[row["document_id"]].append(row)
    repealed = _repealed(connection, touched)
    for document_id, found in by_document.items():
        standing = standings(Dated(row["id"], row["part"], row["effective"], row["card"]) for row in found)
        for row in found:
            _update_standing(connection, row, standing[row["id"]], repealed.get(document_id, []))


def _update_standing(connection: Connection, row: RowMapping, rule: Standing, repealed: Sequence[date]) -> None:
    own = row["dates"].get(DateName.REPEALED.value)
    ends = [date.fromisoformat(own)] if own else []
    ends += [day for day in repealed if not row["effective"] or day > row["effective"]]
    values = {
        "superseded_on": rule.superseded_on,
        "shadowed": rule.shadowed,
        "repealed_on": min(ends, default=None),
    }
    if any(row[name] != value for name, value in values.items()):
        connection.execute(update(versions).where(versions.c.id == row["id"]).values(**values))


_WITHOUT_EFFECT = tuple(kind.value for kind in DocumentType if kind.rank >= DocumentType.DRAFT.rank)
"""Types that repeal nothing, whatever they say: drafts, handbooks, questions, interpretations, news."""


def _repealed(connection: Connection, document_ids: Iterable[str]) -> dict[str, list[date]]:
    """Days on which other documents (originals with legal effect, not cards) repealed these.

    A title is shared by many; where the repeal and the document both bear a number, the numbers must agree.
    """
    target = versions.alias("target")
    query = (
        select(target.c.document_id, versions.c.effective)
        .join(document_references, document_references.c.version_id == versions.c.id)
        .join(titles, titles.c.title_key == document_references.c.title_key)
        .join(target, target.c.id == titles.c.version_id)
        .where(
            document_references.c.relation == Relation.REPEALS.value,
            versions.c.state == State.ACTIVE,
            versions.c.card.is_(False),
            versions.c.type.not_in(_WITHOUT_EFFECT),
            versions.c.effective.is_not(None),
            or_(
                document_references.c.number_key == "",
                target.c.number_key == "",
                document_references.c.number_key == target.c.number_key,
            ),
            target.c.document_id.in_(list(document_ids)),
            target.c.document_id != versions.c.document_id,
        )
    )
    days: dict[str, list[date]] = defaultdict(list)
    for document_id, effective in connection.execute(query):
        days[document_id].append(effective)
    return days
