"""The schema: made and kept up to date by migrations, the same as the tables the code speaks of."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import assistant.accounts.tables  # noqa: F401 - makes its tables known
import assistant.audit.tables  # noqa: F401 - makes its tables known
import assistant.conversations.tables  # noqa: F401 - makes its tables known
import assistant.curation.tables  # noqa: F401 - makes its tables known
import assistant.helpdesk.tables  # noqa: F401 - makes its tables known
import assistant.jobs.tables  # noqa: F401 - makes its tables known
import assistant.labelled.tables  # noqa: F401 - makes its tables known
import assistant.originals.tables  # noqa: F401 - makes its tables known
import assistant.questions.tables  # noqa: F401 - makes its tables known
import assistant.quiz.bank.tables  # noqa: F401 - makes its tables known
import assistant.quiz.examinations.tables  # noqa: F401 - makes its tables known
import assistant.quiz.practice.tables  # noqa: F401 - makes its tables known
import assistant.training.tables  # noqa: F401 - makes its tables known
from assistant.database.engine import make_engine
from assistant.database.schema import MIGRATIONS, NEWEST, upgrade
from knowledge.catalogue.reading import Catalogue
from knowledge.catalogue.tables import metadata
from knowledge.catalogue.writing import CatalogueWriter
from knowledge.model import Audience
from tests.parts import show
from tests.samples import regulation


def test_the_migrations_make_just_the_tables_that_the_code_knows(engine):
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
    assert difference == []


def test_upgrading_again_changes_nothing(engine):
    upgrade(engine)
    upgrade(engine)


def test_references_are_read_from_the_articles_of_an_older_base(engine):
    law, *_ = show(CatalogueWriter(engine), regulation("诚信。", "公开。"))
    show(CatalogueWriter(engine), regulation("依照《青石市诚信服务条例》第二条。", "本法第一条。", title="青石市规定"))
    references = text("SELECT title_key, label_key, articles FROM article_references")
    with engine.connect() as connection:
        before = connection.execute(references).all()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(references).all() == before == [("青石市诚信服务条例", "2", 1)]
    assert Catalogue(engine, frozenset(Audience)).articles_citing() == {(law, 1): 1}


def test_the_newest_migration_is_the_one_looked_for():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_a_commit_on_sqlite_waits_for_the_disk(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()
