"""The one place where real parts are built and handed to each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.principal import Role
from assistant.accounts.sessions import Sessions
from assistant.accounts.sign_in import SignIn
from assistant.accounts.tokens import Tokens
from assistant.answering.composer import Answerer
from assistant.answering.grammar.words import keep_words_in
from assistant.conversations.store import Conversations
from assistant.curation.corrections import Corrections
from assistant.database.engine import make_engine
from assistant.database.schema import upgrade
from assistant.helpdesk.desk import HelpDesk
from assistant.helpdesk.faq import Faq
from assistant.helpdesk.faq_step import faq_step
from assistant.helpdesk.feedback import Feedback
from assistant.helpdesk.office import Office
from assistant.helpdesk.sealing import Seal, make_seal
from assistant.helpdesk.switch import Switch
from assistant.index_lock import held, index_lock
from assistant.jobs.queue import Queue
from assistant.jobs.worker import Worker
from assistant.labelled.store import StoredQuestions
from assistant.originals.keeper import Keeper
from assistant.originals.store import Originals
from assistant.questions.listing import QuestionReader
from assistant.questions.log import QuestionLog
from assistant.settings import Settings
from knowledge.catalogue.generations import Generations
from knowledge.catalogue.reading import Catalogue
from knowledge.catalogue.writing import CatalogueWriter
from knowledge.encoder.choose import make_encoder
from knowledge.encoder.port import Encoder
from knowledge.model import Audience, Version
from knowledge.search.bank import QuestionBank
from knowledge.search.cross import CrossEncoder
from knowledge.search.searcher import Searcher
from knowledge.search.sounds import keep_sounds_in
from knowledge.shelf import Opened, Shelf
from knowledge.store import AudienceIndex
from knowledge.vectors import open_client

if TYPE_CHECKING:
    from assistant.langchain.chat import ConfiguredModel
    from assistant.quiz.services import Quiz
    from assistant.training.routine import Routine
    from ingest.load.apart import Apart
    from ingest.pipeline import FileRow, Pipeline
    from knowledge.vectors import Client

LIBRARY = Path(__file__).resolve().parent.parent / "knowledge" / "library"
SHIPPED = (LIBRARY / "handbook" / "handbook.md", LIBRARY / "sources")
EVERYONE = frozenset({Audience.PUBLIC})
STAFF = frozenset(Audience)
LAST_SEARCHES = 3.0  # seconds that searches begun on replaced indexes are given


@dataclass
class Application:
    """The parts of a running program, each built when first asked for."""

    settings: Settings
    once: bool = False  # one question is answered, then the program ends

    def __post_init__(self) -> None:
        keep_words_in(self.settings.words_folder)
        keep_sounds_in(self.settings.words_folder)

    @cached_property
    def engine(self) -> Engine:
        """The database, its schema up to date."""
        engine = make_engine(self.settings.sql_url)
        upgrade(engine)
        return engine

    @cached_property
    def accounts(self) -> Directory:
        """The accounts."""
        return Directory(self.engine)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in from where."""
        settings = self.settings
        return Sessions(
            self.engine, timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
        )

    @cached_property
    def tokens(self) -> Tokens:
        """What programs sign in with."""
        return Tokens(self.engine)

    @cached_property
    def sign_in(self) -> SignIn:
        """The door."""
        return SignIn(self.engine)

    @cached_property
    def conversations(self) -> Conversations:
        """What signed-in people asked before."""
        return Conversations(self.engine)

    @cached_property
    def corrections(self) -> Corrections:
        """What people put right of what was read from files."""
        return Corrections(self.engine)

    def worker(self, now: Callable[[], datetime]) -> Worker:
        """Who does the work in the background; start it in the program that serves."""
        from assistant.curation import intake
        from assistant.quiz.machine import job
        from assistant.training.roster import jobs as roster

        known = {**intake.kinds(self), **roster.kinds(self), **job.kinds(self)}
        return Worker(self.jobs, known, now)

    @cached_property
    def jobs(self) -> Queue:
        """Work in the background."""
        return Queue(self.engine)

    @cached_property
    def quiz(self) -> Quiz:
        """Items, papers, examinations, practice."""
        from assistant.quiz.services import make_quiz

        return make_quiz(self.engine)

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model that is configured."""
        return make_encoder(self.settings.embedding_model or None)

    @cached_property
    def _client(self) -> Client:
        return open_client(self.settings.chroma_folder, self.settings.chroma_url or None)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(Generations(self.engine), self._client, self.settings.index_folders, self.encoder.name)

    def index(self, audience: Audience) -> AudienceIndex:
        """The indexes of one audience, as they are now; those of the other stay closed."""
        return self.indexes(frozenset({audience}))[audience]

    def indexes(self, audiences: frozenset[Audience] = STAFF) -> Opened:
        """The indexes of some audiences, as they are now."""
        return self._shelf.opened(audiences)

    def catalogue(self, audiences: Iterable[Audience] = STAFF) -> Catalogue:
        """The catalogue as some audiences see it."""
        return Catalogue(self.engine, audiences)

    def searcher(self, audiences: frozenset[Audience] = STAFF) -> Searcher:
        """A search over some audiences' documents."""
        return Searcher(
            self.catalogue(audiences),
            partial(self.indexes, audiences),
            self.encoder,
            self.question_bank(audiences),
            self.cross_encoder,
        )

    @cached_property
    def cross_encoder(self) -> CrossEncoder | None:
        """What reads the best candidates together with the question; None unless it is configured."""
        if not self.settings.cross_encoder:
            return None
        from knowledge.encoder.transformer import TransformerCrossEncoder

        return TransformerCrossEncoder(self.settings.cross_encoder)

    def question_bank(self, audiences: frozenset[Audience] = STAFF) -> QuestionBank | None:
        """The labelled questions at work, as some audiences may know of them; None where they are switched off."""
        if self.settings.question_bank == "off":
            return None
        return QuestionBank(StoredQuestions(self.engine), self.catalogue(audiences), self.encoder)

    @cached_property
    def chat_model(self) -> ConfiguredModel | None:
        """The language model that is configured; None leaves answers in the documents' own words."""
        settings = self.settings
        if not settings.llm:
            return None
        from assistant.langchain.chat import make_chat_model

        return make_chat_model(settings.llm, settings.llm_base_url, settings.llm_api_key, settings.llm_timeout)

    def answerer(self, audiences: frozenset[Audience] = STAFF) -> Answerer:
        """Answers for some audiences."""
        labelled = StoredQuestions(self.engine) if self.settings.question_bank != "off" else None

        def state() -> Hashable:
            return self.faq.revision(), labelled and labelled.revision()

        kept = self.settings.remembered_answers
        searcher, told = self.searcher(audiences), state if kept else None
        return Answerer(searcher, self.chat_model, faq_step(self.faq), told, kept, self.once)

    @cached_property
    def seal(self) -> Seal:
        """What opens and closes what people write to the office."""
        return make_seal(self.settings.secret_key, self.settings.data_dir)

    @cached_property
    def help_desk(self) -> HelpDesk:
        """The citizen's side of the help desk."""
        return HelpDesk(self.engine, self.seal, self.settings.help_days, self.settings.retention_days)

    @cached_property
    def help_office(self) -> Office:
        """The office's side of the help desk."""
        return Office(self.engine, self.seal)

    @cached_property
    def faq(self) -> Faq:
        """The replies that were published."""
        return Faq(self.engine, self.catalogue(EVERYONE))

    @cached_property
    def feedback(self) -> Feedback:
        """What people thought of answers and replies."""
        return Feedback(self.engine, self.seal, self.help_desk)

    @cached_property
    def question_log(self) -> QuestionLog:
        """What is asked, as far as it is kept."""
        return QuestionLog(self.engine, self.settings.question_log_days, self.settings.question_log)

    @cached_property
    def question_reader(self) -> QuestionReader:
        """What the question log shows to those who may see it."""
        readers = frozenset(Role(name) for name in self.settings.question_log_readers.split(","))
        return QuestionReader(self.engine, readers)

    @cached_property
    def public_service(self) -> Switch:
        """The switch of the public service."""
        return Switch(self.engine)

    @cached_property
    def training_routine(self) -> Routine:
        """What training does by itself."""
        from assistant.training.notify import AppriseNotifier
        from assistant.training.outbox import Lrs
        from assistant.training.routine import Routine
        from assistant.wording.words import answer_words

        settings = self.settings
        lrs = Lrs(settings.lrs_url, settings.xapi_version) if settings.lrs_url else None
        notifier = AppriseNotifier(settings.smtp_url)
        return Routine(self.engine, notifier, answer_words(settings.language), lrs, self.home)

    @property
    def home(self) -> str:
        """The address under which people and programs know this service."""
        return self.settings.public_base_url or "http://localhost"

    def pipeline(self) -> Pipeline:
        """The way in for files; take `changing` around its use."""
        from ingest.pipeline import Pipeline

        keeper = Keeper(self.originals)
        writer = CatalogueWriter(self.engine)
        self._shelf.only_mine()
        return Pipeline(writer, self.indexes(), self.encoder, self._apart.load, keeper, self.corrections.apply)

    @cached_property
    def originals(self) -> Originals:
        """The files that documents came from."""
        return Originals(self.engine, self.settings.originals_folder, self.settings.lines_folder)

    @cached_property
    def _apart(self) -> Apart:
        """What reads files, in a program of its own; scanned pages where the extra `ocr` is installed."""
        from ingest.load.apart import Apart
        from ingest.load.ocr import Recogniser, ocr_is_installed

        return Apart(Recogniser(self.settings.lines_folder) if ocr_is_installed() else None)

    def take_in(
        self,
        paths: Iterable[Path],
        audience: Audience | None = None,
        pages: Callable[[int, int], None] | None = None,
        *,
        anew: bool = False,
    ) -> tuple[int, Iterator[FileRow]]:
        """Takes in files and all below folders: how many there are, and a row for each once it is visible.

        Take `changing` around its use. After the last row the question bank follows what changed, and originals
        that no document comes from are deleted. Unless they are to be read `anew`, files whose bytes did not change
        are passed over. `pages` hears of each page that text recognition has read of a file: how many, of how many.
        """
        from ingest.pipeline import discover

        files = discover(paths)
        if self._apart.ocr:
            self._apart.ocr.progress = pages
        known = {} if anew else self.catalogue().source_digests()
        rows = self.pipeline().ingest(files, known, audience)
        return len(files), self._with_the_bank_following(rows)

    def position_of(self, version: Version) -> int:
        """The place in its file of the document that a version was read from.

        Raises:
            LookupError: the file has changed since.
        """
        from ingest.structure import read_documents
        from knowledge.catalogue.writing import new_version_id

        source = self.catalogue().source_digests().get(version.source)
        asked = source[1] if source else ""
        for position, read in enumerate(read_documents(self._apart.load(Path(version.source)))):
            parsed = replace(read, audience=Audience(asked)) if asked else read
            if new_version_id(self.corrections.apply(version.source, position, parsed)) == version.id:
                return position
        raise LookupError("the file has changed since it was taken in: take it in again, then correct it")

    def remove(self, document_id: str) -> list[str]:
        """Takes a document out; the paths of the files it came from. The question bank follows.

        Take `changing` around its use.
        """
        with self._bank_following():
            gone = list(self.pipeline().remove(document_id))
        self.originals.sweep()
        return gone

    def _with_the_bank_following(self, rows: Iterator[FileRow]) -> Iterator[FileRow]:
        try:
            with self._bank_following():
                yield from rows
        finally:
            self._apart.close()
        self.originals.sweep()

    @contextmanager
    def _bank_following(self) -> Iterator[None]:
        """Whatever the catalogue becomes inside, the items that rest on it are re-checked afterwards."""
        from assistant.quiz.bank.store import Bank
        from assistant.quiz.bank.upkeep import bring_up_to_date, put_starters, resting_on
        from assistant.training.first_year import put_first_year

        bank, before = Bank(self.engine), self.catalogue().revision()
        resting = resting_on(bank, self.catalogue())
        yield
        if self.catalogue().revision() != before:
            now = datetime.now(UTC)
            bring_up_to_date(bank, self.catalogue(), resting, now.date(), now)
            put_starters(bank, self.catalogue(), now)
            put_first_year(self.engine, PROGRAM, now)

    def reindex(self) -> Iterator[int]:
        """Builds the indexes anew beside those in use; gives first the number of versions, then each one's passages.

        Take `changing` around its use. Searches go on with the old ones, and have some seconds for their last.
        """
        from ingest.reindex import reindex

        with self._shelf.renewing() as empty:
            yield from reindex(self.catalogue(), empty, self.encoder)
        if self.settings.chroma_url or index_lock(self.settings.data_dir.absolute()).is_read:
            sleep(LAST_SEARCHES)
        self._shelf.clear()

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

    def _held(self, *, changing: bool) -> AbstractContextManager[None]:
        return held(self.settings.data_dir, self.engine, embedded=not self.settings.chroma_url, changing=changing)
