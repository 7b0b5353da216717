"""`integrity backup` and `integrity restore`: all state in one file, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress

from ui.cli.failures import Failure
from ui.cli.options import FILE, define, option
from ui.cli.output import console, say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("backup")
@click.argument("file", type=FILE)
def backup(application: Application, file: Path) -> None:
    """Writes everything but the indexes to one file; the service may go on."""
    made = _write(application, file)
    say(ui_words()("cli-backed-up", file=str(file), rows=made, megabytes=round(file.stat().st_size / 1e6, 1)))


@define("restore")
@click.argument("file", type=FILE)
@option("--replace", is_flag=True)
def restore(application: Application, file: Path, replace: bool) -> None:
    """Puts a backup back and rebuilds the indexes; the service must be stopped."""
    from assistant.backup.archive import read_manifest
    from assistant.backup.restore import holds_anything
    from assistant.backup.restore import restore as put_back

    words = ui_words()
    with application.changing():
        manifest = read_manifest(file)
        if holds_anything(application.engine):
            if not replace:
                raise Failure("cli-restore-not-empty", folder=str(application.settings.data_dir))
            kept = application.settings.data_dir / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
            _write(application, kept)
            say(words("cli-restore-kept", file=str(kept)))
        with _bar(words("cli-restoring"), len(manifest.rows)) as tick:
            put_back(application.engine, application.settings.data_dir, file, tick)
        steps = application.reindex()
        with _bar(words("cli-reindexing"), next(steps)) as tick:
            for _ in steps:
                tick()
    say(words("cli-restored", rows=sum(manifest.rows.values()), made_at=manifest.made_at))


def _write(application: Application, file: Path) -> int:
    from assistant.backup.archive import count_steps, write_backup

    folder = application.settings.data_dir
    with _bar(ui_words()("cli-backing-up"), count_steps(application.engine, folder)) as tick:
        made = write_backup(application.engine, folder, file, datetime.now(UTC), tick)
    return sum(made.rows.values())


@contextmanager
def _bar(label: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere; gives what moves it on by one."""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
