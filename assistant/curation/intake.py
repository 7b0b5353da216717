"""Jobs of the document desk: files taken in, corrected, taken out. Each may be run again from the start."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.audit.log import record
from assistant.jobs.worker import Cancelled, Doing, Progress
from knowledge.model import Audience, Version

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from ingest.pipeline import FileRow

TAKE_IN, CORRECT, REMOVE = "documents.take-in", "documents.correct", "documents.remove"
RE_READ = "documents.re-read"
LONGEST_NAME, LONGEST_ENDING = 150, 15
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def fit_name(name: str) -> str:
    """An uploaded file's name as it is kept: no folders, no control characters, not too long."""
    whole = Path(_UNFIT.sub("_", name).strip(" ."))
    ending = whole.suffix if len(whole.suffix) <= LONGEST_ENDING else ""
    return f"{whole.name.removesuffix(ending)[:LONGEST_NAME] or '_'}{ending}"


def kinds(application: Application) -> Mapping[str, Doing]:
    """What a worker can do for this desk."""
    return {
        TAKE_IN: lambda progress: take_in(application, progress),
        CORRECT: lambda progress: correct(application, progress),
        REMOVE: lambda progress: remove(application, progress),
        RE_READ: lambda progress: re_read(application, progress),
    }


def take_in(application: Application, progress: Progress) -> None:
    """Takes in the files of an upload. One that is rejected leaves things as they were."""
    upload = Path(progress.job.arguments["folder"])
    asked = progress.job.arguments["audience"]
    home = application.settings.documents_folder
    home.mkdir(parents=True, exist_ok=True)
    before = upload / ".before"
    waiting = sorted(path for path in upload.iterdir() if path.is_file()) if upload.is_dir() else []
    progress.expect(len(waiting))
    before.mkdir(exist_ok=True, parents=True)
    try:
        with application.changing():
            for path in waiting:
                target = home / path.name
                if target.exists():
                    shutil.copy2(target, before / path.name)
                row = _taken(application, path, target, before / path.name, asked)
                _tell(application, progress, row)
                path.unlink()
    except Cancelled:
        shutil.rmtree(upload, ignore_errors=True)
        raise
    shutil.rmtree(upload, ignore_errors=True)


def _taken(application: Application, path: Path, target: Path, before: Path, asked: str) -> FileRow:
    """What came of a file; unless it went in, its place holds what it held before, whatever broke off the attempt."""
    went_in = False
    unfinished = target.with_name(f".{target.name}.part")
    try:
        shutil.copy2(path, unfinished)
        os.replace(unfinished, target)
        (row,) = application.take_in([target], Audience(asked) if asked else None)[1]
        went_in = row.outcome != "rejected"
        return row
    finally:
        unfinished.unlink(missing_ok=True)
        if not went_in:
            _put_back(before, target)


def correct(application: Application, progress: Progress) -> None:
    """Corrects a document: finds its place in its file, keeps what is to be put right, reads the file again.

    Raises:
        LookupError: the file or the version is no longer there.
    """
    version = _version(application, progress.job.arguments["version_id"])
    path = Path(version.source)
    if not path.is_file():
        raise LookupError(f"the file {path} is gone: upload the document again, then correct it")
    progress.expect(1)
    position = application.position_of(version)
    by = application.accounts.get(progress.job.created_by).principal()
    fields = progress.job.arguments["fields"]
    application.corrections.set(by, str(path), position, fields, at=datetime.now(UTC))
    _read_anew(application, progress, path)


def re_read(application: Application, progress: Progress) -> None:
    """Reads a file again, with all that people put right of it.

    Raises:
        LookupError: the file is no longer there.
    """
    path = Path(progress.job.arguments["path"])
    if not path.is_file():
        raise LookupError(f"the file {path.name} is gone: upload the document again")
    progress.expect(1)
    _read_anew(application, progress, path)


def remove(application: Application, progress: Progress) -> None:
    """Takes a document out; files of the upload folder that brought only it go too."""
    document_id = progress.job.arguments["document_id"]
    progress.expect(1)
    with application.changing():
        paths = application.remove(document_id)
        left = {version.source for version in application.catalogue().versions().values()}
    home = application.settings.documents_folder
    for path in {Path(path) for path in paths} - {Path(source) for source in left}:
        if path.parent == home:
            path.unlink(missing_ok=True)
    with application.engine.begin() as connection:
        who, at = progress.job.created_by, datetime.now(UTC)
        record(connection, "document.remove", f"document:{document_id}", who=who, at=at, files=len(paths))
    title = progress.job.arguments["title"]
    told = {"articles": 0, "reason": "", "detail": "", "duplicate_of": ""}
    progress.row({"path": "", "outcome": "removed", "titles": [title], **told})


def _read_anew(application: Application, progress: Progress, path: Path) -> None:
    with application.changing():
        asked = application.catalogue().source_digests().get(str(path), ("", ""))[1]
        for row in application.take_in([path], Audience(asked) if asked else None, anew=True)[1]:
            _tell(application, progress, row)


def _tell(application: Application, progress: Progress, row: FileRow) -> None:
    told = row_to_json(row)
    if row.outcome in ("added", "updated"):
        with application.engine.begin() as connection:
            subject = f"file:{Path(row.path).name}"[:200]
            who, at = progress.job.created_by, datetime.now(UTC)
            record(connection, "document.take-in", subject, who=who, at=at, outcome=str(row.outcome))
    progress.row(told)


def row_to_json(row: FileRow) -> dict[str, Any]:
    """A row of the report as JSON."""
    return {
        "path": Path(row.path).name,
        "outcome": str(row.outcome),
        "titles": list(row.titles),
        "articles": row.articles,
        "reason": row.reason.value if row.reason else "",
        "detail": row.detail,
        "duplicate_of": Path(row.duplicate_of).name if row.duplicate_of else "",
    }


def keep_upload(folder: Path, name: str, chunks: Iterable[bytes]) -> str:
    """Writes an uploaded file into the folder of its job; the name it got there."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = fit_name(name)
    with (folder / kept).open("wb") as stream:
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return kept


def _put_back(before: Path, target: Path) -> None:
    if before.exists():
        os.replace(before, target)
    else:
        target.unlink(missing_ok=True)


def _version(application: Application, version_id: str) -> Version:
    version = application.catalogue().versions().get(version_id)
    if version is None:
        raise LookupError("this version was replaced or removed meanwhile: open the document again")
    return version
