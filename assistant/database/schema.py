"""Brings a database's schema up to date; costs one query when it is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

MIGRATIONS = Path(__file__).with_name("migrations")
NEWEST = "0013"


def upgrade(engine: Engine, to: str = NEWEST) -> None:
    """Runs the migrations that a database lacks, up to a revision."""
    if revision_of(engine) == to:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def revision_of(engine: Engine) -> str:
    """The revision that a database's schema is at; empty if it has none yet."""
    if not inspect(engine).has_table("alembic_version"):
        return ""
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
