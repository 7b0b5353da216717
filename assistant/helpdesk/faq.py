"""Replies that were worth publishing: answered before the documents, and only while the articles they cite stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Engine, RowMapping, func, insert, select, update

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.documents import current, find_articles
from assistant.helpdesk.likeness import plain, same_question
from assistant.helpdesk.office import CLERKS
from assistant.helpdesk.tables import help_faq
from knowledge.catalogue.reading import Catalogue
from knowledge.model import CataloguedArticle, Status
from knowledge.reference.labels import label_key

REVISION = select(func.count(), func.max(help_faq.c.id)).where(help_faq.c.retired_at.is_(None))  # every answer asks


@dataclass(frozen=True, slots=True)
class FaqSource:
    """An article that an entry rests on. `digest` is that of the text its author read; `quote` what it relies on."""

    document_id: str
    article: str
    quote: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A published question with its phrasings, its answer and the articles it cites."""

    id: int
    number: str
    phrasings: tuple[str, ...]
    answer: str
    sources: tuple[FaqSource, ...]
    published_by: str
    published_at: datetime


class NoSource(Exception):  # noqa: N818 - says what is the matter
    """An entry cites nothing that the public may read and that is in force."""

    def __init__(self, source: FaqSource | None = None) -> None:
        named = f"{source.article} of {source.document_id}" if source else "an article"
        super().__init__(
            f"a published answer must cite {named} in the documents open to the public, as it is in force today, "
            "and quote it to the letter: choose the article again"
        )


@dataclass(frozen=True)
class Faq:
    """The published entries over one database; `catalogue` is the public's."""

    engine: Engine
    catalogue: Catalogue

    def publish(
        self,
        clerk: Principal,
        phrasings: Sequence[str],
        answer: str,
        sources: Sequence[FaqSource],
        *,
        at: datetime,
        number: str = "",
    ) -> int:
        """Publishes an entry and gives its id. Personal matters have no place in it: it is for all to read.

        Raises:
            NoSource: it cites nothing, or something that isn't there for the public.
            ValueError: there is no question or no answer.
        """
        clerk.require(*CLERKS)
        asked = [phrasing.strip() for phrasing in phrasings if plain(phrasing)]
        if not asked or not answer.strip():
            raise ValueError("an entry needs a question and an answer: write both")
        if not sources:
            raise NoSource
        values = {
            "number": number,
            "phrasings": asked,
            "answer": answer.strip(),
            "citations": [self._as_cited(source, at.date()) for source in sources],
            "published_by": clerk.account_id,
            "published_at": at,
        }
        with self.engine.begin() as connection:
            made = connection.execute(insert(help_faq).values(**values).returning(help_faq.c.id)).scalar_one()
            record(connection, "faq.publish", f"faq:{made}", who=clerk.account_id, at=at, request=number)
        return int(made)

    def retire(self, clerk: Principal, entry_id: int, *, at: datetime) -> bool:
        """Takes an entry back; False where there is none."""
        clerk.require(*CLERKS)
        standing = (help_faq.c.id == entry_id) & help_faq.c.retired_at.is_(None)
        with self.engine.begin() as connection:
            done = connection.execute(update(help_faq).where(standing).values(retired_at=at)).rowcount == 1
            if done:
                record(connection, "faq.retire", f"faq:{entry_id}", who=clerk.account_id, at=at)
        return done

    def entries(self) -> tuple[FaqEntry, ...]:
        """The published entries, the newest first."""
        count, newest = self.revision()
        return _entries(self.engine, count, newest) if count else ()

    def revision(self) -> tuple[int, int]:
        """How many entries are published, and the newest: entries are put in and retired, never changed."""
        with self.engine.connect() as connection:
            count, newest = connection.execute(REVISION).one()
        return count, newest or 0

    def find(self, question: str, day: date) -> tuple[FaqEntry, list[CataloguedArticle]] | None:
        """The entry that answers a question, with its articles as they stand; none once one of them has changed."""
        asked = plain(question)
        for entry in self.entries() if asked else ():
            if any(same_question(asked, plain(phrasing)) for phrasing in entry.phrasings):
                found = [self.article(source, day) for source in entry.sources]
                standing = [article for article in found if article is not None]
                if len(standing) == len(found):
                    return entry, standing
        return None

    def stale(self, day: date) -> list[FaqEntry]:
        """Entries that are not given out any more, because an article they cite changed or lost its force."""
        return [entry for entry in self.entries() if not all(self.article(s, day) for s in entry.sources)]

    def article(self, source: FaqSource, day: date) -> CataloguedArticle | None:
        """The cited article, if the public can read it, it is in force and still reads as when it was cited."""
        versions = current(self.catalogue.with_id(source.document_id), day)
        for found in find_articles(self.catalogue, versions, source.article):
            same = not source.digest or found.article.digest == source.digest
            in_force = found.version.status_on(day) in (Status.IN_FORCE, Status.UNKNOWN)
            labelled = label_key(found.article.label) == label_key(source.article)
            if same and in_force and labelled and source.quote in found.article.text:
                return found
        return None

    def _as_cited(self, source: FaqSource, day: date) -> dict[str, str]:
        found = self.article(source, day)
        if found is None:
            raise NoSource(source)
        return {
            "document_id": source.document_id,
            "article": found.article.label,
            "quote": source.quote,
            "digest": found.article.digest,
        }


@lru_cache(maxsize=8)
def _entries(engine: Engine, count: int, newest: int) -> tuple[FaqEntry, ...]:  # noqa: ARG001 - one set a state
    query = select(help_faq).where(help_faq.c.retired_at.is_(None)).order_by(help_faq.c.id.desc())
    with engine.connect() as connection:
        return tuple(_entry(row) for row in connection.execute(query).mappings())


def _entry(row: RowMapping) -> FaqEntry:
    cited = row["citations"] if isinstance(row["citations"], list) else json.loads(row["citations"])
    return FaqEntry(
        row["id"], row["number"], tuple(row["phrasings"]), row["answer"], tuple(FaqSource(**one) for one in cited),
        row["published_by"], row["published_at"],
    )  # fmt: skip
