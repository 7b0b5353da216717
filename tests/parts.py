"""Real parts put together for tests: a filled data folder, a copy of one, documents taken in without files."""

import shutil
from pathlib import Path

from assistant.bootstrap import Application
from assistant.settings import Settings
from ingest.split import pieces_of, split
from knowledge.catalogue.writing import CatalogueWriter, Source, Staged, new_version_id


def open_application(folder: Path) -> Application:
    return Application(Settings(data_dir=folder))


def take_in_files(folder: Path, paths) -> Path:
    """Ingests files into a data folder; every one must go in."""
    application = open_application(folder)
    with application.changing():
        rows = list(application.take_in(paths)[1])
    assert [row for row in rows if row.outcome == "rejected"] == []
    application.engine.dispose()
    return folder


def copy_of(folder: Path, target: Path):
    shutil.copytree(folder, target)
    application = open_application(target)
    yield application
    application.engine.dispose()


def staged(parsed, source="/somewhere/file.md") -> Staged:
    return Staged(new_version_id(parsed), parsed, source, pieces_of(parsed))


def show(writer: CatalogueWriter, *documents, retire=(), source="/somewhere/file.md") -> list[str]:
    """Stages and activates documents in one batch, without any index; gives their version ids."""
    batch = [staged(parsed, source) for parsed in documents]
    writer.stage(batch)
    ids = [one.version_id for one in batch]
    writer.activate(ids, list(retire), [Source(source, "digest", "")])
    return ids


def take_in(application: Application, *documents) -> list[str]:
    """Puts documents into catalogue and indexes as the pipeline does, without any file."""
    batch = [staged(parsed, f"/somewhere/{number}.md") for number, parsed in enumerate(documents)]
    writer = CatalogueWriter(application.engine)
    writer.stage(batch)
    for one in batch:
        passages = split(one.parsed, one.version_id)
        application.index(one.parsed.audience).replace(passages, (), (), application.encoder)
    ids = [one.version_id for one in batch]
    writer.activate(ids, [], [])
    return ids
