"""The one place where real parts are built and handed to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.answering.composer import Answerer
from assistant.answering.generation import ChatModel
from assistant.database.engine import make_engine, only_writer
from assistant.database.schema import upgrade
from assistant.settings import Settings
from knowledge.catalogue.reading import Catalogue
from knowledge.catalogue.writing import CatalogueWriter
from knowledge.encoder.choose import make_encoder
from knowledge.encoder.port import Encoder
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Audience
from knowledge.search.searcher import Searcher
from knowledge.store import AudienceIndex
from knowledge.vectors import ArticleVectors, drop_vectors, open_client

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

    from ingest.pipeline import FileRow, Pipeline

LIBRARY = Path(__file__).resolve().parent.parent / "knowledge" / "library"
SHIPPED = (LIBRARY / "handbook" / "handbook.md", LIBRARY / "sources")
EVERYONE = frozenset({Audience.PUBLIC})
STAFF = frozenset(Audience)


class InUse(Exception):  # noqa: N818 - says what is the matter
    """Another program holds the embedded index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the knowledge base in {folder} is being changed or served by another program: wait for it or stop it, "
            "or run a Chroma server and set INTEGRITY_CHROMA_URL so that several programs can share it"
        )


@dataclass
class Application:
    """The parts of a running program, each built when first asked for."""

    settings: Settings

    @cached_property
    def engine(self) -> Engine:
        """The database, its schema up to date."""
        engine = make_engine(self.settings.sql_url)
        upgrade(engine)
        return engine

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model that is configured."""
        return make_encoder(self.settings.embedding_model or None)

    @cached_property
    def _client(self) -> ClientAPI:
        return open_client(self.settings.chroma_folder, self.settings.chroma_url or None)

    @cached_property
    def _indexes(self) -> dict[Audience, AudienceIndex]:
        return {}

    def index(self, audience: Audience) -> AudienceIndex:
        """The indexes of one audience; those of the other stay closed."""
        if audience not in self._indexes:
            self._indexes[audience] = AudienceIndex(
                LexicalIndex(self.settings.lexical_folder / audience.value),
                ArticleVectors(self._client, audience, self.encoder.name),
            )
        return self._indexes[audience]

    def catalogue(self, audiences: Iterable[Audience] = STAFF) -> Catalogue:
        """The catalogue as some audiences see it."""
        return Catalogue(self.engine, audiences)

    def searcher(self, audiences: frozenset[Audience] = STAFF) -> Searcher:
        """A search over some audiences' documents."""
        return Searcher(
            self.catalogue(audiences),
            {audience: self.index(audience) for audience in audiences},
            self.encoder,
        )

    @cached_property
    def chat_model(self) -> ChatModel | None:
        """The language model that is configured; None leaves answers in the documents' own words."""
        settings = self.settings
        if not settings.llm:
            return None
        from assistant.langchain.chat import make_chat_model

        return make_chat_model(settings.llm, settings.llm_base_url, settings.llm_api_key, settings.llm_timeout)

    def answerer(self, audiences: frozenset[Audience] = STAFF) -> Answerer:
        """Answers for some audiences."""
        return Answerer(self.searcher(audiences), self.chat_model)

    def pipeline(self) -> Pipeline:
        """The way in for files; take `changing` around its use."""
        from ingest.pipeline import Pipeline

        indexes = {audience: self.index(audience) for audience in Audience}
        return Pipeline(CatalogueWriter(self.engine), indexes, self.encoder)

    def take_in(self, paths: Iterable[Path], audience: Audience | None = None) -> tuple[int, Iterator[FileRow]]:
        """Takes in files and all below folders: how many there are, and a row for each once it is visible.

        Take `changing` around its use.
        """
        from ingest.pipeline import discover

        files = discover(paths)
        return len(files), self.pipeline().ingest(files, self.catalogue().source_digests(), audience)

    def reindex(self) -> Iterator[int]:
        """Rebuilds both indexes; gives first the number of versions, then for each the passages put in."""
        from shutil import rmtree

        from ingest.reindex import reindex

        for audience in Audience:
            drop_vectors(self._client, audience)
            rmtree(self.settings.lexical_folder / audience.value, ignore_errors=True)
        self._indexes.clear()
        yield from reindex(self.catalogue(), {a: self.index(a) for a in Audience}, self.encoder)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Holds the embedded index open for reading; other readers may do so too."""
        with self._held(changing=False):
            yield

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds the embedded index for one writer.

        Raises:
            InUse: another program reads or changes it.
        """
        with self._held(changing=True):
            yield

    @contextmanager
    def _held(self, *, changing: bool) -> Iterator[None]:
        from filelock import FileLock, ReadWriteLock, Timeout

        folder = self.settings.data_dir
        folder.mkdir(parents=True, exist_ok=True)
        try:
            if not self.settings.chroma_url:
                lock = ReadWriteLock(str(folder / "index.lock"))
                with lock.write_lock(timeout=1) if changing else lock.read_lock(timeout=30):
                    yield
            elif changing:
                with FileLock(folder / "writer.lock", timeout=1), only_writer(self.engine):
                    yield
            else:
                yield
        except Timeout:
            raise InUse(folder) from None
